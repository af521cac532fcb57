"""A release has a digest of its schedule and of nothing else."""

import json
from dataclasses import replace

from tests.uprcycle import examples
from tests.uprcycle.examples import release_of
from uprcycle.schedule.document import read_document
from uprcycle.schedule.release import canonical_text
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_schedule


def test_equal_schedules_have_equal_digests_whoever_released_them() -> None:
    first = release_of(examples.schedule())
    second = replace(
        release_of(examples.schedule(), number=2), by="another desk", note="again", source="a mirror"
    )

    assert first.digest == second.digest


def test_any_change_of_the_schedule_changes_the_digest() -> None:
    on_record = release_of(examples.schedule())
    moved = release_of(examples.schedule(slots=(examples.slot(span="2027-11-04"),)))

    assert on_record.digest != moved.digest


def test_the_digest_is_that_of_the_written_text() -> None:
    assert canonical_text(Schedule()) == '{"session":[],"council":[],"review":[],"date":[]}'
    assert release_of(Schedule()).digest == "8893f15018289922dd1a7388da9325b3eca89724e905692843375301135d7f84"


def test_the_canonical_text_reads_back_and_keeps_every_letter() -> None:
    schedule = load_schedule()
    text = canonical_text(schedule)

    assert read_document(json.loads(text), "the release") == schedule
    assert "\\u" not in text
