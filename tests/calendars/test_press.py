import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from calendars.feeds import Feed, FeedKind, plan_feeds
from calendars.identity import Site
from calendars.press import PackedFeed, Press, RenderedFeed, render_feed
from calendars.publish import plan_revisions
from tests.calendars.build import FIRST, OPENING, RULES, SITE, SLOTS, schedule, slot, world
from tests.calendars.parse import by_ical, by_icalendar, check_form
from uprcycle.days.span import Status
from uprcycle.schedule.session import Slot
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH, Language

KENYA = Feed(FeedKind.COUNTRY, "KEN")
SESSION = Feed(FeedKind.SESSION, "52")
FEEDS = plan_feeds(world())
REVIEW_UID = "4-KEN-working-group-review@cal.example.org"


def render(
    feed: Feed, of: World, known: Mapping[str, Revision] | None = None, language: Language = ENGLISH
) -> RenderedFeed:
    return render_feed(feed, of, known or {}, language, SITE)


def story(*slots: Slot, days: int = 7) -> tuple[World, dict[str, Revision]]:
    """Return a second release in which Kenya has these slots, and the histories after it."""
    known = {each.uid: each for each in plan_revisions(world(), {})}
    second = world(schedule(*slots), number=2, at=FIRST + timedelta(days=days))
    return second, known | {each.uid: each for each in plan_revisions(second, known)}


def lines_of(rendered: RenderedFeed, uid: str) -> list[str]:
    """Return the unfolded lines of one entry; empty when the feed does not have it."""
    components = rendered.body.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    found = [each for each in components if f"UID:{uid}\r\n" in each]
    return found[0].split("\r\n") if found else []


def facts(rendered: RenderedFeed, uid: str = REVIEW_UID) -> list[str]:
    wanted = ("SUMMARY", "DTSTART", "SEQUENCE", "STATUS", "TRANSP", "DTSTAMP")
    return [each for each in lines_of(rendered, uid) if each.startswith(wanted)]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_feed_is_well_made_and_two_parsers_read_the_same(feed: Feed) -> None:
    rendered = render(feed, world())

    assert check_form(rendered.body) == []
    assert by_icalendar(rendered.body) == by_ical(rendered.body)
    assert len(by_ical(rendered.body)) == rendered.entries


@pytest.mark.parametrize("feed", [KENYA, SESSION, Feed(FeedKind.ALL)], ids=lambda feed: feed.name)
def test_a_feed_is_as_it_was(feed: Feed, golden: Callable[[str, str], None]) -> None:
    golden(f"{feed.name.replace('/', '-')}.ics", render(feed, world()).body.decode())


def test_a_feed_after_a_withdrawal_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    golden("country-KEN-withdrawn.ics", render(KENYA, *story(slot("KEN", None, "unknown"))).body.decode())


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_the_same_release_gives_the_same_bytes_in_whatever_order_it_comes(feed: Feed) -> None:
    shuffled = world(
        replace(OPENING, slots=SLOTS[::-1], sessions=OPENING.sessions, dates=OPENING.dates[::-1]),
        rules=RULES[::-1],
    )
    known = {each.uid: each for each in reversed(plan_revisions(world(), {}))}

    first = render(feed, world(), known)

    assert render(feed, world(), known) == first
    assert body_but_undated(render(feed, shuffled, known)) == body_but_undated(first)


def body_but_undated(rendered: RenderedFeed) -> list[bytes]:
    """Return the entries alone: what is not known is named in the order of the rulebook."""
    return rendered.body.split(b"BEGIN:VEVENT")[1:]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_the_languages_share_their_uids_and_times(feed: Feed) -> None:
    english, french = (
        by_ical(render(feed, world(), language=each).body) for each in (ENGLISH, Language("fr"))
    )

    assert {uid: read[2:] for uid, read in english.items()} == {uid: read[2:] for uid, read in french.items()}


def test_tag_and_time_are_known_before_anything_is_rendered() -> None:
    of = world(at=FIRST.replace(microsecond=5))
    press = Press(SITE)
    etag, modified = press.validators(KENYA, of, {}, ENGLISH)

    assert len(press) == 0
    rendered = press.render(KENYA, of, {}, ENGLISH)
    assert (rendered.etag, rendered.modified) == (etag, modified)
    assert (re.fullmatch('"[0-9a-f]{32}"', etag) is not None, modified) == (True, FIRST)


def test_a_packed_feed_is_small_and_comes_back_whole() -> None:
    rendered = render(KENYA, world())
    packed = PackedFeed.pack(rendered)

    assert (packed.body, packed.etag, packed.modified) == (rendered.body, rendered.etag, rendered.modified)
    assert len(packed.packed) * 3 < len(rendered.body)


def test_a_first_entry_has_sequence_zero_and_the_time_of_its_release() -> None:
    assert facts(render(KENYA, world())) == [
        "SUMMARY;LANGUAGE=en:Review in the Working Group",
        "DTSTART:20260504T070000Z",
        "DTSTAMP:20260112T093000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
    ]


def test_a_moved_entry_keeps_its_uid_and_raises_its_sequence() -> None:
    assert facts(render(KENYA, *story(slot("KEN", 52, "2026-05-11", Status.TENTATIVE)))) == [
        "SUMMARY;LANGUAGE=en:Review in the Working Group (tentative)",
        "DTSTART;VALUE=DATE:20260511",
        "DTSTAMP:20260119T093000Z",
        "SEQUENCE:1",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
    ]


def test_a_feed_is_right_before_its_histories_are_saved() -> None:
    second, after = story(slot("KEN", 52, "2026-05-11"))
    before = {each.uid: each for each in plan_revisions(world(), {})}

    assert render(KENYA, second, before).body == render(KENYA, second, after).body


@pytest.mark.parametrize(
    "gone",
    [
        pytest.param(slot("KEN", None, "unknown"), id="no-date-any-more"),
        pytest.param(
            slot("KEN", 52, "2026-05-04T09:00/2026-05-04T12:30", Status.WITHDRAWN),
            id="the-review-is-withdrawn",
        ),
    ],
)
def test_a_withdrawn_entry_stays_as_cancelled(gone: Slot) -> None:
    for feed, head in ((KENYA, ""), (Feed(FeedKind.ALL), "Kenya: ")):
        assert facts(render(feed, *story(gone))) == [
            f"SUMMARY;LANGUAGE=en:Cancelled: {head}Review in the Working Group",
            "DTSTART:20260504T070000Z",
            "DTSTAMP:20260119T093000Z",
            "SEQUENCE:1",
            "STATUS:CANCELLED",
            "TRANSP:TRANSPARENT",
        ]


@pytest.mark.parametrize(("days", "is_there"), [(60, True), (61, False)])
@pytest.mark.parametrize(
    "gone",
    [slot("KEN", None, "unknown"), slot("KEN", 52, "2026-05-04", Status.WITHDRAWN)],
    ids=["no-date", "withdrawn"],
)
def test_a_cancelled_entry_goes_sixty_days_later(gone: Slot, days: int, is_there: bool) -> None:  # noqa: FBT001 - the answer
    second, known = story(gone)
    later = world(schedule(gone), number=3, at=second.release.at + timedelta(days=days))

    assert (lines_of(render(KENYA, later, known), REVIEW_UID) != []) is is_there


def test_the_ends_of_a_window_go_uncancelled_when_a_closer_date_replaces_them() -> None:
    wide = world(schedule(slot("KEN", 52, "2026-05-01/2026-08-01", Status.TENTATIVE)))
    known = {each.uid: each for each in plan_revisions(wide, {})}
    close = world(number=2, at=FIRST + timedelta(days=1))
    known |= {each.uid: each for each in plan_revisions(close, known)}

    rendered = render(KENYA, close, known)

    opens = "4-KEN-working-group-review-opens"
    assert (known[opens].withdrawn, known[opens].sequence) == (True, 1)
    assert [uid for uid in by_ical(rendered.body) if "working-group-review" in uid] == [REVIEW_UID]


def test_an_unknown_date_has_no_entry_and_the_feed_says_so() -> None:
    rendered = render(Feed(FeedKind.COUNTRY, "TGO"), world())

    assert rendered.entries == 0
    assert b"6 dates are not known yet" in rendered.body


def test_nothing_but_public_dates_enters_a_feed() -> None:
    bodies = b"".join(render(each, world()).body for each in FEEDS)

    assert (b"inner" in bodies, b"Meet inside" in bodies, b"own-note" in bodies) == (False, False, False)
    assert bodies.count(b"@") == bodies.count(b"UID:")


def test_a_press_renders_again_only_what_changed() -> None:
    press = Press(SITE)
    first = press.render(KENYA, world(), {}, ENGLISH)
    known = {each.uid: each for each in plan_revisions(world(), {})}
    second = world(schedule(slot("KEN", 52, "2026-05-11")), number=2, at=FIRST + timedelta(days=7))
    count = len(press)

    again, moved = press.render(KENYA, world(), known, ENGLISH), press.render(KENYA, second, known, ENGLISH)

    assert again.body == first.body
    assert moved == render(KENYA, second, known)
    assert (count, len(press)) == (first.entries, first.entries + 6)


def test_a_press_that_is_full_forgets_the_oldest_and_stays_right() -> None:
    press = Press(SITE, kept=3)

    rendered = [press.render(KENYA, world(), {}, ENGLISH) for _ in range(2)]

    assert rendered == [render(KENYA, world())] * 2
    assert len(press) == 3


def test_threads_may_share_a_press() -> None:
    press = Press(SITE, kept=2)
    expected = {feed.name: render(feed, world()).body for feed in FEEDS}

    with ThreadPoolExecutor(8) as threads:
        rendered = threads.map(
            lambda feed: (feed.name, press.render(feed, world(), {}, ENGLISH).body), FEEDS * 5
        )

    assert [(name, body == expected[name]) for name, body in rendered] == [(f.name, True) for f in FEEDS * 5]


def test_another_site_signs_other_uids() -> None:
    other = Site("https://upr.example.net", "cal.example.net")

    rendered = render_feed(KENYA, world(), {}, ENGLISH, other)

    assert {uid.partition("@")[2] for uid in by_ical(rendered.body)} == {"cal.example.net"}
    assert b"example.org" not in rendered.body


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_changes_no_byte(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [render(each, world()) for each in FEEDS]
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert [render(each, world()) for each in FEEDS] == expected
    finally:
        monkeypatch.undo()
        time.tzset()
