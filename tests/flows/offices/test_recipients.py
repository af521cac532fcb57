"""Choices laid over the people file wherever mail is planned, and pauses of those whom none reaches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.nudges.nudging import forecast, send_nudges
from flows.offices.recipients import absences, pauses, recipients, unreached
from notifications.digest import is_urgent
from tests.flows.installed import NOON, TODAY, founded_memory
from uprcycle.people import Assignment, Office, Person, Role, Topic
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence
from uprcycle.store.ports import Envelope, Outcome, Receipt

RCO = Office("RCO Suriname", "SUR", frozenset({Role.RCO, Role.UNCT}))
AMINA = Person("p-amina", "Amina", "amina@example.org")
BRUNO = Person("p-bruno", "Bruno", "bruno@example.org")
WEEK = timedelta(days=7)


@pytest.fixture
def wiring() -> Wiring:
    wiring = founded_memory()
    held = [Assignment(AMINA, RCO), Assignment(BRUNO, RCO, deputy_of=AMINA.id)]
    wiring.store.people.save(held, by="desk", at=NOON)
    return wiring


def choose(wiring: Wiring, **chosen: object) -> None:
    def chosen_anew(kept: Preferences) -> Preferences:
        return replace(kept, **chosen)  # type: ignore[arg-type]

    wiring.store.preferences.choose(AMINA.id, chosen_anew, by=AMINA.id, at=NOON)


def come_back(wiring: Wiring, count: int) -> None:
    """Let so many mails to Amina be refused for good, the last one just now, one a week."""
    ledger = wiring.store.ledger
    for number in range(count):
        now = NOON - WEEK * (count - 1 - number)
        message = Envelope(f"m{number}", (f"k{number}",), AMINA.id, "email", b"mail", now)
        assert ledger.claim(message, now=now, lease=WEEK)
        ledger.handing_over(message.message_id, now=now)
        ledger.record(message.message_id, Receipt(Outcome.PERMANENT, "550 5.1.1"), now=now)


def readers(wiring: Wiring, days: int = 1) -> set[str]:
    return {each.person.id for each in forecast(wiring, TODAY, days)}


def test_who_chose_nothing_is_as_the_people_file_has_them(wiring: Wiring) -> None:
    assert recipients(wiring) == wiring.store.people.assignments()


def test_what_somebody_chose_is_how_they_are_written_to(wiring: Wiring) -> None:
    choose(wiring, language="fr", digest_day=3, mail_hours=range(14, 22))
    amina = replace(AMINA, language="fr", digest_day=3, digest_hour=14, mail_hours=range(14, 22))

    assert [each.person for each in recipients(wiring)] == [amina, BRUNO]
    digests = [each for each in forecast(wiring, TODAY, 90) if each.is_digest and each.since is None]
    assert {each.day.weekday() for each in digests} == {3}
    assert {each.send_at.astimezone(AMINA.zone).hour for each in digests} == {14}


def test_who_unsubscribed_is_told_of_what_presses_and_is_near_alone(wiring: Wiring) -> None:
    before = forecast(wiring, TODAY, 150)
    choose(wiring, unsubscribed=NOON)
    after = forecast(wiring, TODAY, 150)

    left = [each for mail in after for each in mail.nudges]
    assert len(left) < sum(len(each.nudges) for each in before)
    assert [each.task.id for each in left if not is_urgent(each) or not each.task.rule.is_pressing] == []
    pressing = {
        each.key for mail in before for each in mail.nudges if is_urgent(each) and each.task.rule.is_pressing
    }
    assert {each.key for each in left} >= pressing > set()


def test_a_choice_taken_back_leaves_no_trace_in_what_is_planned(wiring: Wiring) -> None:
    before = forecast(wiring, TODAY, 90)
    choose(wiring, unsubscribed=NOON, declined=frozenset({Topic.CHANGES}))
    choose(wiring, unsubscribed=None, declined=frozenset())

    assert forecast(wiring, TODAY, 90) == before


def test_one_mail_that_came_back_pauses_nobody(wiring: Wiring) -> None:
    come_back(wiring, 2)

    assert {who: each.failures for who, each in unreached(wiring).items()} == {AMINA.id: 2}
    assert pauses(wiring) == ()
    assert readers(wiring) == {AMINA.id}


def test_while_somebody_is_not_reached_their_deputy_is_told_and_they_are_not(wiring: Wiring) -> None:
    come_back(wiring, 3)

    last = date(2026, 12, 20)
    assert absences(wiring) == pauses(wiring) == (Absence(AMINA.id, TODAY, last),)
    assert readers(wiring) == {BRUNO.id}
    send_nudges(wiring, TODAY)
    assert {row.envelope.person for row in wiring.store.ledger.rows() if row.envelope.payload != b"mail"} == {
        BRUNO.id
    }
    later = forecast(wiring, last + timedelta(days=1), 30)
    assert {each.person.id for each in later} == {AMINA.id}


def test_who_is_alone_in_an_office_is_not_written_to_either(wiring: Wiring) -> None:
    ended = replace(wiring.store.people.assignments()[1], valid_to=TODAY - timedelta(days=1))
    wiring.store.people.save([ended], by="desk", at=NOON)
    come_back(wiring, 3)

    assert readers(wiring) == set()


def test_somebody_who_says_that_the_person_is_reached_ends_the_pause(wiring: Wiring) -> None:
    come_back(wiring, 3)
    wiring.store.bounces.clear(AMINA.id, by="desk", at=NOON)

    assert (unreached(wiring), readers(wiring)) == ({}, {AMINA.id})


def test_the_others_of_an_office_are_told_once_that_mail_to_one_of_them_comes_back(wiring: Wiring) -> None:
    come_back(wiring, 3)
    send_nudges(wiring, TODAY)
    mails = [row for row in wiring.store.ledger.rows() if row.envelope.person == BRUNO.id]

    assert [key for row in mails for key in row.envelope.keys if key.startswith("unreached/")] == [
        f"unreached/SUR/{NOON - 2 * WEEK:%Y-%m-%dT%H:%M:%S}/email/p-bruno"
    ]
