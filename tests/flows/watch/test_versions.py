"""What Prefect would not survive is refused before anything of it is imported, in words."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from flows.watch.versions import Pin, check_server, check_versions, read_pins
from tests.flows.conftest import free_port
from tests.flows.other_prefect import prefect_that_says
from uprcycle.errors import RefusedError

ROOT = Path(__file__).parents[3]


def test_the_bounds_are_those_that_the_project_declares() -> None:
    declared = {
        each.name: each.specifier
        for each in map(
            Requirement,
            tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"],
        )
    }

    assert [(each.name, each.installed) for each in read_pins()] == [
        (name, version(name)) for name in ("prefect", "sqlalchemy", "fastapi")
    ]
    assert [Requirement(f"x{each.bounds}").specifier for each in read_pins()] == [
        declared[each.name] for each in read_pins()
    ]
    check_versions(read_pins())


@pytest.mark.parametrize(
    ("name", "installed", "bounds", "said"),
    [
        pytest.param(
            "sqlalchemy",
            "2.1.9",
            "<2.1,>=2.0.40",
            "sqlalchemy: 2.1.9 is installed, and <2.1,>=2.0.40 is needed: "
            "Prefect may look well and plan nothing; "
            "install the locked versions, or: pip install 'sqlalchemy<2.1,>=2.0.40'",
            id="schedules-nothing",
        ),
        pytest.param(
            "fastapi",
            "0.155.0",
            "<0.151,>=0.139",
            "fastapi: 0.155.0 is installed, and <0.151,>=0.139 is needed: "
            "Prefect's server may not start; "
            "install the locked versions, or: pip install 'fastapi<0.151,>=0.139'",
            id="does-not-start",
        ),
        pytest.param(
            "prefect",
            "",
            "<4,>=3.8.8",
            "prefect: is not installed, and <4,>=3.8.8 is needed: "
            "nothing here was tried with it; "
            "install the locked versions, or: pip install 'prefect<4,>=3.8.8'",
            id="missing",
        ),
    ],
)
def test_what_lies_outside_of_its_bounds_is_refused(
    name: str, installed: str, bounds: str, said: str
) -> None:
    kept = Pin("prefect", "3.8.8", "<4,>=3.8.8")
    with pytest.raises(RefusedError) as refusal:
        check_versions([kept, Pin(name, installed, bounds)])

    assert [str(each) for each in refusal.value.problems] == [said]


def test_every_wrong_version_is_named_at_once() -> None:
    with pytest.raises(RefusedError) as refusal:
        check_versions([Pin("sqlalchemy", "2.1.0b1", "<2.1"), Pin("fastapi", "0.151", "<0.151")])

    # An early version of the next one is of the next one, whatever the order of versions says.
    assert [each.where for each in refusal.value.problems] == ["sqlalchemy", "fastapi"]


def test_a_server_of_another_version_is_refused_and_told_from_one_of_ours() -> None:
    with prefect_that_says(b'"3.7.2"') as (api, asked):
        check_server(api, "3.7.2")
        with pytest.raises(RefusedError) as refusal:
            check_server(api, "3.8.8")

    assert asked == ["/api/admin/version"] * 2
    (problem,) = refusal.value.problems
    assert (problem.where, problem.what) == (api, "is Prefect 3.7.2, and 3.8.8 is installed here")
    assert problem.remedy == "install one version on all machines, on the servers first"


@pytest.mark.parametrize(
    ("answer", "status"),
    [(b'"3.7.2"', 500), (b"<html>", 200), (b"{}", 200)],
    ids=["fails", "no json", "no text"],
)
def test_a_server_that_says_nothing_of_its_version_is_not_judged(answer: bytes, status: int) -> None:
    with prefect_that_says(answer, status) as (api, _):
        check_server(api, "3.8.8")


def test_a_server_that_is_not_there_is_not_judged() -> None:
    check_server(f"http://127.0.0.1:{free_port()}/api", "3.8.8")


def test_looking_costs_no_import_of_what_is_looked_at() -> None:
    code = (
        "import sys; from flows.watch.versions import check_versions, read_pins; check_versions(read_pins());"
        "sys.exit(any(each in sys.modules for each in ('prefect', 'sqlalchemy', 'fastapi')))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0
