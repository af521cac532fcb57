"""Rulesets that differ from the packaged one by what a test names."""

from collections.abc import Callable
from typing import Any

from uprcycle.rules.ruleset import Ruleset, read_ruleset, write_text
from uprcycle.store.packaged import load_ruleset

Files = dict[str, dict[str, list[dict[str, Any]]]]


def edited(edit: Callable[[Files], object], ruleset: Ruleset | None = None) -> Ruleset:
    """Return the packaged ruleset, or another, after ``edit`` has changed its files."""
    files: Any = (ruleset or load_ruleset()).files
    edit(files)
    return read_ruleset(write_text(files))


def with_cells(rule_id: str, ruleset: Ruleset | None = None, **cells: object) -> Ruleset:
    """Return a ruleset in which one rule has other cells."""
    return edited(lambda files: row_of(files, rule_id).update(cells), ruleset)


def without_rule(rule_id: str, ruleset: Ruleset | None = None) -> Ruleset:
    """Return a ruleset that lacks one rule."""

    def remove(files: Files) -> None:
        for tables in files.values():
            tables["rule"] = [row for row in tables.get("rule", []) if row["id"] != rule_id]
            if not tables["rule"]:
                del tables["rule"]

    return edited(remove, ruleset)


def with_holiday(day: str, ruleset: Ruleset | None = None) -> Ruleset:
    """Return a ruleset with one more holiday of Geneva."""
    row = {"date": day, "name": "A new day of rest"}
    return edited(lambda files: files["holidays/geneva.toml"]["holiday"].append(row), ruleset)


def row_of(files: Files, rule_id: str) -> dict[str, Any]:
    """Return the row of a rule."""
    rows = (row for tables in files.values() for row in tables.get("rule", []))
    return next(row for row in rows if row["id"] == rule_id)
