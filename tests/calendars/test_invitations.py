from collections.abc import Collection
from datetime import timedelta

from icalendar import Calendar

from calendars.feeds import Feed, FeedKind
from calendars.identity import Site
from calendars.invitations import Subject, Turn, render_invitation
from calendars.press import render_feed
from calendars.publish import plan_revisions
from tests.calendars.build import FIRST, SITE, schedule, slot, world
from tests.calendars.parse import by_ical, by_icalendar, check_form
from uprcycle.days.span import Status
from uprcycle.schedule.session import Slot
from uprcycle.wording.language import ENGLISH

REVIEW = Subject("KEN", 4, "working-group-review")
REVIEW_UID = "4-KEN-working-group-review@cal.example.org"


def turn(before: tuple[Slot, ...], after: tuple[Slot, ...]) -> Turn:
    """Return the moment after a second release in which Kenya's slot became another."""
    first = world(schedule(*before))
    known = {each.uid: each for each in plan_revisions(first, {})}
    second = world(schedule(*after), number=2, at=FIRST + timedelta(days=7))
    return Turn(second, known | {each.uid: each for each in plan_revisions(second, known)}, FIRST)


MOVED = turn((), (slot("KEN", 52, "2026-05-11", Status.TENTATIVE),))
GONE = turn((), (slot("KEN", None, "unknown"),))
CLOSED_IN = turn((slot("KEN", 52, "2026-05-01/2026-08-01", Status.TENTATIVE),), ())


def invited(subjects: Collection[Subject], at: Turn, site: Site = SITE) -> bytes:
    return render_invitation(subjects, at, ENGLISH, site)


def events(body: bytes) -> dict[str, tuple[int, str]]:
    """Return SEQUENCE and STATUS of each entry by its UID."""
    calendar = Calendar.from_ical(body)
    return {str(each["UID"]): (each.sequence, str(each.status)) for each in calendar.events}


def test_a_moved_entry_travels_with_the_uid_and_sequence_of_the_feed() -> None:
    body = invited([REVIEW], MOVED)
    feed = render_feed(Feed(FeedKind.ALL), MOVED.world, MOVED.revisions, ENGLISH, SITE)
    assert events(body) == {REVIEW_UID: (1, "TENTATIVE")}
    assert by_ical(body)[REVIEW_UID] == by_ical(feed.body)[REVIEW_UID]
    assert Calendar.from_ical(body)["METHOD"] == "PUBLISH"


def test_it_is_well_made_and_two_parsers_read_the_same() -> None:
    body = invited([REVIEW, Subject("KEN", 4, "national-report")], MOVED)
    assert check_form(body.replace(b"METHOD:PUBLISH\r\n", b"")) == []
    assert by_icalendar(body) == by_ical(body)


def test_what_was_taken_back_is_cancelled() -> None:
    assert events(invited([REVIEW], GONE)) == {REVIEW_UID: (1, "CANCELLED")}


def test_the_ends_of_a_window_are_cancelled_when_a_closer_date_replaces_them() -> None:
    assert events(invited([REVIEW], CLOSED_IN)) == {
        "4-KEN-working-group-review-opens@cal.example.org": (1, "CANCELLED"),
        "4-KEN-working-group-review-closes@cal.example.org": (1, "CANCELLED"),
        REVIEW_UID: (0, "CONFIRMED"),
    }
    assert b"has taken the place of this one" in invited([REVIEW], CLOSED_IN).replace(b"\r\n ", b"")


def test_what_was_cancelled_before_is_no_news() -> None:
    later = Turn(GONE.world, GONE.revisions, FIRST + timedelta(days=7))
    assert invited([REVIEW], later) == b""


def test_other_milestones_stay_out_and_so_does_what_is_not_public() -> None:
    assert invited([Subject("KEN", 4, "inner-meeting")], MOVED) == b""
    assert invited([Subject("NPL", 4, "working-group-review")], GONE) != b""
    assert events(invited([Subject("NPL", 4, "working-group-review")], GONE)) == {
        "4-NPL-working-group-review@cal.example.org": (0, "TENTATIVE")
    }
