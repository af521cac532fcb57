"""What a release changed, in words and in JSON."""

from datetime import UTC, datetime

import pytest

from tests.uprcycle.examples import rule
from uprcycle.days.span import Status, read_span
from uprcycle.store.packaged import load_language
from uprcycle.timetable.announced import (
    AnnouncedChange,
    AnnouncedReview,
    Announcement,
    Entry,
    Imprint,
    Opening,
    Said,
)
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Verdict
from uprcycle.wording.changes import count_texts, moment_text, opening_text, show_entry, show_review
from uprcycle.wording.language import ENGLISH

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CHANGE = AnnouncedChange(ChangeKind.ADDED, rule("brief"), None, Said(read_span("2027-11"), Status.TENTATIVE))


def review(country: str, verdict: Verdict) -> AnnouncedReview:
    return AnnouncedReview(country, 5, verdict, (CHANGE,))


def test_states_are_counted_by_verdict_and_none_is_not_said() -> None:
    announcement = Announcement(
        1, 2, (review("KEN", Verdict.NEW), review("UGA", Verdict.MOVED), review("USA", Verdict.MOVED))
    )

    assert count_texts(announcement, ENGLISH) == ("1 State added", "2 States with dates that moved")
    assert count_texts(Announcement(1, 2, ()), ENGLISH) == ()


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.UNCHANGED])
def test_every_verdict_has_words(verdict: Verdict) -> None:
    assert len(count_texts(Announcement(1, 2, (review("KEN", verdict),)), ENGLISH)) == 1


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (Opening(193, 27, 54), "The first release: 193 States, sessions 27 to 54."),
        (Opening(1, 53, 54), "The first release: 1 State, sessions 53 to 54."),
        (Opening(0, 0, 0), "The first release: an empty schedule."),
    ],
)
def test_the_first_release_is_one_sentence(opening: Opening, expected: str) -> None:
    assert opening_text(opening, ENGLISH) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (NOON, "Friday, 20 November 2026, 13:00 Geneva time (CET); 12:00 UTC"),
        (NOON.replace(month=7), "Monday, 20 July 2026, 14:00 Geneva time (CEST); 12:00 UTC"),
        (
            NOON.replace(hour=23, minute=30),
            "Saturday, 21 November 2026, 00:30 Geneva time (CET); 20 Nov 2026, 23:30 UTC",
        ),
    ],
    ids=["winter", "summer", "another-day"],
)
def test_a_moment_is_told_by_two_clocks(moment: datetime, expected: str) -> None:
    assert moment_text(moment, ENGLISH) == expected


def test_a_release_in_json_names_nobody() -> None:
    imprint = Imprint(2, NOON, "Session 54 was put off", "a letter")
    entry = Entry(imprint, Announcement(1, 2, (review("KEN", Verdict.MOVED),)))

    assert show_entry(entry) == {
        "number": 2,
        "at": "2026-11-20T12:00:00+00:00",
        "note": "Session 54 was put off",
        "source": "a letter",
        "first": None,
        "counts": {"new": 0, "moved": 1, "confirmed": 0, "withdrawn": 0, "changed": 0},
    }


def test_the_first_release_in_json_says_what_it_began_with() -> None:
    entry = Entry(Imprint(1, NOON, "", ""), Announcement(0, 1, ()), Opening(193, 27, 54))

    assert show_entry(entry)["first"] == {"states": 193, "first_session": 27, "last_session": 54}


def test_a_review_in_json_has_both_sides_of_each_date() -> None:
    assert show_review(review("KEN", Verdict.NEW), load_language("fr")) == {
        "country": "KEN",
        "cycle": 5,
        "verdict": "new",
        "changes": [
            {
                "id": "brief",
                "title": "Brief the team",
                "change": "added",
                "old": None,
                "new": {
                    "start": "2027-11-01",
                    "end": "2027-11-30",
                    "all_day": True,
                    "time_zone": None,
                    "precision": "month",
                    "status": "tentative",
                },
            }
        ],
    }
