"""``bounces read`` and ``clear``, from a file and from a pipe."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.installed import NOON, PEOPLE, CommandLine, stored
from tests.notifications.reports import returned
from uprcycle.roster.identity import person_id
from uprcycle.store.ports import Envelope, Link, Outcome, Purpose, Receipt
from uprcycle.tokens import digest_of

AMINA = person_id("amina@example.org")
TOKEN = "uprmail-0123456789012345678901234567890123456789012"
MESSAGE_ID = "<abc@example.org>"


@pytest.fixture
def sent(home: Path, tmp_path: Path, uprcycle: CommandLine) -> Path:
    """An installation from which a mail to Amina went out, and the report that it came back."""
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(people)).status == 0
    ledger = stored(home).store.ledger
    links = (Link(digest_of(TOKEN), Purpose.UNSUBSCRIBE, NOON.replace(year=2028)),)
    envelope = Envelope(MESSAGE_ID, ("a key",), AMINA, "email", b"mail", NOON, links)
    assert ledger.claim(envelope, now=NOON, lease=NOON.replace(year=2027) - NOON)
    ledger.handing_over(MESSAGE_ID, now=NOON)
    ledger.record(MESSAGE_ID, Receipt(Outcome.SENT, "250"), now=NOON)
    report = tmp_path / "report.eml"
    report.write_bytes(returned(MESSAGE_ID, TOKEN))
    return report


@dataclass(frozen=True)
class Pipe:
    """What stands in for standard input."""

    buffer: io.BytesIO


def test_reports_are_read_from_a_file_and_what_is_none_is_passed_over(
    sent: Path, tmp_path: Path, uprcycle: CommandLine
) -> None:
    other = tmp_path / "other.eml"
    other.write_bytes(b"Subject: hello\n\nfriend")

    said = uprcycle("bounces", "read", str(sent), str(other))
    assert (said.status, said.out) == (0, f"report.eml: {AMINA} 5.1.1\n1 mail came back; 1 passed over\n")
    assert uprcycle("bounces", "read", str(sent), str(other), "--json").value == [
        {"report": "report.eml", "person": AMINA, "code": "5.1.1"},
        {"report": "other.eml", "person": None, "code": ""},
    ]


def test_a_mail_server_can_pipe_a_report(
    sent: Path, uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Pipe(io.BytesIO(sent.read_bytes())))

    assert uprcycle("bounces", "read", "-", "--json").value == [
        {"report": "-", "person": AMINA, "code": "5.1.1"}
    ]


def test_whoever_is_not_reached_is_listed_until_somebody_says_that_they_are(
    sent: Path, uprcycle: CommandLine
) -> None:
    uprcycle("bounces", "read", str(sent))
    (row,) = uprcycle("people", "reach", "--json").value

    assert row == {
        "person": AMINA,
        "offices": ["RCO Suriname"],
        "unreached_since": NOON.isoformat(),
        "failures": 1,
        "code": "5.1.1",
        "paused_until": None,
        "unsubscribed": None,
    }
    assert "Amina Example" in uprcycle("people", "reach").out
    assert uprcycle("bounces", "clear", "amina@example.org", "--by", "desk").status == 0
    assert uprcycle("people", "reach", "--json").value == []


@pytest.mark.usefixtures("sent")
def test_only_somebody_who_is_not_reached_can_be_cleared(uprcycle: CommandLine) -> None:
    for who, words in (
        ("bruno@example.org", "no mail to 'bruno@example.org' came back"),
        ("nobody@example.org", "'nobody@example.org' is not known"),
    ):
        said = uprcycle("bounces", "clear", who, "--by", "desk")
        assert (said.status, words in said.err) == (1, True)


def test_a_file_that_is_not_there_is_named(home: Path, uprcycle: CommandLine) -> None:
    assert home.is_dir()
    said = uprcycle("bounces", "read", "/nowhere/report.eml")

    assert (said.status, "/nowhere/report.eml" in said.err) == (1, True)
