"""Every way in which a translation can be wrong without a reader of the language to say so."""

import pytest

from flows.languages.suspicions import doubt


def doubts(english: str, other: str, code: str = "fr") -> list[str]:
    return list(doubt((english,), other, code))


@pytest.mark.parametrize(
    ("code", "english", "other"),
    [
        pytest.param("fr", "held", "réalisée", id="a-word"),
        pytest.param("fr", "{start} to {end}.", "Jusqu’à {end}, dès {start}.", id="places-in-another-order"),
        pytest.param("fr", "{a}: {b} → {c} / {d}", "{a}: {b} → {c} / {d}", id="places-only"),
        pytest.param(
            "fr", "At most 10,700 words.", "10\u00a0700 mots au plus.", id="figures-grouped-otherwise"
        ),
        pytest.param("fr", "4.5 years", "4,5 ans", id="a-decimal-comma"),
        pytest.param("fr", "Session {number}", "Session {number}", id="short-and-the-same"),
        pytest.param("fr", "Did you mean?", "Vouliez-vous dire\u00a0?", id="a-space-before-the-mark"),
        pytest.param("es", "UNDAF, UNSDCF, UNSCDF", "UNDAF, UNSDCF, UNSCDF", id="names-only"),
        pytest.param(
            "es", "Until 3 p.m. on 4 May.", "Hasta las 15.00 del 4 de mayo.", id="an-hour-of-the-afternoon"
        ),
        pytest.param("es", "a UN entity", "una entidad de las Naciones Unidas", id="initials-written-out"),
        pytest.param("zh", "On 7 November 2022.", "2022年11月7日。", id="a-month-by-number"),
        pytest.param("zh", "It is nine o'clock.", "现在是9点。", id="a-number-in-words"),
        pytest.param("zh", "Why?", "为什么\uff1f", id="a-mark-of-its-own"),
        pytest.param("zh", "Subscribe from web", "从Web订阅", id="a-name"),
        pytest.param("ar", "within 48 hours", "في غضون ٤٨ ساعة", id="Arabic-figures"),
        pytest.param("ar", "The UIDs of `uprcycle feeds`", "معرفات UID في `uprcycle feeds`", id="a-code"),
        pytest.param(
            "ru", "Add max-age to https://{host}/a.", "Добавьте max-age к https://{host}/a.", id="addresses"
        ),
        pytest.param("ru", "no", "не применяется", id="short-and-much-longer"),
    ],
)
def test_a_sound_translation_is_not_suspected(code: str, english: str, other: str) -> None:
    assert doubts(english, other, code) == []


@pytest.mark.parametrize(
    ("code", "english", "other", "what"),
    [
        ("fr", "{a} of {b}", "{a}", "places differ: {a}, {b} became {a}"),
        ("fr", "on {day}", "le {jour}", "places differ: {day} became {jour}"),
        ("fr", "within 48 hours", "sous 24 heures", "figures differ: 48 became 24"),
        ("es", "Until 3 p.m.", "Hasta las 14.00.", "figures differ: 3 became 1400"),
        ("zh", "On 7 November 2022.", "2022年10月7日。", "figures differ: 2022, 7 became 10, 2022, 7"),
        ("ar", "within 48 hours", "في غضون ٢٤ ساعة", "figures differ: 48 became 24"),
        ("fr", "It is so.", "C’est ainsi", "ends with 'i', the English with '.'"),
        ("fr", "held", " réalisée", "has a stray space"),
        ("ar", "held", "\u200fعُقد", "turns the direction of writing"),
        ("fr", "the next review", "the next review", "is the English"),
        ("fr", "held", "qui a eu lieu au jour et à l’heure dits", "is 9.8 times as long as the English"),
        ("zh", "held", "已经按照日程表所列的日期和时间举行", "is 8.5 times as long as the English"),
        ("ar", "Review of Kenya", "استعراض review كينيا", "'review' is not translated"),
        ("zh", "The next review", "下一次Reviews", "'Reviews' is not translated"),
        ("ru", "The next review", "Следующий обзор OHCHR", "'OHCHR' is not translated"),
    ],
)
def test_a_suspicious_translation_is_named(code: str, english: str, other: str, what: str) -> None:
    assert doubts(english, other, code) == [what]


def test_one_form_may_leave_the_number_to_the_word() -> None:
    sources = ("One item of {day}", "{count} items of {day}")

    assert [
        *doubt(sources, "Un élément du {day}", "fr"),
        *doubt(sources, "{count} éléments du {day}", "fr"),
    ] == []
