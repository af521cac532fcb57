from dataclasses import replace
from datetime import time

import pytest

from calendars.identity import Part
from calendars.wording import (
    LONGEST_SUMMARY,
    Variant,
    cancelled_description,
    cancelled_summary,
    categories_text,
    description_text,
    grounds_of,
    summary_text,
)
from tests.calendars.build import COUNTRIES, GUIDE, RULES, lead, milestone, papered, rule, world
from uprcycle.citation import Citation
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import Status
from uprcycle.people import Role
from uprcycle.rules.rule import Basis, Kind
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.language import ENGLISH

REPORT = rule("report", title="National report")
DUTY = rule("consult", title="Consult", lead=lead("8 months before", "3 months before"))
DEADLINE = rule("due", kind=Kind.DEADLINE, title="Submissions are due", at=time(15))
SITTING = "Monday, 4 May 2026, 09:00–12:30 Geneva time (CEST)"
CONSULTATION = next(each for each in RULES if each.id == "national-consultation")


@pytest.mark.parametrize(
    ("found", "part", "expected"),
    [
        (milestone("2026-05-04", of=REPORT), Part.WHOLE, "National report"),
        (milestone("2026-05-04", Status.HELD, REPORT), Part.WHOLE, "National report"),
        (milestone("2026-05-04", Status.ESTIMATED, REPORT), Part.WHOLE, "National report (estimated)"),
        (milestone("2026-05-04", Status.TENTATIVE, REPORT), Part.WHOLE, "National report (tentative)"),
        (milestone("2026-05-04", Status.WITHDRAWN, REPORT), Part.WHOLE, "Cancelled: National report"),
        (
            milestone("2026-11", Status.TENTATIVE, REPORT),
            Part.WHOLE,
            "Day unknown: National report (tentative)",
        ),
        (
            milestone("2027-01/2027-02", Status.TENTATIVE, REPORT),
            Part.WHOLE,
            "Day unknown: National report (tentative)",
        ),
        (milestone("week of 2026-05-04", of=REPORT), Part.WHOLE, "Day unknown: National report"),
        (milestone("by 2026-05-04", of=REPORT), Part.WHOLE, "By this day: National report"),
        (
            milestone("2026-05-04/2026-05-08", Status.ESTIMATED, REPORT),
            Part.WHOLE,
            "Day unknown: National report (estimated)",
        ),
        (milestone("2026-05-04/2026-05-08", of=DUTY), Part.WHOLE, "Consult"),
        (
            milestone("2026-05-01/2026-09-01", Status.ESTIMATED, DUTY),
            Part.OPENS,
            "Opens: Consult (estimated)",
        ),
        (
            milestone("2026-05-01/2026-09-01", Status.ESTIMATED, DUTY),
            Part.CLOSES,
            "Closes: Consult (estimated)",
        ),
        (
            milestone("2026-05-01/2026-09-01", Status.ESTIMATED, REPORT),
            Part.OPENS,
            "Earliest: National report (estimated)",
        ),
        (
            milestone("2026-05-01/2026-09-01", Status.ESTIMATED, REPORT),
            Part.CLOSES,
            "Latest: National report (estimated)",
        ),
        (milestone("2026-05-04T09:00/2026-05-04T12:30"), Part.WHOLE, "Review in the Working Group"),
        (
            milestone("2026-07-17T15:00", Status.TENTATIVE, DEADLINE),
            Part.WHOLE,
            "Submissions are due, until 15:00 Geneva time (tentative)",
        ),
    ],
)
def test_the_first_line_never_looks_surer_than_the_date(found: Milestone, part: Part, expected: str) -> None:
    assert summary_text(found, part, ENGLISH) == expected


def test_the_deciding_word_stands_before_the_name_of_the_state() -> None:
    found = milestone("2026-05-01/2026-09-01", Status.ESTIMATED, DUTY)
    plain = milestone("2026-05-04", of=REPORT)

    assert [
        summary_text(each, part, ENGLISH, COUNTRIES["KEN"])
        for each, part in ((found, Part.CLOSES), (plain, Part.WHOLE))
    ] == ["Closes: Kenya: Consult (estimated)", "Kenya: National report"]


def test_a_first_line_is_never_longer_than_clients_show() -> None:
    found = milestone("2026-05-04", of=rule(title="very long " * 60))

    summary = summary_text(found, Part.WHOLE, ENGLISH, COUNTRIES["KEN"])

    assert (len(summary), summary[:20], summary[-1]) == (LONGEST_SUMMARY, "Kenya: very long ver", "…")


def test_the_body_says_what_when_and_why() -> None:
    found = milestone("2026-05-04T09:00/2026-05-04T12:30")

    assert description_text(found, world(), ENGLISH, Variant.OWN).splitlines() == [
        f"When: {SITTING}; 10:00–13:30 Nairobi time (EAT) (confirmed)",
        "",
        "What working-group-review is about.",
        "Who: Government",
        "",
        "Why this date:",
        f"– Published: {SITTING}. Read in: the list of the tests, page 1.",
        "– Status: confirmed – confirmed by its source.",
        "– Rule: stated in the source.",
        "– Source: the list of the tests, page 1.",
        "– Source: A guide for the tests, section 2.",
    ]


def test_the_body_hints_at_the_work_and_names_nothing_that_is_not_public() -> None:
    found = milestone("2025-09-04/2026-02-04", Status.ESTIMATED, CONSULTATION)

    assert description_text(found, world(), ENGLISH, Variant.OWN).splitlines()[2:9] == [
        "What national-consultation is about.",
        "This is voluntary.",
        "Who: Government",
        "What comes of it: Notes",
        "Limits: Two days; more, if possible.",
        "Comes after: National report",
        "It recurs every year; a calendar shows it once.",
    ]


@pytest.mark.parametrize("variant", Variant)
def test_the_body_says_where_a_document_is_and_what_is_no_longer_current(variant: Variant) -> None:
    found = milestone("2026-05-04")
    bodies = [
        description_text(each, world(), ENGLISH, variant).splitlines()
        for each in (found, papered(found), papered(found, is_superseded=True))
    ]

    here = "(fr): https://documents.example.org/report"
    assert [[line for line in body if "documents.example.org" in line] for body in bodies] == [
        [],
        [f"National report {here}"],
        [f"National report, no longer current {here}"],
    ]


def test_the_body_of_a_cut_off_explains_its_quarter_of_an_hour() -> None:
    found = milestone("2026-07-17T15:00", of=DEADLINE)

    assert description_text(found, world(), ENGLISH, Variant.OWN).splitlines()[:2] == [
        "When: Friday, 17 July 2026, 15:00 Geneva time (CEST); 16:00 Nairobi time (EAT) (confirmed)",
        "The entry shows the last 15 minutes before the hour at which this closes.",
    ]


def test_a_shared_feed_says_date_status_and_source_only() -> None:
    found = milestone("2026-05-04", Status.TENTATIVE)

    assert description_text(found, world(), ENGLISH, Variant.SHARED).splitlines() == [
        "When: Monday, 4 May 2026 (tentative)",
        "Source: the list of the tests, page 1.",
    ]


def test_a_cancelled_entry_says_so_in_its_first_line() -> None:
    assert cancelled_summary("Consult", ENGLISH, COUNTRIES["KEN"]) == "Cancelled: Kenya: Consult"
    assert cancelled_description(ENGLISH).startswith("This date was taken back.")


def test_categories_are_kind_and_phase() -> None:
    assert categories_text(DEADLINE, ENGLISH) == ("deadline", "Review")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"description": "Another"},
        {"produces": "Another"},
        {"limits": "Another"},
        {"repeat": Recurrence(1)},
        {"voluntary": True},
        {"actors": (Role.CSO,)},
        {"depends_on": ("national-report",)},
        {"sources": (GUIDE, Citation("Another"))},
        {"kind": Kind.DOCUMENT},
        {"basis": Basis.EDITORIAL},
        {"lead": lead("on the day", "1 day after")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_the_words_of_a_rule_changes_their_grounds(change: dict[str, object]) -> None:
    before, after = rule(), replace(rule(), **change)  # type: ignore[arg-type]

    old, new = milestone("2026-05-04/2026-05-05", of=before), milestone("2026-05-04/2026-05-05", of=after)

    assert words(old) != words(new)
    assert grounds_of(old) != grounds_of(new)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"rule_says": milestone("2026-05-06").span}, id="the-rule-says-another-day"),
        pytest.param({"applies": None}, id="it-may-not-apply"),
        pytest.param({"finding": milestone("2026-05-04", of=rule()).finding}, id="another-finding"),
    ],
)
def test_whatever_changes_the_words_of_a_date_changes_their_grounds(change: dict[str, object]) -> None:
    before = milestone("2026-05-05")
    after = replace(before, **change)  # type: ignore[arg-type]

    assert words(before) != words(after)
    assert grounds_of(before) != grounds_of(after)


def words(found: Milestone) -> tuple[object, ...]:
    body = description_text(found, world(), ENGLISH, Variant.OWN)
    return summary_text(found, Part.WHOLE, ENGLISH), body, categories_text(found.rule, ENGLISH)
