"""`uprcycle prefect …`: each process says all that it lacks, and does not start."""

import pytest

from flows.engine.fleet import Part
from tests.flows.installed import CommandLine

ADDRESSES = ("PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_URL")


@pytest.mark.usefixtures("empty_home")
@pytest.mark.parametrize("part", Part)
def test_a_process_that_lacks_something_says_what_and_does_not_start(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)
    answer = uprcycle("prefect", part.value)

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(f"uprcycle: 'uprcycle prefect {part}' needs more than is set\n")
