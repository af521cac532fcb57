"""Who is told of what releases changed: everybody concerned, once, whatever happens in between."""

from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from flows.noticing import NoticeReport, notices_owed, send_notices
from flows.publishing import publish
from flows.releasing import roll_back
from flows.subscribing import Wish, make
from flows.wiring import Wiring
from notifications.deliver import DeliveryReport
from tests.flows.installation import TODAY, holder
from tests.flows.releases import BASE, IN_MOVED, LATER, MOVED, SIGNED, TWO, first_release, release
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.subscriptions import Fetch

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
    return [each.person.id for each in notices_owed(wiring, TODAY)]


NOBODY = NoticeReport(0, DeliveryReport())


def test_nobody_is_told_of_the_release_with_which_all_began() -> None:
    assert send_notices(settled(LEAD, OTHER), TODAY) == NOBODY


def test_exactly_those_are_told_whose_session_moved_and_once() -> None:
    wiring = settled(LEAD, OTHER, PARTNER)
    release(wiring, LATER)
    first, second = send_notices(wiring, TODAY), send_notices(wiring, TODAY)
    assert first == NoticeReport(2, DeliveryReport(sent=2))
    assert second == NOBODY
    assert set(sent(wiring)) == {LEAD.person.id, PARTNER.person.id}


def test_the_mail_carries_the_entries_of_the_feed() -> None:
    wiring = settled(PARTNER)
    release(wiring, LATER)
    publish(wiring)
    send_notices(wiring, TODAY)
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
    assert send_notices(wiring, TODAY) == NOBODY


def test_one_taken_back_after_they_were_told_is() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    send_notices(wiring, TODAY)
    roll_back(wiring, 1, TWO)
    assert send_notices(wiring, TODAY).delivery == DeliveryReport(sent=1)
    assert len(wiring.store.ledger.rows()) == 2


def test_who_takes_an_office_up_after_a_release_is_not_told_of_it() -> None:
    wiring = settled(LEAD, replace(NEWCOMER, valid_from=date(2030, 1, 1)))
    release(wiring, LATER)
    day = date(2030, 1, 2)
    assert [each.person.id for each in notices_owed(wiring, day)] == [LEAD.person.id]


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
        send_notices(wiring, TODAY)
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
    assert send_notices(wiring, TODAY) == NoticeReport(2, DeliveryReport(sent=1, withheld=1))


def test_the_mail_says_who_and_why_in_the_subject_and_the_body() -> None:
    wiring = settled(LEAD)
    release(wiring, LATER)
    send_notices(wiring, TODAY)
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
    send_notices(wiring, TODAY)
    mails = sent(wiring)
    assert {who: len(list(mail.iter_attachments())) for who, mail in mails.items()} == {
        LEAD.person.id: 0,
        PARTNER.person.id: 1,
    }
