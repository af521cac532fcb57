import pytest
from jinja2 import StrictUndefined

from notifications.guard import DeliveryMode
from notifications.modes import mode_text
from tests.web.reading import Page
from tests.web.site import ask, build_app
from uprcycle.wording.language import ENGLISH, Language
from web.page import environment

LANGUAGES = ("en", "fr")


def page(path: str, **headers: str) -> Page:
    two = build_app(languages=LANGUAGES, language=Language)
    return Page(ask(path, app=two, **headers).text)


def links(found: Page) -> list[str]:
    return [each.attributes["href"] for each in found.all("a")]


def test_there_is_one_environment_that_always_escapes_and_misses_nothing() -> None:
    env = environment()

    assert (env.autoescape, env.undefined, environment() is env) == (True, StrictUndefined, True)


@pytest.mark.parametrize(
    ("path", "accepted", "lang"),
    [
        ("/", "", "en"),
        ("/", "fr", "fr"),
        ("/?lang=en", "fr", "en"),
        ("/?lang=xx", "fr", "fr"),
        ("/none", "fr", "fr"),
    ],
)
def test_the_language_is_that_of_the_address_or_of_the_reader(path: str, accepted: str, lang: str) -> None:
    assert page(path, accept_language=accepted).elements[0].attributes["lang"] == lang


def test_a_language_that_was_asked_for_stays_in_every_link_of_our_own() -> None:
    own = [
        each for each in links(page("/countries/KEN?lang=fr")) if each.startswith("/") and ".ics" not in each
    ]

    assert [each for each in own if "lang=fr" not in each] == ["/api/openapi.json"]


def test_a_language_that_the_browser_chose_stays_out_of_links() -> None:
    own = [each for each in links(page("/countries/KEN", accept_language="fr")) if "lang=" in each]

    assert own == [
        "?lang=en",
        "?lang=fr",
        "webcal://upr.example.org/feeds/country/KEN.ics?lang=fr",
        "/feeds/country/KEN.ics?lang=fr",
        "?lang=en",
    ]


def test_a_page_in_a_language_that_nobody_answers_for_says_so_and_leads_to_english() -> None:
    feet = {code: page(f"/?lang={code}").all("footer")[0] for code in LANGUAGES}
    note = "Translated, and not yet read by anybody whose language it is;"

    assert {code: note in foot.whole_text() for code, foot in feet.items()} == {"en": False, "fr": True}
    assert links(page("/?lang=fr")).count("?lang=en") == 2


def test_the_switch_keeps_the_rest_of_the_question_and_stays_on_the_page() -> None:
    found = links(page("//elsewhere.example/countries?x=%22%3E&lang=fr"))

    assert [each for each in found if each.startswith("?")] == [
        "?x=%22%3E&lang=en",
        "?x=%22%3E&lang=fr",
        "?x=%22%3E&lang=en",
    ]


def test_a_link_within_a_page_keeps_its_fragment_last() -> None:
    found = links(page("/countries/KEN/hrc-adoption?lang=fr"))

    assert "/countries/KEN?cycle=4&lang=fr#hrc-adoption" in found


def test_one_language_needs_no_switch() -> None:
    alone = build_app(languages=("en",), language=Language)

    assert [each.attributes["aria-label"] for each in Page(ask("/", app=alone).text).all("nav")] == ["Main"]


def test_a_page_varies_by_the_language_and_may_be_kept_for_minutes() -> None:
    headers = ask("/").headers

    assert (headers["vary"], headers["cache-control"]) == (
        "Accept-Encoding, Accept-Language",
        "public, max-age=300",
    )


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    first = ask("/countries/KEN")

    assert ask("/countries/KEN", if_none_match=first.headers["etag"]).status_code == 304
    assert ask("/countries/USA", if_none_match=first.headers["etag"]).status_code == 200


@pytest.mark.parametrize("mode", list(DeliveryMode))
@pytest.mark.parametrize("path", ["/", "/countries/KEN", "/subscribe", "/none"])
def test_every_page_says_how_far_messages_go(path: str, mode: DeliveryMode) -> None:
    found = Page(ask(path, app=build_app(delivery=mode)).text)
    banners = [each.whole_text() for each in found.all("p") if each.attributes.get("class") == "trial"]
    said = mode_text(mode, ENGLISH)

    assert banners == ([] if mode is DeliveryMode.LIVE else [said])
    assert [each.whole_text() for each in found.all("p")].count(said) == 1
