"""Who is told of what releases changed: everybody concerned, once, whatever happens in between."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from flows.feeds.publishing import publish
from flows.feeds.subscribing import Wish, make
from flows.installation.wiring import Wiring
from flows.nudges.noticing import (
    NoticeReport,
    coming_notices,
    foresee_notices,
    plan_notices,
    send_notices,
)
from flows.nudges.preferring import next_mails
from flows.releases.releasing import Draft, roll_back
from notifications.deliver import DeliveryReport
from notifications.notices import Untold
from tests.flows.installed import TODAY, holder
from tests.flows.released import BASE, IN_MOVED, LATER, MOVED, SIGNED, TWO, first_release, release
from uprcycle.errors import RefusedError
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.subscriptions import Fetch
from uprcycle.timetable.plan import plan_release
from web.choices import MailKind

IN_53 = sorted(each.country for each in BASE.slots if each.session == MOVED - 1)
LEAD = holder(IN_MOVED[0], "RCO of the first", Role.RCO)
OTHER = holder(IN_53[0], "RCO of another session", Role.RCO, person="p2")
PARTNER = holder(IN_MOVED[1], "A coalition", Role.CSO, person="p33")
NEWCOMER = replace(
    holder(IN_MOVED[2], "RCO of the third", Role.RCO, person="p444"), valid_from=date(2026, 11, 21)
)


def settled(*people: Assignment) -> Wiring:
    wiring = first_release()
    wiring.store.people.save(people, by="a tester", at=wiring.now())
    return wiring


def sent(wiring: Wiring) -> dict[str, EmailMessage]:
    """Return the notices in the ledger by the person they went to, the last of each."""
    rows = reversed(wiring.store.ledger.rows())
    mails = {row.envelope.person: row.envelope.payload for row in rows}
    return {who: message_from_bytes(body, policy=policy.default) for who, body in mails.items()}


def entries(mail: EmailMessage) -> set[tuple[str, int]]:
    """Return the UID and SEQUENCE of every entry that came with a mail."""
    (attached,) = mail.iter_attachments()
    body = attached.get_payload(decode=True)
    assert isinstance(body, bytes)
    return {(str(each["UID"]), each.sequence) for each in Calendar.from_ical(body).events}


def people(wiring: Wiring) -> list[str]:
    return [each.person.id for each in plan_notices(wiring, TODAY).notices]


def tell(wiring: Wiring) -> NoticeReport:
    """Send what somebody has looked at and does not want to wait."""
    return send_notices(wiring, TODAY, is_reviewed=True, at_once=True)


NOBODY = NoticeReport(0, DeliveryReport())


def test_nobody_is_told_of_the_release_with_which_all_began() -> None:
    assert tell(settled(LEAD, OTHER)) == NOBODY


def test_exactly_those_are_told_whose_session_moved_and_once() -> None:
    wiring = settled(LEAD, OTHER, PARTNER)
    release(wiring, LATER)
    first, second = tell(wiring), tell(wiring)
    assert first == NoticeReport(2, DeliveryReport(sent=2))
    assert second == NOBODY
    assert set(sent(wiring)) == {LEAD.person.id, PARTNER.person.id}


def test_the_mail_carries_the_entries_of_the_feed() -> None:
    wiring = settled(PARTNER)
    release(wiring, LATER)
    publish(wiring)
    tell(wiring)
    code = PARTNER.office.country
    found = entries(sent(wiring)[PARTNER.person.id])
    uids = {
        f"{uid}@{wiring.site.calendar_host}": each for uid, each in wiring.store.revisions.current().items()
    }
    assert (f"4-{code}-working-group-review@{wiring.site.calendar_host}", 1) in found
    assert dict(found) == {uid: uids[uid].sequence if uid in uids else 0 for uid, _ in found}


def test_a_release_taken_back_before_anybody_was_told_is_no_news() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    roll_back(wiring, 1, TWO)
    assert tell(wiring) == NOBODY


def test_one_taken_back_after_they_were_told_is() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    tell(wiring)
    roll_back(wiring, 1, TWO)
    assert tell(wiring).delivery == DeliveryReport(sent=1)
    assert len(wiring.store.ledger.rows()) == 2


def test_who_takes_an_office_up_after_a_release_is_not_told_of_it() -> None:
    wiring = settled(LEAD, replace(NEWCOMER, valid_from=date(2030, 1, 1)))
    release(wiring, LATER)
    day = date(2030, 1, 2)
    assert [each.person.id for each in plan_notices(wiring, day).notices] == [LEAD.person.id]


class CutOffError(Exception):
    """Stands for the end of the process."""


def test_cut_off_after_some_it_goes_on_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    wiring = settled(LEAD, PARTNER)
    release(wiring, LATER)
    beat = wiring.store.heartbeats.beat

    def dies(name: str, at: datetime) -> None:
        raise CutOffError(name, at)

    monkeypatch.setattr(wiring.store.heartbeats, "beat", dies)
    with pytest.raises(CutOffError):
        tell(wiring)
    monkeypatch.setattr(wiring.store.heartbeats, "beat", beat)
    wiring.store.people.save([NEWCOMER], by="a tester", at=wiring.now())
    assert people(wiring) == [NEWCOMER.person.id]
    roll_back(wiring, 1, TWO)
    assert people(wiring) == sorted([LEAD.person.id, PARTNER.person.id])


def test_somebody_whose_address_cannot_be_written_to_holds_nobody_up() -> None:
    crooked = Person("id-x", "Ex Ample", "no address")
    bad = Assignment(crooked, Office("RCO of the fourth", IN_MOVED[3], frozenset({Role.RCO})))
    wiring = settled(LEAD, bad)
    release(wiring, LATER)
    assert tell(wiring) == NoticeReport(2, DeliveryReport(sent=1, withheld=1))


def test_the_mail_says_who_and_why_in_the_subject_and_the_body() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    tell(wiring)
    mail = sent(wiring)[LEAD.person.id]
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Release 2 of" in body.get_content()
    assert SIGNED.note in body.get_content()


def test_whose_calendar_subscribes_gets_the_mail_without_the_entries() -> None:
    wiring = settled(LEAD, PARTNER)
    made = make(wiring, LEAD.person, Wish("My feed"), by="a tester").subscription
    wiring.store.subscriptions.note_fetches([Fetch(made.id, "google", wiring.now())])
    release(wiring, LATER)
    tell(wiring)
    mails = sent(wiring)
    assert {who: len(list(mail.iter_attachments())) for who, mail in mails.items()} == {
        LEAD.person.id: 0,
        PARTNER.person.id: 1,
    }


def at(wiring: Wiring, moment: datetime) -> Wiring:
    """Return the installation at a moment at which time stands still."""
    return Wiring(wiring.settings, wiring.store, now=lambda: moment, today=wiring.today)


@pytest.mark.parametrize(("minutes", "waits"), [(29, "waiting to be looked at"), (30, "")])
def test_rounds_wait_until_somebody_could_look(minutes: int, waits: str) -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)

    released = wiring.store.releases.history()[-1].at
    report = send_notices(at(wiring, released + timedelta(minutes=minutes)), TODAY)

    assert (report.people, report.waits) == (1, waits)


def test_what_is_far_off_waits_for_the_digest_of_the_week() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    (notice,) = plan_notices(wiring, TODAY).notices
    due = notice.send_at
    (coming,) = coming_notices(wiring, TODAY, 90)
    (ahead,) = (each for each in next_mails(wiring, LEAD.person.id) if each.kind is MailKind.NOTICE)
    early, late = (
        send_notices(at(wiring, due + timedelta(minutes=each)), TODAY).delivery for each in (-1, 0)
    )

    assert (due.weekday(), due.astimezone(LEAD.person.zone).hour) == (0, 8)
    assert (early, late) == (DeliveryReport(deferred=1), DeliveryReport(sent=1))
    assert (coming.notice.keys, coming.send_at, ahead.at) == (notice.keys, due, due)
    assert ahead.items == len(notice.changes)
    assert coming_notices(wiring, TODAY, 90) == ()


def test_what_is_held_back_waits_whoever_asks_until_it_is_let_go() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    wiring.store.holds.place("two dates look wrong", by="the desk", at=wiring.now())
    assert coming_notices(wiring, TODAY, 90) == ()
    assert tell(wiring) == NoticeReport(1, DeliveryReport(), "held back")
    assert tell(wiring).as_words() == "1 to be told, held back"
    wiring.store.holds.lift(by="the desk", at=wiring.now())
    assert tell(wiring) == NoticeReport(1, DeliveryReport(sent=1))


def test_a_plan_is_sent_only_as_it_was_seen() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    seen = plan_notices(wiring, TODAY).digest
    wiring.store.people.save([PARTNER], by="a tester", at=wiring.now())
    now = plan_notices(wiring, TODAY).digest
    assert now != seen
    with pytest.raises(RefusedError, match="nothing was sent"):
        send_notices(wiring, TODAY, is_reviewed=True, at_once=True, expected=seen)
    assert wiring.store.ledger.rows() == ()
    report = send_notices(wiring, TODAY, is_reviewed=True, at_once=True, expected=now)
    assert report.delivery == DeliveryReport(sent=2)


def test_who_is_not_told_is_named_with_the_reason() -> None:
    wiring = settled(LEAD, OTHER, NEWCOMER)
    before = plan_notices(wiring, TODAY)
    release(wiring, LATER)
    gone = plan_notices(wiring, date(2026, 11, 20))
    assert {why for _, why in before.untold} == {Untold.AWARE}
    assert dict(plan_notices(wiring, TODAY).untold) == {OTHER.person.id: Untold.UNCONCERNED}
    assert dict(gone.untold)[NEWCOMER.person.id] is Untold.WITHOUT_OFFICE


@pytest.mark.parametrize("is_first", [True, False], ids=["all-told", "some-not-yet-told"])
def test_who_would_be_told_is_foreseen_as_it_is_then(*, is_first: bool) -> None:
    wiring = settled(LEAD, OTHER, PARTNER)
    draft = LATER if is_first else Draft(BASE)
    if not is_first:
        release(wiring, LATER)
    coming = wiring.world_from(wiring.world().release.followed_by(draft.schedule, wiring.now()))
    rows = wiring.store.audit.last()
    foreseen = foresee_notices(wiring, plan_release(wiring.world(), coming), coming, TODAY)
    assert wiring.store.audit.last() == rows

    release(wiring, draft, TWO)

    then = plan_notices(wiring, TODAY)
    assert [(each.person, each.offices, each.reviews) for each in foreseen.notices] == [
        (each.person, each.offices, each.reviews) for each in then.notices
    ]
    assert (foreseen.untold, foreseen.release, len(foreseen.notices) > 0) == (
        then.untold,
        then.release,
        is_first,
    )
