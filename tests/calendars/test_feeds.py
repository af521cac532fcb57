from dataclasses import replace
from datetime import UTC, datetime

import pytest

from calendars.entries import marks_of
from calendars.feeds import (
    Feed,
    FeedKind,
    Window,
    entries_for,
    find_feed,
    latest_cycles,
    plan_feeds,
    select_marks,
    timetables_of,
    window_of,
)
from calendars.wording import Variant
from tests.calendars.build import FIRST, OPENING, day, milestone, slot, world
from uprcycle.errors import BadInputError
from uprcycle.wording.language import ENGLISH

ALL = Feed(FeedKind.ALL)
AFRICA = Feed(FeedKind.REGION, "africa")
SESSION = Feed(FeedKind.SESSION, "52")
KENYA = Feed(FeedKind.COUNTRY, "KEN")


def names(feed: Feed) -> list[str]:
    return [each.name for each in select_marks(feed, world()).marks]


def test_there_is_a_feed_for_all_for_each_region_session_and_state() -> None:
    assert [each.name for each in plan_feeds(world())] == [
        "all",
        "region/africa",
        "region/asia-pacific",
        "session/52",
        "session/53",
        "country/KEN",
        "country/KIR",
        "country/NPL",
        "country/TGO",
    ]


@pytest.mark.parametrize("feed", plan_feeds(world()), ids=lambda feed: feed.name)
def test_every_feed_is_found_by_its_name(feed: Feed) -> None:
    assert find_feed(feed.name, world()) == feed


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("country/ken", "did you mean 'country/KEN'?"),
        ("Kenya", "did you mean 'country/KEN'?"),
        ("country/Nepall", "did you mean 'country/NPL'?"),
        ("regions/africa", "did you mean 'region/africa'?"),
        ("session/99", "the sessions of this cycle are 52 to 53"),
        ("ALL", "did you mean 'all'?"),
        ("qqq", "use a name such as 'country/KEN', 'session/54' or 'all'"),
        ("", "use a name such as 'country/KEN', 'session/54' or 'all'"),
        ("country/KEN/", "did you mean 'country/KEN'?"),
    ],
)
def test_an_unknown_feed_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(BadInputError) as caught:
        find_feed(name, world())

    assert [(each.what, each.remedy) for each in caught.value.problems] == [
        (f"there is no feed {name!r}", hint)
    ]


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
    assert [window_of(each, late) for each in (ALL, SESSION, KENYA)] == [None, None, None]


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


def test_a_state_stays_in_its_cycle_until_the_next_one_has_a_slot_for_it() -> None:
    ahead = replace(OPENING, slots=(*OPENING.slots, slot("NPL", 55, "2028-05", cycle=5)))

    assert latest_cycles(world(ahead)) == {"KEN": 4, "KIR": 4, "NPL": 5, "TGO": 4}
    assert [(each.country, each.cycle) for each in timetables_of(ALL, world(ahead))] == [
        ("KEN", 4),
        ("KIR", 4),
        ("NPL", 5),
        ("TGO", 4),
    ]


@pytest.mark.parametrize(
    ("feed", "variant"),
    [(KENYA, Variant.OWN), (SESSION, Variant.SHARED), (AFRICA, Variant.SHARED), (ALL, Variant.SHARED)],
    ids=lambda value: value.name if isinstance(value, Feed) else value,
)
def test_only_the_feed_of_a_state_is_worded_in_full(feed: Feed, variant: Variant) -> None:
    assert feed.variant is variant


def test_entries_stand_in_the_order_of_their_marks() -> None:
    entries = entries_for(SESSION, world(at=FIRST), ENGLISH)

    assert [each.name for each in entries] == names(SESSION)
    assert entries[0].summary == "Kenya: Submissions are due, until 15:00 Geneva time"
