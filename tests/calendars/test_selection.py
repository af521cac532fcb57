from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from calendars.entries import marks_of
from calendars.feeds import Feed, FeedKind
from calendars.selection import EVERYTHING, HEADLINES, MAIN, Reach, Window, select_marks
from tests.calendars.build import RULES, day, milestone, world
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.visibility import Visibility

ALL = Feed(FeedKind.ALL)
AFRICA = Feed(FeedKind.REGION, "africa")
SESSION = Feed(FeedKind.SESSION, "52")
KENYA = Feed(FeedKind.COUNTRY, "KEN")
GOVERNMENT = Feed(FeedKind.ROLE, "GOVERNMENT")


def names(feed: Feed) -> list[str]:
    return [each.name for each in select_marks(feed, world()).marks]


def test_the_feed_of_a_state_holds_every_public_date_and_no_other() -> None:
    assert names(KENYA) == [
        "4-KEN-national-consultation-opens",
        "4-KEN-stakeholder-submission-deadline",
        "4-KEN-national-consultation-closes",
        "4-KEN-national-report",
        "4-KEN-session-start",
        "4-KEN-viewing",
        "4-KEN-working-group-review",
    ]


def test_the_feed_of_a_session_holds_the_headline_and_key_dates_of_its_states() -> None:
    assert names(SESSION) == [
        "4-KEN-stakeholder-submission-deadline",
        "4-NPL-stakeholder-submission-deadline",
        "4-KEN-national-report",
        "4-NPL-national-report",
        "4-KEN-session-start",
        "4-NPL-session-start",
        "4-KEN-working-group-review",
        "4-NPL-working-group-review",
    ]


def test_the_feed_of_all_states_holds_the_headlines() -> None:
    assert names(ALL) == [
        "4-KEN-stakeholder-submission-deadline",
        "4-NPL-stakeholder-submission-deadline",
        "4-KEN-national-report",
        "4-NPL-national-report",
        "4-KIR-stakeholder-submission-deadline",
        "4-KEN-working-group-review",
        "4-NPL-working-group-review",
        "4-KIR-national-report",
        "4-KIR-working-group-review",
    ]


@pytest.mark.parametrize(
    ("feed", "undated"),
    [
        (KENYA, []),
        (SESSION, []),
        (
            Feed(FeedKind.COUNTRY, "TGO"),
            [
                "stakeholder-submission-deadline",
                "national-report",
                "working-group-review",
                "session-start",
                "national-consultation",
                "viewing",
            ],
        ),
        (ALL, ["stakeholder-submission-deadline", "national-report", "working-group-review"]),
    ],
    ids=lambda value: value.name if isinstance(value, Feed) else "",
)
def test_what_has_no_date_is_named_and_never_dropped(feed: Feed, undated: list[str]) -> None:
    assert [each.id for each in select_marks(feed, world()).undated] == undated


def test_a_region_reaches_a_year_back_and_a_year_and_a_half_ahead_of_its_release() -> None:
    late = world(at=datetime(2027, 3, 1, tzinfo=UTC))

    selection = select_marks(AFRICA, late)

    assert selection.window == Window(day("2026-03-01"), day("2028-09-01"))
    assert [each.name for each in selection.marks] == ["4-KEN-session-start", "4-KEN-working-group-review"]
    assert selection.left_out == 2
    assert [select_marks(each, late).window for each in (ALL, SESSION, KENYA)] == [None, None, None]


@pytest.mark.parametrize(
    ("span", "held"),
    [
        ("2026-02-28", False),
        ("2026-03-01", True),
        ("2026-02-01/2026-03-01", True),
        ("2028-09-01", True),
        ("2028-09-01T15:00", True),
        ("2028-09-02", False),
    ],
)
def test_a_window_holds_whatever_touches_it(span: str, held: bool) -> None:  # noqa: FBT001 - the table's answer
    (mark,) = marks_of(milestone(span))
    window = Window(day("2026-03-01"), day("2028-09-01"))

    assert window.holds(mark.start.isoformat(), mark.end.isoformat()) is held


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (GOVERNMENT, {each.id for each in RULES if each.visibility is Visibility.PUBLIC}),
        (Feed(FeedKind.ROLE, "NHRI"), {"national-report", "session-start"}),
        (Feed(FeedKind.PHASE, "mid-term"), {"viewing"}),
    ],
    ids=lambda value: value.name if isinstance(value, Feed) else "",
)
def test_the_feed_of_a_role_or_phase_holds_what_the_role_does_or_hears_of_and_what_lies_in_the_phase(
    feed: Feed, expected: set[str]
) -> None:
    changes: dict[str, dict[str, Any]] = {
        "national-report": {"informed": (Role.NHRI,)},
        "session-start": {"actors": (Role.NHRI, Role.GOVERNMENT)},
        "viewing": {"phase": Phase.MID_TERM},
        "inner-meeting": {"informed": (Role.NHRI,), "phase": Phase.MID_TERM},
    }
    shown = world(rules=[replace(each, **changes.get(each.id, {})) for each in RULES])

    selection = select_marks(feed, shown)

    assert {each.milestone.id for each in selection.marks} == expected
    assert {each.id for each in selection.undated} == expected


@pytest.mark.parametrize(
    ("most", "reach", "held"),
    [
        (21, Reach(EVERYTHING), 21),
        (20, Reach(EVERYTHING, (12, 18)), 17),
        (16, Reach(EVERYTHING, (6, 12)), 5),
        (4, Reach(MAIN, (6, 12)), 3),
    ],
)
def test_a_feed_of_many_states_reaches_as_far_as_clients_take(most: int, reach: Reach, held: int) -> None:
    found = select_marks(GOVERNMENT, world(at=datetime(2027, 1, 1, tzinfo=UTC)), most)

    assert (found.reach, len(found.marks)) == (reach, held)


def test_what_fits_nowhere_is_shown_at_its_nearest_and_never_cut() -> None:
    found = select_marks(ALL, world(), most=0)

    assert (found.reach, len(found.marks), found.left_out) == (Reach(HEADLINES, (1, 6)), 5, 4)


def test_a_session_and_a_state_are_never_shortened() -> None:
    found = [select_marks(each, world(), most=0) for each in (SESSION, KENYA)]

    assert [(each.reach, each.left_out) for each in found] == [(Reach(MAIN), 0), (Reach(EVERYTHING), 0)]


@pytest.mark.parametrize("feed", [KENYA, SESSION, GOVERNMENT, ALL], ids=lambda feed: feed.name)
def test_a_feed_narrowed_to_kinds_holds_those_of_its_entries(feed: Feed) -> None:
    kinds = (Kind.DEADLINE, Kind.DOCUMENT)
    whole, narrowed = select_marks(feed, world()), select_marks(replace(feed, kinds=kinds), world())

    assert narrowed.marks == tuple(each for each in whole.marks if each.milestone.rule.kind in kinds)
    assert 0 < len(narrowed.marks) < len(whole.marks)
