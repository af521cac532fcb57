"""Reports of mail servers, from a file to who is not reached; a forged one marks nobody."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from flows.nudges.bouncing import Bounced, note_reports, open_reports
from flows.offices.recipients import unreached
from notifications.bounces import LARGEST
from tests.flows.answered import AMINA, BRUNO, Answered, Running, running_office
from tests.flows.installed import NOON
from tests.notifications.mail_server import Inbox
from tests.notifications.reports import MESSAGE_ID, TOKEN, returned
from uprcycle.reach import Unreached


@pytest.fixture
def running() -> Iterator[Running]:
    """Send one mail each to two people of one office."""
    with running_office() as running:
        yield running


@pytest.fixture
def installed(running: Running) -> Answered:
    return running[0]


@pytest.fixture
def inbox(running: Running) -> Inbox:
    return running[1]


def proof(inbox: Inbox, address: str = AMINA.email) -> tuple[str, str]:
    """Return Message-ID and token of the mail to somebody, as a server gives them back."""
    (taken,) = (each for each in inbox.taken if each.rcpt_tos == [address])
    mail = message_from_bytes(taken.original_content or b"", policy=policy.default)
    return mail["Message-ID"], str(mail["List-Unsubscribe"]).strip("<>").rpartition("/")[2]


def noted(installed: Answered, *reports: bytes) -> tuple[Bounced, ...]:
    return note_reports(installed.wiring, [(f"r{number}", each) for number, each in enumerate(reports)])


def test_whose_mail_came_back_is_marked_once(installed: Answered, inbox: Inbox) -> None:
    report = returned(*proof(inbox))

    assert noted(installed, report, report) == (
        Bounced("r0", AMINA.id, "5.1.1"),
        Bounced("r1", AMINA.id, "5.1.1"),
    )
    assert unreached(installed.wiring) == {AMINA.id: Unreached(AMINA.id, NOON, NOON, "5.1.1")}


def test_a_forged_report_marks_nobody(installed: Answered, inbox: Inbox) -> None:
    (mine, token), (other, another) = proof(inbox), proof(inbox, BRUNO.email)
    forged = [
        returned(mine),
        returned(mine, another),
        returned(other, token),
        returned(MESSAGE_ID, token),
        returned(mine, token[:-1] + ("A" if token[-1] != "A" else "B")),
        returned(mine, TOKEN),
        returned(mine, token, action="delayed"),
        returned(mine, token) + b"x" * LARGEST,
    ]
    before = installed.wiring.store.audit.last()

    assert [each.person for each in noted(installed, *forged)] == [None] * len(forged)
    assert (unreached(installed.wiring), installed.wiring.store.audit.last()) == ({}, before)


def test_reports_are_read_from_files_and_from_folders_of_mail(tmp_path: Path) -> None:
    for folder, name in (("new", "2"), ("cur", "1:2,S"), ("tmp", "3")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(name.encode())
    alone = tmp_path / "alone"
    alone.write_bytes(b"x" * (LARGEST + 5))

    assert list(open_reports(tmp_path)) == [("1:2,S", b"1:2,S"), ("2", b"2")]
    ((name, octets),) = open_reports(alone)
    assert (name, len(octets)) == ("alone", LARGEST + 1)
