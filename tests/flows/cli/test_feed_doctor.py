"""`uprcycle feed-doctor`: exit statuses, and one line for each finding."""

from pathlib import Path

import pytest

from tests.calendars.doctor.good import Spoil, spoilt
from tests.flows.installation import CommandLine

ERROR = ("PRIORITY:5\n", "PRIORITY:5\nPRIORITY:6\n")
WARNING = ("PRIORITY:5\n", "PRIORITTY:5\n")


@pytest.mark.parametrize(
    ("spoils", "options", "ending"),
    [
        pytest.param((), (), (0, "errors 0, warnings 0, hints 0"), id="good"),
        pytest.param((WARNING,), (), (0, "errors 0, warnings 1, hints 0"), id="warning"),
        pytest.param((WARNING,), ("--strict",), (1, "errors 0, warnings 1, hints 0"), id="strict"),
        pytest.param((ERROR,), (), (1, "errors 1, warnings 0, hints 0"), id="error"),
    ],
)
def test_the_status_says_how_bad_it_is(
    uprcycle: CommandLine,
    tmp_path: Path,
    spoils: tuple[Spoil, ...],
    options: tuple[str, ...],
    ending: tuple[int, str],
) -> None:
    file = tmp_path / "feed.ics"
    file.write_bytes(spoilt(*spoils))

    answer = uprcycle("feed-doctor", str(file), *options)

    assert (answer.status, answer.out.splitlines()[-1].partition(": ")[2]) == ending
    assert (len(answer.out.splitlines()), answer.err) == (1 + len(spoils), "")


def test_a_file_that_is_not_there_is_bad_input(uprcycle: CommandLine, tmp_path: Path) -> None:
    answer = uprcycle("feed-doctor", str(tmp_path / "missing.ics"))

    assert (answer.status, answer.out) == (2, "")
    assert "no such file" in answer.err
