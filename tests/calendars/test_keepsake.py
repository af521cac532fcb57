import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from calendars.entries import marks_of
from calendars.feeds import Feed, FeedKind
from calendars.keepsake import Keepsake, belongs, is_replaced, keep, write_cancelled
from calendars.selection import select_marks
from calendars.wording import Variant
from tests.calendars.build import OPENING, RULES, SLOTS, day, milestone, rule, schedule, slot, utc, world
from uprcycle.days.span import Status
from uprcycle.rules.rule import Kind, Prominence
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH

KEPT = Keepsake(
    country="KEN",
    cycle=4,
    session=52,
    milestone="working-group-review",
    kind="event",
    prominence="headline",
    title="Review in the Working Group",
    start="2026-05-04",
    end="2026-05-05",
    phase="review",
    actors=("GOVERNMENT",),
    precision="day",
)


FIRST_FIELDS = (
    "country",
    "cycle",
    "session",
    "milestone",
    "kind",
    "prominence",
    "title",
    "start",
    "end",
)


def test_a_keepsake_holds_the_identity_and_place_of_a_mark_and_reads_back() -> None:
    (mark,) = marks_of(milestone("2026-05-04"))

    assert keep(mark, 52) == KEPT
    assert Keepsake.read(str(KEPT)) == KEPT


def test_a_keepsake_of_the_first_version_reads_with_neither_role_nor_phase() -> None:
    fields = json.loads(str(KEPT))
    first = json.dumps({name: fields[name] for name in FIRST_FIELDS})

    assert Keepsake.read(first) == replace(KEPT, phase="", actors=())


@pytest.mark.parametrize(
    ("prominence", "expected"),
    [
        (
            Prominence.HEADLINE,
            ["all", "region/africa", "role/GOVERNMENT", "phase/review", "session/52", "country/KEN"],
        ),
        (
            Prominence.KEY,
            ["region/africa", "role/GOVERNMENT", "phase/review", "session/52", "country/KEN"],
        ),
        (Prominence.DETAIL, ["role/GOVERNMENT", "phase/review", "country/KEN"]),
    ],
)
def test_a_cancelled_entry_belongs_where_it_stood(prominence: Prominence, expected: list[str]) -> None:
    kept = replace(KEPT, prominence=prominence)
    feeds = [
        Feed(FeedKind.ALL),
        Feed(FeedKind.REGION, "africa"),
        Feed(FeedKind.REGION, "asia-pacific"),
        Feed(FeedKind.ROLE, "GOVERNMENT"),
        Feed(FeedKind.ROLE, "NHRI"),
        Feed(FeedKind.PHASE, "review"),
        Feed(FeedKind.PHASE, "mid-term"),
        Feed(FeedKind.SESSION, "52"),
        Feed(FeedKind.SESSION, "53"),
        Feed(FeedKind.COUNTRY, "KEN"),
        Feed(FeedKind.COUNTRY, "NPL"),
    ]

    assert [each.name for each in feeds if belongs(kept, select_marks(each, world()), world())] == expected


def test_what_a_region_no_longer_reaches_does_not_come_back_as_cancelled() -> None:
    late = world(at=datetime(2028, 1, 1, tzinfo=UTC))

    assert belongs(KEPT, select_marks(Feed(FeedKind.REGION, "africa"), late), late) is False


def test_what_is_not_public_any_more_is_not_named_again() -> None:
    inner = world(rules=[replace(each, visibility=Visibility.PARTNERS) for each in RULES])

    assert belongs(KEPT, select_marks(Feed(FeedKind.COUNTRY, "KEN"), inner), inner) is False


@pytest.mark.parametrize(("kinds", "expected"), [((Kind.EVENT,), True), ((Kind.DEADLINE,), False)])
def test_a_feed_narrowed_to_kinds_cancels_no_other(kinds: tuple[Kind, ...], *, expected: bool) -> None:
    feed = Feed(FeedKind.COUNTRY, "KEN", kinds)

    assert belongs(KEPT, select_marks(feed, world()), world()) is expected


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        pytest.param((slot("KEN", 52, "2026-05-04"),), True, id="another-date-stands"),
        pytest.param((slot("KEN", None, "unknown"),), False, id="no-date-stands"),
        pytest.param(
            (slot("KEN", 52, "2026-05-04"), slot("KEN", 55, "2030-11", cycle=5)), True, id="next-cycle"
        ),
    ],
)
def test_only_what_has_no_other_date_was_cancelled(slots: tuple[object, ...], expected: bool) -> None:  # noqa: FBT001 - the answer
    assert is_replaced(KEPT, world(schedule(*slots))) is expected  # type: ignore[arg-type]


def test_a_state_that_is_gone_has_no_other_date() -> None:
    assert is_replaced(KEPT, world(replace(OPENING, slots=SLOTS[1:]))) is False


def test_a_cancelled_entry_keeps_its_place_and_says_what_happened() -> None:
    entry = write_cancelled("4-KEN-working-group-review", KEPT, world(), ENGLISH, Variant.SHARED)

    assert (entry.name, entry.start, entry.end, entry.is_busy) == (
        "4-KEN-working-group-review",
        day("2026-05-04"),
        day("2026-05-05"),
        False,
    )
    assert (entry.status, entry.kind, entry.categories) == (
        Status.WITHDRAWN,
        Kind.EVENT,
        ("event", "Review"),
    )
    assert entry.summary == "Cancelled: Kenya: Review in the Working Group"
    assert entry.path == "/countries/KEN#working-group-review"


def test_a_cancelled_entry_whose_rule_is_gone_keeps_its_title_and_hours() -> None:
    kept = replace(
        KEPT,
        milestone="gone",
        title="Old",
        start="2026-05-04T07:00:00+00:00",
        end="2026-05-04T10:30:00+00:00",
    )

    entry = write_cancelled("4-KEN-gone", kept, world(rules=[rule()]), ENGLISH, Variant.OWN)

    assert (entry.summary, entry.categories) == ("Cancelled: Old", ("event", "Review"))
    older = replace(kept, phase="")
    assert write_cancelled("4-KEN-gone", older, world(), ENGLISH, Variant.OWN).categories == ("event",)
    assert (entry.start, entry.end) == (utc("2026-05-04T07:00"), utc("2026-05-04T10:30"))
