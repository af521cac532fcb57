"""`uprcycle deploy`: one line for each thing, and what became of it."""

import pytest

from flows.cli.deploy import print_applied
from flows.engine.deploying import Applied, Change
from tests.flows.installed import CommandLine
from tests.flows.other_prefect import prefect_that_says

APPLIED = (
    Applied("round/hourly", Change.CHANGED, ("schedules", "tags")),
    Applied("work pool uprcycle", Change.NEW),
)


def test_each_thing_is_named_with_what_became_of_it(uprcycle: CommandLine) -> None:
    print_applied(APPLIED, as_json=False)
    table = uprcycle.capture.readouterr().out

    assert [line.split(maxsplit=2) for line in table.splitlines()[1:]] == [
        ["round/hourly", "changed", "schedules, tags"],
        ["work", "pool", "uprcycle  new"],
    ]


def test_a_script_reads_the_same(uprcycle: CommandLine) -> None:
    print_applied(APPLIED, as_json=True)

    assert uprcycle.capture.readouterr().out.replace("\n", "").replace(" ", "") == (
        '[{"name":"round/hourly","change":"changed","differs":["schedules","tags"]},'
        '{"name":"workpooluprcycle","change":"new","differs":[]}]'
    )


def test_a_prefect_of_another_version_is_given_nothing(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with prefect_that_says(b'"3.7.2"') as (api, asked):
        monkeypatch.setenv("PREFECT_API_URL", api)
        answer = uprcycle("deploy")

    assert (answer.status, answer.err.splitlines()[0]) == (
        1,
        "uprcycle: the Prefect server is of another version; nothing was done",
    )
    assert asked == ["/api/admin/version"]
