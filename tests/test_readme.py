"""What is shown cannot lie: every command in a console block is run, and prints what stands there."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from flows.cli.main import run

ROOT = Path(__file__).parents[1]
SHOWN = ["README.md", "docs/tutorial/index.md"]
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


def typed(command: str) -> str:
    """Run a command as a reader types it."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return piped(f"set -o pipefail; {command} 2>&1", "", os.environ | {"PATH": places})


def played(command: str) -> str:
    """Run a command in this process, and beside it what its output is piped to."""
    ours, _, theirs = command.partition(" | ")
    _, *words = shlex.split(ours)
    with TextIOWrapper(BytesIO(), "utf-8") as said:
        with redirect_stdout(said), redirect_stderr(said):
            run(words)
        said.seek(0)
        text = said.read()
    return piped(theirs, text, os.environ) if theirs else text


def tidied(output: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())


def piped(command: str, text: str, environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", SHOWN)
def test_every_command_prints_what_is_shown(
    page: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("UPRCYCLE_DATA_DIR", str(tmp_path))
    path = ROOT / page
    text = path.read_text("utf-8")
    shown = [(match["command"], match["output"]) for match in BLOCK.finditer(text)]

    first, *others = (command for command, _ in shown)
    outputs = [typed(first), *map(played, others)]
    real = [(command, tidied(output)) for (command, _), output in zip(shown, outputs, strict=True)]

    if request.config.getoption("--regold"):
        said = iter(output for _, output in real)
        regold = BLOCK.sub(lambda match: f"```console\n$ {match['command']}\n{next(said)}```", text)
        path.write_text(regold, "utf-8")
        shown = real
    assert len(shown) >= 6
    assert real == shown


@pytest.mark.parametrize(
    "path", ["README.md", *sorted(f"{each.relative_to(ROOT)}" for each in ROOT.glob("docs/**/*.md"))]
)
def test_every_link_leads_somewhere(path: str) -> None:
    page = ROOT / path
    broken = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert broken == []
