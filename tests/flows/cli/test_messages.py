"""`uprcycle nudges show` and what a sending command says of itself."""

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from flows.cli.messages import print_delivery, short_id
from flows.installation.settings import Settings
from notifications.guard import DeliveryMode
from tests.flows.installed import PEOPLE, CommandLine, stored

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def message_id(tmp_path: Path, uprcycle: CommandLine) -> str:
    """The id of one of the messages that the recorder took."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    uprcycle("people", "load", str(file))
    uprcycle("nudges", "send")
    return str(uprcycle("nudges", "ledger", "--json").value[0]["message_id"])


def test_a_dry_run_composes_everything_and_writes_nothing(
    home: Path, tmp_path: Path, uprcycle: CommandLine
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    uprcycle("people", "load", str(file))
    before = stored(home).store.audit.last()
    dry = uprcycle("nudges", "send", "--dry-run").out.splitlines()

    assert dry[0] == "dry run: all is composed as it would be, nothing is written or sent"
    assert re.fullmatch(r"\d\d nudges owed, 4 messages sent \(delivery: recorder\)", dry[1])
    assert stored(home).store.audit.last() == before
    assert uprcycle("nudges", "send").out.splitlines() == dry[1:]


def test_a_message_is_shown_by_the_start_of_its_id(
    message_id: str, tmp_path: Path, uprcycle: CommandLine
) -> None:
    short, file = short_id(message_id), tmp_path / "message.eml"
    shown = uprcycle("nudges", "show", short)

    assert short in uprcycle("nudges", "ledger").out
    assert message_from_bytes(shown.out.encode(), policy=default)["Message-ID"] == message_id
    assert uprcycle("nudges", "show", message_id, "--eml", str(file)).out == f"written to {file}\n"
    assert message_from_bytes(file.read_bytes(), policy=default)["Message-ID"] == message_id


@pytest.mark.parametrize(("start", "why"), [("zzz", "no message begins so"), ("", "4 messages begin so")])
def test_what_names_no_message_or_several_is_refused(
    message_id: str, uprcycle: CommandLine, start: str, why: str
) -> None:
    assert message_id
    answer = uprcycle("nudges", "show", start)

    assert answer.status == 2
    assert re.search(f"'{start}': {why}; `uprcycle nudges ledger` shows the start of each id", answer.err)


@pytest.mark.parametrize("mode", list(DeliveryMode))
def test_a_command_that_sends_says_how_far(
    mode: DeliveryMode, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = Settings(
        smtp_url="smtp://127.0.0.1", redirect_to="desk@example.org", allowlist=("@example.org",)
    )
    print_delivery(stored(home, **chosen.model_dump(exclude={"data_dir", "delivery"}), delivery=mode))

    said = capsys.readouterr().out
    assert said.partition(".")[0] == ("" if mode is DeliveryMode.RECORDER else f"delivery {mode.value}")
