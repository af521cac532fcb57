"""From a file of people to mail in their boxes, once: without Prefect, to a recorder and to a real server."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.installation.settings import Settings
from flows.nudges.nudging import NudgeReport, duties_of, forecast, send_nudges
from notifications.deliver import DeliveryReport
from notifications.guard import DeliveryMode
from notifications.rhythm import is_mark
from tests.flows.installed import (
    NOON,
    PEOPLE,
    TODAY,
    CommandLine,
    founded_memory,
    holder,
    stored,
    wiring_over,
)
from tests.notifications.mail_server import Inbox, serving
from uprcycle.people import Role
from uprcycle.presence import Absence
from uprcycle.store.packaged import load_countries
from uprcycle.store.ports import LedgerState
from uprcycle.store.public_holidays import load_public_holidays

AMINA, BRUNO, CHARA, DANA = (f"{name}@example.org" for name in ("amina", "bruno", "chara", "dana"))
OWING = (AMINA, BRUNO, CHARA, DANA)
"""Who is owed something at noon of the fixed day."""


@pytest.fixture
def settled(home: Path, tmp_path: Path, uprcycle: CommandLine) -> Path:
    """Load the people into an installation of this test."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0
    return home


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """Run a mail server on loopback."""
    with serving(Inbox()) as inbox:
        yield inbox


def deliver_to(inbox: Inbox, monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    monkeypatch.setenv("UPRCYCLE_SMTP_URL", f"smtp://127.0.0.1:{inbox.port}")
    for name, value in settings.items():
        monkeypatch.setenv(f"UPRCYCLE_{name.upper()}", value)


def boxes(inbox: Inbox) -> list[str]:
    return sorted(address for taken in inbox.taken for address in taken.rcpt_tos)


def mails(inbox: Inbox) -> list[EmailMessage]:
    return [message_from_bytes(taken.original_content or b"", policy=policy.default) for taken in inbox.taken]


def test_a_task_that_is_ticked_is_spoken_of_no_more(settled: Path, uprcycle: CommandLine) -> None:
    assert settled.is_dir()
    before = uprcycle("nudges", "plan", "--days", "90", "--json").value
    task = next(row["items"][0]["item"] for row in before if row["office"] == "RCO Suriname")
    uprcycle("tick", "SUR", task, "--by", "Amina")
    after = uprcycle("nudges", "plan", "--days", "90", "--json").value

    assert Counter(row["key"] for row in before) - Counter(row["key"] for row in after) == Counter(
        row["key"] for row in before if (row["items"][0]["country"], row["items"][0]["item"]) == ("SUR", task)
    )
    assert len(after) < len(before)


@pytest.mark.usefixtures("settled")
def test_live_mail_arrives_once_as_it_stands_in_the_ledger(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, home: Path, uprcycle: CommandLine
) -> None:
    deliver_to(inbox, monkeypatch, delivery="live")
    owed = uprcycle("nudges", "plan", "--days", "1", "--json").value
    first, second = uprcycle("nudges", "send"), uprcycle("nudges", "send")

    assert first.out.splitlines()[1:] == [
        f"{len(owed)} nudges owed, {len(OWING)} messages sent (delivery: live)"
    ]
    assert second.out.splitlines()[1] == "no nudges owed, no messages sent (delivery: live)"
    assert boxes(inbox) == sorted(OWING)
    rows = stored(home).store.ledger.rows()
    assert {row.state for row in rows} == {LedgerState.SENT}
    assert sorted(row.envelope.payload for row in rows) == sorted(
        taken.original_content or b"" for taken in inbox.taken
    )
    assert {mail["Message-ID"] for mail in mails(inbox)} == {row.envelope.message_id for row in rows}


@pytest.mark.usefixtures("settled")
def test_each_mail_is_well_made_and_in_the_reader_s_language(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, uprcycle: CommandLine
) -> None:
    deliver_to(inbox, monkeypatch, delivery="live", base_url="https://upr.example.org")
    uprcycle("nudges", "send")

    for mail in mails(inbox):
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert text is not None
        assert html is not None
        assert "https://upr.example.org/" in text.get_content()
        assert "https://upr.example.org/" in html.get_content()
        assert [len(mail.get_all(name, [])) for name in ("From", "To", "Subject", "Date", "Message-ID")] == [
            1
        ] * 5
    assert {mail["To"].addresses[0].addr_spec: mail["Content-Language"] for mail in mails(inbox)} == {
        AMINA: "en",
        BRUNO: "fr",
        CHARA: "en",
        DANA: "en",
    }


@pytest.mark.usefixtures("settled")
def test_redirected_mail_all_goes_to_one_box(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, uprcycle: CommandLine
) -> None:
    deliver_to(inbox, monkeypatch, delivery="redirect", redirect_to="desk@example.org")
    answer = uprcycle("nudges", "send")

    assert answer.out.endswith(f" {len(OWING)} messages sent (delivery: redirect)\n")
    assert boxes(inbox) == ["desk@example.org"] * len(OWING)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    ("allowed", "reached"), [("@example.org", OWING), (BRUNO, (BRUNO,)), ("@example.com", ())]
)
def test_only_those_on_the_list_are_written_to_and_the_others_stay_owed(
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    uprcycle: CommandLine,
    allowed: str,
    reached: tuple[str, ...],
) -> None:
    deliver_to(inbox, monkeypatch, delivery="allowlist", allowlist=allowed)
    answer = uprcycle("nudges", "send")
    left = uprcycle("nudges", "plan", "--days", "1", "--json").value
    kept = len(OWING) - len(reached)

    assert (f" {kept} withheld" in answer.out) == (kept > 0)
    assert boxes(inbox) == sorted(reached)
    assert len({row["person"] for row in left}) == kept


@pytest.mark.usefixtures("settled")
def test_mail_that_the_server_does_not_take_now_is_sent_by_a_later_round(
    monkeypatch: pytest.MonkeyPatch, home: Path, uprcycle: CommandLine
) -> None:
    with serving(Inbox(["451 4.3.0 come back later"])) as busy:
        deliver_to(busy, monkeypatch, delivery="live")
        answer = uprcycle("nudges", "send")
        assert answer.out.endswith(
            f" nudges owed, no messages sent, {len(OWING)} deferred (delivery: live)\n"
        )

    with serving(Inbox()) as ready:
        later, server = NOON + timedelta(minutes=2), f"smtp://127.0.0.1:{ready.port}"
        wiring = stored(home, lambda: later, delivery=DeliveryMode.LIVE, smtp_url=server)
        report = send_nudges(wiring, TODAY)

        assert (report.owed, report.delivery) == (0, DeliveryReport(sent=len(OWING)))
        assert boxes(ready) == sorted(OWING)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (NudgeReport(0, DeliveryReport()), "no nudges owed, no messages sent"),
        (NudgeReport(1, DeliveryReport(sent=1)), "1 nudge owed, 1 message sent"),
        (
            NudgeReport(9, DeliveryReport(sent=2, failed=1, deferred=3, already=1, withheld=4)),
            "9 nudges owed, 2 messages sent, 1 failed, 3 deferred, 1 already, 4 withheld",
        ),
    ],
)
def test_a_round_is_told_in_words(report: NudgeReport, words: str) -> None:
    assert report.as_words() == words


@pytest.mark.parametrize(
    ("delivery", "verdict"),
    [
        (DeliveryReport(), "mail is served"),
        (DeliveryReport(sent=2, deferred=3, already=1, withheld=4), "mail is served"),
        (DeliveryReport(failed=1), "some mail could not be delivered, see `uprcycle nudges ledger`"),
    ],
)
def test_shared_pages_are_told_of_trouble_and_never_how_much_is_owed(
    delivery: DeliveryReport, verdict: str
) -> None:
    assert {NudgeReport(owed, delivery).as_verdict() for owed in range(5)} == {verdict}


def test_one_state_s_round_tells_its_people_of_all_their_states_and_nobody_else() -> None:
    wiring = founded_memory()
    here = holder("TGO", "RCO Togo", Role.RCO, Role.UNCT)
    there = replace(here, office=replace(here.office, country="AGO"))
    other = holder("SUR", "RCO Suriname", Role.RCO, Role.UNCT, person="other")
    wiring.store.people.save([here, there, other], by="a tester", at=NOON)

    report = send_nudges(wiring, TODAY, "AGO")

    (row,) = wiring.store.ledger.rows()
    assert report.delivery == DeliveryReport(sent=1)
    assert row.envelope.person == here.person.id
    assert {key.split("/")[0] for key in row.envelope.keys if not is_mark(key)} == {"TGO", "AGO"}


def test_who_stands_in_is_told_in_the_round_of_any_state_and_a_deputy_is_not_while_nobody_is_away() -> None:
    passed = [timedelta(0)]
    wiring = founded_memory(lambda: NOON + passed[-1])
    amina, boris = (
        holder("TGO", "RCO Togo", Role.RCO, Role.UNCT, person=name) for name in ("amina", "boris2")
    )
    boris = replace(boris, deputy_of=amina.person.id)
    in_benin = replace(boris, office=replace(boris.office, country="BEN"), deputy_of="")
    wiring.store.people.save([amina, boris, in_benin], by="a tester", at=NOON)

    def told(country: str) -> set[tuple[str, str]]:
        send_nudges(wiring, wiring.today(), country)
        keys = (key for row in wiring.store.ledger.rows() for key in row.envelope.keys if not is_mark(key))
        return {(each[-1], each[0]) for each in (key.split("/") for key in keys)}

    before = told("BEN")
    passed.append(timedelta(days=2))
    away = [Absence(amina.person.id, wiring.today(), wiring.today())]
    wiring.store.people.save([], away, by="a tester", at=NOON)

    assert before == {(boris.person.id, "BEN")}
    assert told("BEN") == {(boris.person.id, "BEN"), (boris.person.id, "TGO")}


def test_nobody_is_spoken_to_before_their_morning() -> None:
    wiring = founded_memory(lambda: NOON.replace(hour=1))
    wiring.store.people.save([holder("TGO", "RCO Togo", Role.RCO)], by="a tester", at=NOON)

    assert send_nudges(wiring, TODAY).delivery == DeliveryReport(deferred=1)
    assert wiring.store.ledger.rows() == ()


def test_the_forecast_of_many_days_is_what_each_day_then_sends() -> None:
    passed = [timedelta(0)]
    wiring = founded_memory(lambda: NOON + passed[-1])
    wiring.store.people.save([holder("TGO", "RCO Togo", Role.RCO)], by="a tester", at=NOON)
    planned = [key for each in forecast(wiring, TODAY, 30) for key in each.keys]

    for number in range(30):
        passed.append(timedelta(days=number))
        send_nudges(wiring, TODAY + passed[-1])

    assert Counter(planned) == Counter(key for row in wiring.store.ledger.rows() for key in row.envelope.keys)


def test_an_operator_s_own_cadence_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[[cadence]]\nbefore = [5]\nafter = [3]\n", "utf-8")
    wiring = founded_memory()
    chosen = wiring_over(wiring.store, settings=Settings(cadence=own))
    found = duties_of(chosen, [holder("KEN", "RCO Kenya", Role.RCO, Role.UNCT)]).all

    assert {stage.name for duty in found for stage in duty.stages} == {
        "5-days-before",
        "3-working-days-after",
    }


def test_nobody_is_first_spoken_to_on_a_public_holiday_of_their_state() -> None:
    wiring = founded_memory()
    duties = duties_of(wiring, [holder("KEN", "RCO Kenya", Role.RCO, Role.UNCT)])
    months = {date(year, month, 1) for year in range(2024, 2031) for month in range(1, 13)}
    found = {stage.day for month in months for duty in duties.within_reach(month) for stage in duty.stages}
    kenya = load_countries()["KEN"]
    holidays = {each.day for year in range(2024, 2031) for each in load_public_holidays(kenya, year) or ()}

    assert len(found) > 60
    assert found & holidays == set()
    assert {each for each in found if each.weekday() in kenya.weekend} == set()
