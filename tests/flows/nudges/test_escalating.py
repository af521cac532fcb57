"""What is overdue climbs from an office to its head and the desk, in the mail of the day, once each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from flows.installation.wiring import Wiring
from flows.nudges.escalating import Escalation
from flows.nudges.nudging import duties_of, envelope_of, forecast, send_nudges
from flows.nudges.posting import letterhead
from flows.offices.recipients import recipients
from notifications.ladder import Party
from notifications.rhythm import plan_mails
from tests.flows.installed import founded_memory
from tests.flows.released import BASE, founded
from tests.web.released import with_a_day
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.days.span import Status, day_span
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.packaged import load_ruleset, load_schedule
from uprcycle.store.ports import LedgerState
from uprcycle.timetable.override import Aim, Override

TERM = date(2027, 3, 1)
TASK = "un-entity-submission-deadline"
UNICEF = Office("UNICEF Kenya", "KEN", frozenset({Role.UN_ENTITY}))
DESK = Office("UPR desk", "KEN", frozenset({Role.OHCHR}))


def somebody(name: str) -> Person:
    return Person(f"p-{name}", f"{name.title()} Example", f"{name}@example.org", digest_hour=9)


HELD = (
    Assignment(somebody("amina"), UNICEF),
    Assignment(somebody("boris"), UNICEF, deputy_of="p-amina"),
    replace(Assignment(somebody("chara"), UNICEF), is_head=True),
    Assignment(somebody("dana"), DESK),
)


class Played:
    """An installation in which one deadline is set by hand, and days go by."""

    def __init__(self) -> None:
        self.now = datetime.combine(TERM - timedelta(days=3), time(12), UTC)
        self.wiring = founded_memory(lambda: self.now)
        self.wiring.store.people.save(HELD, by="a tester", at=self.now)
        span = day_span(TERM)
        said = ("Agreed by letter.", "the letter")
        self.wiring.store.overrides.add(
            Override(Aim(TASK, "KEN", 4), span, Status.CONFIRMED, *said, by="the desk", at=self.now)
        )
        self.wiring.store.releases.add(
            load_schedule(), load_ruleset(), by="a tester", note="a date", source="the letter", at=self.now
        )

    def days(self, count: int) -> Iterator[date]:
        """Let so many days go by, with a round at noon of each."""
        for _ in range(count):
            yield self.now.date()
            send_nudges(self.wiring, self.now.date())
            self.now += timedelta(days=1)

    def live(self, count: int) -> None:
        for _ in self.days(count):
            pass

    def tick(self, state: TaskState) -> None:
        self.wiring.store.ticks.record(
            Tick("KEN", 4, TASK, UNICEF.name, state, "Amina", self.now - timedelta(minutes=1))
        )

    def passed_on(self) -> list[tuple[date, str, str]]:
        """Return when whom the deadline was passed on, by the ledger."""
        return sorted(
            (row.claimed_at.date(), row.envelope.person, key.split("/")[4].partition("~")[0])
            for row in self.wiring.store.ledger.rows()
            for key in row.envelope.keys
            if "/escalated-to-" in key
        )


@pytest.fixture(scope="module")
def played() -> Played:
    """Let five weeks go by in which nobody answers."""
    played = Played()
    played.live(35)
    return played


def test_every_step_stands_in_the_ledger_on_its_day_by_the_working_days_of_kenya(played: Played) -> None:
    assert played.passed_on() == [
        (date(2027, 3, 8), "p-boris", "escalated-to-deputy"),
        (date(2027, 3, 16), "p-chara", "escalated-to-head"),  # the tenth of March is Idd-ul-Fitr
        (date(2027, 3, 23), "p-dana", "escalated-to-desk"),
    ]


def test_the_mail_says_whose_it_is_since_when_who_was_told_and_what_to_do(played: Played) -> None:
    (row,) = [
        each
        for each in played.wiring.store.ledger.rows()
        if each.envelope.person == "p-dana" and any("/escalated-to-" in key for key in each.envelope.keys)
    ]
    text = " ".join(row.envelope.payload.decode().replace("=\r\n", "").split())

    assert "PASSED ON TO YOU, BECAUSE IT IS STILL OPEN" in text
    assert "22 days late" in text
    assert "UNICEF Kenya" in text
    assert (
        "Told before, without an answer: whoever holds the office, the deputy, the head of the office" in text
    )
    assert "Amina" not in text


def test_everybody_gets_one_mail_a_day_at_most(played: Played) -> None:
    mails = [(row.envelope.person, row.claimed_at.date()) for row in played.wiring.store.ledger.rows()]

    assert len(mails) == len(set(mails))
    assert {who for who, _ in mails} == {"p-amina", "p-boris", "p-chara", "p-dana"}


def test_a_tick_stops_it_and_another_lets_it_go_on() -> None:
    played = Played()
    played.live(12)
    played.tick(TaskState.ACKNOWLEDGED)
    played.live(8)
    assert played.passed_on() == [(date(2027, 3, 8), "p-boris", "escalated-to-deputy")]

    played.tick(TaskState.OPEN)
    played.live(1)
    assert played.passed_on()[1:] == [(date(2027, 3, 18), "p-chara", "escalated-to-head")]

    played.tick(TaskState.DONE)
    played.live(20)
    assert len(played.passed_on()) == 2


def test_a_message_that_did_not_go_out_is_withdrawn_once_the_office_has_seen_it() -> None:
    played = Played()
    played.live(10)
    head, today = letterhead(played.wiring), played.now.date()
    owed = escalation(played.wiring, today).owed(frozenset())
    (mail,) = plan_mails(owed, frozenset())
    ledger = played.wiring.store.ledger
    envelope = envelope_of(mail, head, played.now)
    assert ledger.claim(envelope, now=played.now, lease=timedelta(minutes=1))
    assert [who for _, who, _ in played.passed_on()] == ["p-boris"]

    played.tick(TaskState.ACKNOWLEDGED)
    played.now += timedelta(hours=1)
    send_nudges(played.wiring, today)
    (state,) = [each.state for each in ledger.rows() if each.envelope.message_id == envelope.message_id]
    assert (state, played.passed_on()) == (LedgerState.WITHDRAWN, [])


def escalation(wiring: Wiring, today: date) -> Escalation:
    return Escalation(wiring, duties_of(wiring, recipients(wiring)), today)


def test_who_is_next_is_known_before_anybody_is_told() -> None:
    played = Played()
    played.live(5)
    (climb,) = escalation(played.wiring, played.now.date()).climbs()

    assert (climb.to, climb.day) == (Party.DEPUTY, date(2027, 3, 8))
    assert [each.person.id for each in climb.people] == ["p-boris"]


def test_the_plan_of_the_days_to_come_holds_every_step() -> None:
    played = Played()
    ahead = [
        (mail.day, mail.person.id, each.stage.occasion)
        for mail in forecast(played.wiring, played.now.date(), 35)
        for each in mail.nudges
        if each.told_before
    ]
    (of_the_desk,) = (
        each.day
        for mail in forecast(played.wiring, played.now.date(), 35, "p-dana")
        for each in mail.nudges
        if each.told_before
    )
    played.live(35)

    assert ahead == played.passed_on()
    assert of_the_desk == ahead[-1][0]


def test_once_a_release_confirms_the_day_of_a_review_what_a_rule_counts_from_it_reaches_the_head() -> None:
    forum = Office("A forum", "SYR", frozenset({Role.CSO}))
    held = (Assignment(somebody("esra"), forum), replace(Assignment(somebody("farid"), forum), is_head=True))
    days = (date(2026, 12, 24), date(2027, 1, 6), date(2027, 1, 7), date(2027, 1, 12))
    moments = [datetime.combine(each, time(12), UTC) for each in days]
    wiring = founded(lambda: moments[0], with_a_day(BASE, "SYR", "2027-01-25"))
    wiring.store.people.save(held, by="a tester", at=moments[0])
    while moments:
        send_nudges(wiring, moments[0].date())
        del moments[0]
    told = {
        (row.envelope.person, row.claimed_at.date()): each.split("/")[3]
        for row in wiring.store.ledger.rows()
        for each in row.envelope.keys
        if "/pre-session-statement/" in each and "/escalated-to-head~" in each
    }

    assert told == {("p-farid", date(2027, 1, 7)): "2026-12-25"}
