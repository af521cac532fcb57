"""Examples in docstrings give what they show."""

import doctest
import importlib
from pathlib import Path

import pytest

from flows.languages.messages import PACKAGES

ROOT = Path(__file__).parents[1]

SHOWING = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("module", SHOWING)
def test_what_a_module_shows_is_what_it_gives(module: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(module))

    assert (failed, tried > 0) == (0, True)
