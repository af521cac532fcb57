from dataclasses import replace
from datetime import date, timedelta

import pytest

from notifications.notices import News, Notice, Untold, is_notice, is_soon, plan_notice, told_releases
from tests.notifications.build import MONDAY, NOON, holds, office, person, task
from uprcycle.days.span import GENEVA, Days, Precision, Span, Status, Unknown, day_span
from uprcycle.people import Assignment, Office, Role, Topic
from uprcycle.rules.rule import Prominence, Rule
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Announcement, Imprint, Said
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Verdict
from uprcycle.visibility import Audience, Visibility

ANN = person("p1")
SOCIETY = office("KEN", "A coalition", frozenset({Role.CSO}))
RELEASE = Imprint(2, NOON, "The session moved", "https://example.org/schedule")
LATER = MONDAY + timedelta(days=200)


def rule(item: str = "review", *, main: bool = True, visibility: Visibility = Visibility.PUBLIC) -> Rule:
    made = task(LATER, item, visibility=visibility).rule
    return replace(made, prominence=Prominence.HEADLINE if main else Prominence.DETAIL)


def moved(of: Rule, old: Span | None = None, new: Span | None = None) -> AnnouncedChange:
    was = Said(old or day_span(LATER), Status.TENTATIVE)
    now = Said(new or day_span(LATER + timedelta(days=7)), Status.TENTATIVE)
    return AnnouncedChange(ChangeKind.MOVED, of, was, now)


def news(
    changes: tuple[AnnouncedChange, ...], hidden: tuple[AnnouncedChange, ...] = (), *, of: str = "KEN"
) -> News:
    public = Announcement(1, 2, (AnnouncedReview(of, 4, Verdict.MOVED, changes),) if changes else ())
    every = Announcement(1, 2, (AnnouncedReview(of, 4, Verdict.MOVED, (*changes, *hidden)),))
    return News({Audience.PUBLIC: public, Audience.PARTNERS: public, Audience.UN: every}, (RELEASE,))


def told(held: Assignment, what: News) -> tuple[str, ...]:
    notice = plan_notice([held], what, MONDAY, NOON)
    return tuple(each.rule.id for each in notice.changes) if isinstance(notice, Notice) else ()


MAIN, DETAIL = moved(rule("review")), moved(rule("write-report", main=False))
INTERNAL = moved(rule("advise", visibility=Visibility.UN_INTERNAL))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (holds(ANN), ("review", "write-report", "advise")),
        (holds(ANN, SOCIETY), ("review",)),
        (holds(ANN, office("UGA")), ()),
        (holds(ANN, until=MONDAY - timedelta(days=1)), ()),
        (holds(ANN, since=MONDAY + timedelta(days=1)), ()),
    ],
    ids=["the office that acts", "a partner", "another State", "left", "not begun"],
)
def test_people_are_told_what_they_may_know_and_what_concerns_them(
    held: Assignment, expected: tuple[str, ...]
) -> None:
    assert told(held, news((MAIN, DETAIL), (INTERNAL,))) == expected


def test_a_partner_is_told_of_a_detail_on_which_it_acts() -> None:
    theirs = moved(replace(rule("submit", main=False), informed=(Role.CSO,)))
    assert told(holds(ANN, SOCIETY), news((theirs,))) == ("submit",)


def test_nothing_is_planned_where_all_that_changed_is_hidden() -> None:
    assert plan_notice([holds(ANN, SOCIETY)], news((), (INTERNAL,)), MONDAY, NOON) is Untold.UNCONCERNED


SOON_NOW = moved(rule("near"), new=day_span(MONDAY + timedelta(days=14)))
FORWARD = moved(rule("earlier"), new=day_span(LATER - timedelta(days=1)))
CANCELLED = replace(moved(rule("cancelled")), kind=ChangeKind.WITHDRAWN)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        pytest.param(SOCIETY, ("near", "earlier", "cancelled"), id="of-others"),
        pytest.param(office(), ("review", "near", "earlier", "cancelled"), id="the-office-acts"),
    ],
)
def test_who_declined_changes_is_told_of_what_nobody_can_decline(
    where: Office, expected: tuple[str, ...]
) -> None:
    declining = replace(ANN, declined=frozenset({Topic.CHANGES}))

    assert told(holds(declining, where), news((MAIN, SOON_NOW, FORWARD, CANCELLED))) == expected


def test_who_declined_all_that_changed_is_not_told_and_it_says_why() -> None:
    declining = replace(ANN, declined=frozenset({Topic.CHANGES}))

    assert plan_notice([holds(declining, SOCIETY)], news((MAIN,)), MONDAY, NOON) is Untold.DECLINED


def test_two_offices_of_one_person_give_one_notice_with_each_change_once() -> None:
    notice = plan_notice([holds(ANN), holds(ANN, SOCIETY)], news((MAIN, DETAIL)), MONDAY, NOON)
    assert isinstance(notice, Notice)
    assert [each.rule.id for each in notice.changes] == ["review", "write-report"]
    assert [each.name for each in notice.offices] == ["A coalition", "RCO KEN"]


@pytest.mark.parametrize(("hidden", "is_neutral"), [((), False), ((INTERNAL,), True)])
def test_one_hidden_date_makes_the_subject_neutral(
    hidden: tuple[AnnouncedChange, ...], *, is_neutral: bool
) -> None:
    notice = plan_notice([holds(ANN)], news((MAIN,), hidden), MONDAY, NOON)
    assert isinstance(notice, Notice)
    assert notice.is_neutral is is_neutral


def test_the_key_of_a_notice_names_release_channel_and_person_and_is_read_back() -> None:
    notice = plan_notice([holds(person("team/p1"))], news((MAIN,)), MONDAY, NOON)
    assert isinstance(notice, Notice)
    assert notice.keys == ("notice/2/email/team/p1",)
    others = ("KEN/4/review/2026-05-04/due/email/p2", "notice/1/email/team/p1", "notice/7/slack/p3")
    assert told_releases((*notice.keys, *others)) == {"team/p1": 2, "p3": 7}


FAR, NEAR = day_span(LATER), day_span(MONDAY + timedelta(days=14))
PAST = day_span(MONDAY - timedelta(days=1))
OPEN_WINDOW = Days(date(2026, 1, 1), date(2027, 1, 1), Precision.WINDOW)


@pytest.mark.parametrize(
    ("old", "new", "soon"),
    [
        (FAR, FAR, False),
        (NEAR, FAR, True),
        (FAR, NEAR, True),
        (PAST, FAR, False),
        (Unknown(), NEAR, True),
        (Unknown(), Unknown(), False),
        (OPEN_WINDOW, FAR, False),
    ],
)
def test_a_change_is_soon_when_either_date_is(old: Span, new: Span, *, soon: bool) -> None:
    assert is_soon(moved(rule(), old, new), MONDAY) is soon


def test_what_is_withdrawn_is_always_soon() -> None:
    gone = AnnouncedChange(ChangeKind.WITHDRAWN, rule(), Said(FAR, Status.CONFIRMED), None)
    assert is_soon(gone, MONDAY) is True


SOONER = day_span(LATER - timedelta(days=1))


@pytest.mark.parametrize(
    ("change", "waits"),
    [
        (MAIN, True),
        (moved(rule(), FAR, NEAR), False),
        (moved(rule(), FAR, SOONER), False),
        (moved(rule(), Unknown(), FAR), True),
        (AnnouncedChange(ChangeKind.WITHDRAWN, rule(), Said(FAR, Status.CONFIRMED), None), False),
    ],
    ids=["far-off", "near", "earlier", "known-at-last", "withdrawn"],
)
def test_what_is_far_off_waits_for_the_digest_and_nothing_else(
    change: AnnouncedChange, *, waits: bool
) -> None:
    tuesday = NOON + timedelta(days=1)
    notice = plan_notice([holds(ANN)], news((change,)), MONDAY + timedelta(days=1), tuesday)
    assert isinstance(notice, Notice)
    assert notice.send_at == (NOON.replace(hour=6) + timedelta(weeks=1) if waits else tuesday)


@pytest.mark.parametrize(("days", "sent"), [(15, "05-05 00h"), (19, "05-09 00h"), (22, "05-11 08h")])
def test_a_date_that_comes_near_before_the_digest_does_not_wait_for_it(days: int, sent: str) -> None:
    change = moved(rule(), day_span(MONDAY + timedelta(days=days)), FAR)
    notice = plan_notice([holds(ANN)], news((change,)), MONDAY, NOON)
    assert isinstance(notice, Notice)
    assert f"{notice.send_at.astimezone(GENEVA):%m-%d %Hh}" == sent


def test_a_digest_that_is_past_holds_nothing_up() -> None:
    later = NOON + timedelta(weeks=2)
    notice = plan_notice([holds(ANN)], news((MAIN,)), MONDAY, later)
    assert isinstance(notice, Notice)
    assert notice.send_at == later


@pytest.mark.parametrize(
    ("keys", "expected"), [(("notice/2/email/p1",), True), (("KEN/4/review/2026-05-04/due/email/p2",), False)]
)
def test_a_notice_is_known_by_its_key(keys: tuple[str, ...], *, expected: bool) -> None:
    assert is_notice(keys) is expected
