"""Drafts in files, released on the command line: for the tests of the schedule desk."""

import json
from pathlib import Path
from typing import Any

from tests.flows.installed import Answer, CommandLine
from uprcycle.schedule.document import write_document
from uprcycle.store.packaged import load_schedule

SIGNED = ("--note", "as agreed", "--by", "the desk")


def with_kenya_on(day: str) -> dict[str, Any]:
    document = write_document(load_schedule())
    (kenya,) = (row for row in document["review"] if (row["country"], row["cycle"]) == ("KEN", 4))
    kenya["date"] = day
    return document


def saved(path: Path, document: dict[str, Any]) -> Path:
    path.write_text(json.dumps(document), "utf-8")
    return path


def plan(uprcycle: CommandLine, file: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    return uprcycle("schedule", "plan", str(file), "--json").value


def release(uprcycle: CommandLine, file: Path, digest: str = "") -> Answer:
    chosen = digest or plan(uprcycle, file)["hash"]
    return uprcycle("schedule", "release", str(file), "--plan", chosen, *SIGNED)


def numbers(uprcycle: CommandLine) -> list[int]:
    return [each["number"] for each in uprcycle("schedule", "history", "--json").value]
