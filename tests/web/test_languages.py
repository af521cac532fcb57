import pytest

from web.languages import choose_language

OFFERED = ("en", "fr", "ar", "zh")


@pytest.mark.parametrize(
    ("asked", "accepted", "expected"),
    [
        pytest.param(None, None, "en", id="nothing-is-said"),
        pytest.param("fr", None, "fr", id="the-address-asks"),
        pytest.param("fr", "ar", "fr", id="the-address-wins"),
        pytest.param("xx", "ar", "ar", id="unknown-in-the-address"),
        pytest.param("FR", None, "en", id="codes-are-small-letters"),
        pytest.param(None, "fr-CH, fr;q=0.9, en;q=0.8", "fr", id="a-browser-in-geneva"),
        pytest.param(None, "en;q=0.5, ar;q=0.7", "ar", id="weights"),
        pytest.param(None, "de, fr;q=0.1", "fr", id="what-is-not-offered-is-passed-over"),
        pytest.param(None, "ar-EG, en;q=0.5", "ar", id="of-a-country"),
        pytest.param(None, "zh-CN, en;q=0.5", "zh", id="of-a-country-by-its-language"),
        pytest.param(None, "zh-Hant-TW, zh;q=0.9", "zh", id="of-another-script-too"),
        pytest.param(None, "pt-BR, pt;q=0.9", "en", id="English-where-nothing-is-known"),
        pytest.param(None, "fr;q=0, ar;q=0.1", "ar", id="refused"),
        pytest.param(None, "fr, en", "fr", id="equal-weights-go-by-order"),
        pytest.param(None, "en;q=0.3, fr;q=1.0, en;q=1.0", "fr", id="the-first-mention-counts"),
        pytest.param(None, "*, ;;q=é, fr;q=nine", "en", id="junk"),
        pytest.param(None, "," * 10_000, "en", id="much-junk"),
    ],
)
def test_the_language_of_the_answer(asked: str | None, accepted: str | None, expected: str) -> None:
    assert choose_language(asked, accepted, OFFERED) == expected
