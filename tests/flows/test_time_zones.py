"""What happens when the rules of a time zone change: hours ahead are told anew, once, and nothing else is."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.installation.keys import ensure_keys
from flows.installation.settings import Settings
from tests.flows import under_clocks
from tests.flows.installed import holder, stored
from tests.flows.released import BASE
from uprcycle.people import Role
from uprcycle.store.database import migrate
from uprcycle.store.packaged import load_ruleset

WINTER, SPRING = datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 5, 11, 12, tzinfo=UTC)
DEADLINES = tuple(f"4-UGA-{each}-submission-deadline" for each in ("stakeholder", "un-entity"))
"""What falls on 17 July 2026, 15:00 in Geneva; what else has an hour lies in winter or in the past."""

ONE_REVIEW = replace(BASE, slots=tuple(each for each in BASE.slots if each.country == "UGA"))
CHANGES = [
    datetime.fromisoformat(f"{day}T01:00Z")
    for day in (
        *("2020-03-29", "2020-10-25", "2021-03-28", "2021-10-31", "2022-03-27", "2022-10-30"),
        *("2023-03-26", "2023-10-29", "2024-03-31", "2024-10-27", "2025-03-30", "2025-10-26"),
    )
]
"""When clocks in Geneva changed, summer first."""


def without_summer(folder: Path) -> Path:
    """Write rules by which Geneva gave up summer time after 2025 (RFC 9636)."""
    kinds = struct.pack(">iBB", 7200, 1, 4) + struct.pack(">iBB", 3600, 0, 0)
    names, moments = b"CET\0CEST\0", [int(each.timestamp()) for each in CHANGES]
    which = bytes(count % 2 for count in range(len(moments)))
    file = folder / "Europe" / "Zurich"
    file.parent.mkdir(parents=True)
    blocks = [
        struct.pack(">4sc15x6I", b"TZif", b"2", 0, 0, 0, len(moments), 2, len(names))
        + struct.pack(f">{len(moments)}{width}", *moments)
        + which
        + kinds
        + names
        for width in "lq"
    ]
    file.write_bytes(b"".join(blocks) + b"\nCET-1\n")
    return folder


def rounds_under(home: Path, zones: Path) -> tuple[list[dict[str, Any]], str]:
    """Do two rounds in a process of its own; return what each told, and their log."""
    hours = [(SPRING + timedelta(hours=each)).isoformat() for each in (1, 2)]
    done = subprocess.run(
        [sys.executable, under_clocks.__file__, str(home), *hours],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONTZPATH": str(zones)},
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told, done.stderr


def hours_of(told: Mapping[str, Any]) -> list[str]:
    entries = told["entries"]
    return [f"{entries[each][0]} {entries[each][1].rpartition('/')[2]}" for each in DEADLINES]


def others_of(told: Mapping[str, Any]) -> dict[str, Any]:
    return {uid: each for uid, each in told["entries"].items() if uid not in DEADLINES}


@pytest.fixture
def staffed(tmp_path: Path) -> Path:
    """Return the folder of an installation that released two sessions, with somebody in Uganda's office."""
    settings = Settings(data_dir=tmp_path)
    ensure_keys(settings)
    migrate(settings.store_url)
    wiring = stored(tmp_path)
    wiring.store.releases.add(ONE_REVIEW, load_ruleset(), by="a tester", note="", source="", at=WINTER)
    held = holder("UGA", "RCO Uganda", Role.RCO, Role.UNCT)
    wiring.store.people.save([held], by="a tester", at=WINTER)
    wiring.store.close()
    return tmp_path


def test_hours_ahead_are_told_anew_once_and_nobody_is_written_to_again(staffed: Path, tmp_path: Path) -> None:
    before = under_clocks.work(staffed, SPRING)
    (after, again), said = rounds_under(staffed, without_summer(tmp_path / "zones"))

    assert before["sent"] > 0
    assert (after["published"], after["sent"], after["messages"]) == (2, 0, before["messages"])
    assert again == after | {"published": 0}
    assert hours_of(before) == ["0 2026-07-17T13:00:00+00:00"] * 2
    assert hours_of(after) == ["1 2026-07-17T14:00:00+00:00"] * 2
    assert others_of(before) == others_of(after)
    assert said.startswith("2 entries moved though nothing was released")
    assert [said.count(each) for each in DEADLINES] == [1, 1]

    (old, old_tag, old_day), (new, new_tag, new_day) = before["feed"], after["feed"]
    assert (old.count("DTEND:20260717T130000Z"), new.count("DTEND:20260717T140000Z")) == (2, 2)
    assert (old.count("SEQUENCE:1\r\n"), new.count("SEQUENCE:1\r\n")) == (0, 2)
    assert (new_tag != old_tag, new_day > old_day) == (True, True)


def test_the_pinned_rules_win_over_those_of_the_machine() -> None:
    words = "import zoneinfo, flows; print(zoneinfo.TZPATH)"
    told = {name: each for name, each in os.environ.items() if name != "PYTHONTZPATH"}
    found = [
        subprocess.run(
            [sys.executable, "-c", words], check=True, capture_output=True, text=True, env=each
        ).stdout
        for each in (told, told | {"PYTHONTZPATH": "/of/the/operator"})
    ]

    assert found == ["()\n", "('/of/the/operator',)\n"]
