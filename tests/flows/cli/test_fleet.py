"""`uprcycle prefect …`: each process says all that it lacks, and does not start."""

import pytest

from flows.fleet import Part
from tests.flows.installation import CommandLine
from tests.flows.other_prefect import prefect_that_says

ADDRESSES = ("PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_API_URL")
SHARED = {
    "UPRCYCLE_DATABASE_URL": "postgresql://upr@db.example.org/upr",
    "UPRCYCLE_SECRET_KEY": "A" * 43 + "=",
    "UPRCYCLE_BASE_URL": "https://upr.example.org",
}


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


def test_a_worker_of_another_version_than_its_server_does_not_become_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    become: list[object] = []
    monkeypatch.setattr(os, "execv", lambda *given: become.append(given))  # or a fault would end these tests
    with prefect_that_says(b'"3.7.2"') as (api, _):
        monkeypatch.setenv("PREFECT_API_URL", api)
        with pytest.raises(RefusedError, match="the Prefect server is of another version"):
            start(SHARED, Part.WORKER)

    assert become == []


@pytest.mark.usefixtures("empty_home")
def test_a_worker_does_not_start_beside_servers_of_another_version(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SHARED.items():
        monkeypatch.setenv(name, value)
    with prefect_that_says(b'"3.7.2"') as (api, _):
        monkeypatch.setenv("PREFECT_API_URL", api)
        answer = uprcycle("prefect", "worker", "--name", "one", "--limit", "4")

    assert (answer.status, answer.out) == (1, "")
    assert "is Prefect 3.7.2, and" in answer.err
