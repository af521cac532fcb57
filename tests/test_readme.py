"""What is shown cannot lie: every command in a console block is run, and prints what stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = ["README.md", "docs/tutorial/index.md"]
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


def printed(command: str, data: Path) -> str:
    """Run a command as a reader would, from the repository, over an installation of its own."""
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": places, "UPRCYCLE_DATA_DIR": str(data), "COLUMNS": "120"}
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} 2>&1"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", SHOWN)
def test_every_command_prints_what_is_shown(
    page: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = ROOT / page
    text = path.read_text("utf-8")
    shown = [(match["command"], match["output"]) for match in BLOCK.finditer(text)]

    real = [(command, printed(command, tmp_path)) for command, _ in shown]

    if request.config.getoption("--regold"):
        outputs = iter(output for _, output in real)
        regold = BLOCK.sub(lambda match: f"```console\n$ {match['command']}\n{next(outputs)}```", text)
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
