"""What the trail says of a write."""

import pytest

from tests.uprcycle.store.build import (
    LEASE,
    NEPAL_TIME,
    NOW,
    assignment,
    away,
    envelope,
    override,
    schedule,
    subscription,
    tick,
)
from uprcycle.schedule.release import Release
from uprcycle.store.ledger_rules import claimed
from uprcycle.store.ports import AuditRow
from uprcycle.store.trail import (
    Entry,
    absent,
    assigned,
    lifted,
    moved,
    released,
    returned,
    revised,
    subscribed,
    ticked,
)


def test_each_write_has_its_words() -> None:
    release = Release(
        7, schedule("KEN"), NOW, "desk", "note", "source", "ab12", {"NPL": "cd34", "TGO": "cd34"}
    )

    assert [
        released(release),
        ticked(tick("brief")),
        *assigned([assignment("amina")], "desk", NOW),
        *absent([away()], "desk", NOW),
        *returned([away()], "desk", NOW),
        subscribed("make", subscription(), "desk", NOW),
        moved("claim", claimed(envelope("m"), NOW, LEASE), NOW),
        revised(3, NOW),
    ] == [
        Entry(NOW, "desk", "release", "release 7", f"{release.digest} by rules ab12, cd34 for NPL TGO"),
        Entry(NOW, "desk", "tick", "KEN 4 brief", "done"),
        Entry(NOW, "desk", "assign", "p-amina", "KEN from 0001-01-01"),
        Entry(NOW, "desk", "set absence", "p-amina", ""),
        Entry(NOW, "desk", "end absence", "p-amina", ""),
        Entry(NOW, "desk", "make subscription", "p-amina", "s1"),
        Entry(NOW, "uprcycle", "claim", "m", "claimed"),
        Entry(NOW, "uprcycle", "revise", "feeds", "3 entries"),
    ]


def test_entry_becomes_a_row_in_utc() -> None:
    row = revised(3, NOW.astimezone(NEPAL_TIME)).numbered(12)

    assert row == AuditRow(12, NOW, "uprcycle", "revise", "feeds", "3 entries")
    assert row.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_an_override_that_still_stands_was_not_lifted() -> None:
    with pytest.raises(ValueError, match="override 4 is not lifted"):
        lifted(override(number=4))
