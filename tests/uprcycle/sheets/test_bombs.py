"""Hostile files are refused in time and within memory, each with its reason and without a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.uprcycle.sheets.bombs import BOMBS

SECONDS = 2
READ = Path(__file__).with_name("read_bomb.py")
ROOT = Path(__file__).parents[3]

REASONS = {
    "row_bomb": "unpacks to more than 20 MB",
    "cell_bomb": "has more than 200 cells",
    "empty_row_bomb": "holds more markup than its contents need",
    "attribute_bomb": "holds more markup than its contents need",
    "text_bomb": "holds more markup than its contents need",
    "long_text_bomb": "holds more than 4,000,000 characters",
    "merge_bomb": "has more merged cells than can be read",
    "nested_bomb": "holds another file inside it",
    "entity_bomb": "declares a document type",
    "depth_bomb": "holds more markup than its contents need",
    "entry_bomb": "holds more than 200 parts",
    "long_line": "has a line of more than 1,000,000 characters",
    "many_cells": "has more than 20,000 rows",
    "many_long_notes": "holds more than 4,000,000 characters",
    "many_good_rows": "has more than 5,000 rows",
    "toml_numbers": "the table 'a' is not known",
    "toml_values": "holds more than 150,000 values",
    "toml_keys": "the table 'a0' is not known",
    "toml_tables": "the table 't0' is not known",
    "toml_depth": "is not TOML: nested too deeply",
    "toml_text": "the table 'a' is not known",
    "json_depth": "is not JSON: nested too deeply",
    "json_lists": "holds no tables",
    "json_objects": "review is not a list of up to 20,000 rows",
}


def test_every_bomb_has_its_reason() -> None:
    assert REASONS.keys() == BOMBS.keys()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time_and_within_memory(name: str, tmp_path: Path) -> None:
    ending, make = BOMBS[name]
    path = tmp_path / f"bomb{ending}"
    path.write_bytes(make())

    run = subprocess.run(
        [sys.executable, READ, path],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )

    assert run.stderr == b""
    cost = json.loads(run.stdout)
    assert REASONS[name] in cost["problems"][0]
    assert cost["seconds"] < SECONDS
