"""The rules of a State follow the readings that were chosen for it, and no others."""

from datetime import date

import pytest

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.rules.choice import Alternative, Choice, Recount
from uprcycle.rules.choices import Choices, check_choices
from uprcycle.store.packaged import load_facts, load_ruleset

BOOK, PACKAGED = load_ruleset().rulebook, load_ruleset().choices
DAY = date(2029, 1, 29)


def choice(reading: str, first: date = date.min, last: date = date.max, country: str = "KEN") -> Choice:
    contradiction = {"4.5-years": "C1", "5-years": "C1"}.get(reading, "C2")
    return Choice(country, contradiction, reading, first, last, "a country team", "A reason.", "a letter")


def chosen(*readings: str) -> Choices:
    return Choices(PACKAGED.alternatives, tuple(map(choice, readings)))


def leads(*readings: str) -> dict[str, str]:
    """Return how each rule that differs from the packaged one counts, where these were chosen."""
    book = chosen(*readings).rulebook_of(BOOK, "KEN", DAY)
    return {
        new.id: f"{(new.fallback or new.lead).offset} to {(new.fallback or new.lead).until}"
        for old, new in zip(BOOK.rules, book.rules, strict=True)
        if old != new
    }


SHORT = dict.fromkeys(("next-review", "project-next-review"), "54 months after to None")
LONG = dict.fromkeys(("next-review", "project-next-review"), "5 years after to None")


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([], {}),
        (["5-years"], LONG),
        (["4.5-years"], SHORT | {"midpoint": "2 years after to 27 months after"}),
        (["two-years"], {"midpoint": "2 years after to None"}),
        (["half-cycle"], {"midpoint": "27 months after to 30 months after"}),
        (["half-cycle", "4.5-years"], SHORT | {"midpoint": "27 months after to None"}),
        (["half-cycle", "5-years"], LONG | {"midpoint": "30 months after to None"}),
        (["two-years", "4.5-years"], SHORT | {"midpoint": "2 years after to None"}),
    ],
    ids=lambda each: "+".join(each) if isinstance(each, list) else "",
)
def test_rules_count_by_the_readings_that_were_chosen(readings: list[str], expected: dict[str, str]) -> None:
    assert leads(*readings) == expected


def test_a_rule_keeps_its_anchor_and_names_the_chosen_sources_first() -> None:
    book = chosen("5-years").rulebook_of(BOOK, "KEN", DAY)
    old, new = BOOK.by_id["next-review"], book.by_id["next-review"]
    (settled,) = new.fallback.settled if new.fallback else ()

    assert (new.lead, new.fallback and new.fallback.anchor) == (old.lead, "review")
    assert new.sources == (*settled.sources, *old.sources)
    assert [each.place for each in settled.sources] == ["Introduction, line 143", "P1, lines 136, 146"]
    assert [each.place for each in settled.against] == ["Intro, line 36", "Foreword, line 80"]


def test_a_date_that_rests_on_two_choices_names_both() -> None:
    rule = chosen("half-cycle", "5-years").rulebook_of(BOOK, "KEN", DAY).by_id["midpoint"]
    settled = rule.fallback.settled if rule.fallback else ()

    assert [each.choice.reading for each in settled] == ["half-cycle", "5-years"]


@pytest.mark.parametrize(
    ("country", "day", "reading"),
    [
        ("KEN", date(2026, 12, 31), None),
        ("KEN", date(2027, 1, 1), "4.5-years"),
        ("KEN", date(2031, 1, 1), "5-years"),
        ("KEN", date(2033, 1, 1), "4.5-years"),
        ("UGA", date(2028, 1, 1), None),
    ],
)
def test_a_choice_counts_for_its_state_and_its_days_and_the_later_one_wins(
    country: str, day: date, reading: str | None
) -> None:
    choices = Choices(
        PACKAGED.alternatives,
        (choice("5-years", date(2030, 1, 1), date(2032, 12, 31)), choice("4.5-years", date(2027, 1, 1))),
    )

    assert [each.reading for each in choices.of(country, day)] == ([reading] if reading else [])
    assert (choices.rulebook_of(BOOK, country, day) is BOOK) is (reading is None)


def alternative(name: str, *recounts: Recount) -> Alternative:
    return Alternative("C1", name, (Citation("a guide"),), recounts)


LATER = Offset.parse("5 years after")
KNOWN = "use 4.5-years of C1, 5-years of C1, two-years of C2, half-cycle of C2"


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (
            chosen("5 years"),
            [("KEN chooses '5 years' of C2, which is no reading of it", KNOWN)],
        ),
        (
            Choices((), (choice("5-years"),)),
            [
                ("KEN chooses '5-years' of C1, which is no reading of it",
                 "take the readings over from the rules of this version")
            ],
        ),
        (
            chosen("5-years", "4.5-years"),
            [("KEN chooses of C1 twice from the same day", "keep one row")],
        ),
        (
            Choices((alternative("a"), alternative("a"))),
            [("2 readings have the name 'a'", "give each one of its own")],
        ),
        (
            Choices((alternative("a", Recount("midpont", LATER), Recount("midpoint", LATER, None, "b")),)),
            [
                ("a recounts 'midpont', and no rule has this id", "correct it"),
                ("a stands beside 'b', and no reading has this name", "correct it"),
            ],
        ),
    ],
    ids=["no-reading", "no-readings-at-all", "twice", "one-name", "unknown"],
)  # fmt: skip
def test_what_does_not_fit_together_is_said_with_its_remedy(
    choices: Choices, said: list[tuple[str, str]]
) -> None:
    assert list(check_choices(choices, BOOK)) == said


def test_no_choice_is_packaged_and_each_reading_is_one_of_the_facts() -> None:
    offered = {
        (held.id, reading.choice): reading.sources
        for held in load_facts().contradictions
        for reading in held.readings
        if reading.choice
    }

    assert (PACKAGED.choices, load_ruleset().leads.named) == ((), ())
    assert {(each.contradiction, each.name): each.sources for each in PACKAGED.alternatives} == offered
    assert {name for name, _ in offered} == {"C1", "C2"}
    assert [each.id for each in load_facts().contradictions if each.choices and not each.per_country] == []
