"""`uprcycle schedule approve` and `ask`: a second person, before a deadline comes earlier."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine, stored

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def schedule(uprcycle: CommandLine, tmp_path: Path) -> str:
    """Give a schedule in which one session comes a week earlier."""
    file = tmp_path / "schedule.csv"
    uprcycle("schedule", "export", str(file))
    return str(file)


def test_who_agrees_names_the_plan_as_it_is_now(uprcycle: CommandLine, schedule: str, home: Path) -> None:
    digest = uprcycle("schedule", "plan", schedule, "--json").value["hash"]

    stale = uprcycle("schedule", "approve", schedule, "--plan", "0" * 64, "--by", "the chief")
    done = uprcycle("schedule", "approve", schedule, "--plan", digest[:12], "--by", "the chief")

    assert (stale.status, stale.err.splitlines()[0]) == (
        1,
        "uprcycle: the plan has gone stale; nothing was changed",
    )
    assert (done.status, done.out) == (0, f"approved: plan {digest[:12]} upon release 1\n")
    assert stored(home).store.audit.approvers(digest, 1) == ("the chief",)


def test_nobody_is_asked_about_a_plan_that_is_another_one_now(uprcycle: CommandLine, schedule: str) -> None:
    answer = uprcycle("schedule", "ask", schedule, "--plan", "0" * 64)

    assert (answer.status, answer.out) == (1, "")
