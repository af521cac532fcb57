"""A change is made on somebody's word, as of a day."""

import pytest

from tests.uprcycle.examples import published
from tests.uprcycle.schedule.amend.drafts import CONFIRMED, TENTATIVE, WITHDRAWN, notice
from uprcycle.citation import Citation
from uprcycle.days.span import read_span
from uprcycle.schedule.session import Published

SPAN = read_span("2026-05-04")


def test_what_is_published_carries_the_source_and_the_remark() -> None:
    said = notice(note="Provisional.").publish(SPAN, "moved")

    assert said == Published(SPAN, TENTATIVE, Citation("a letter"), "moved", "Provisional.")


def test_a_status_can_be_named_for_one_date() -> None:
    assert notice().publish(SPAN, "moved", CONFIRMED).status is CONFIRMED


@pytest.mark.parametrize(("note", "expected"), [("", "Read."), ("Cancelled.", "Cancelled.")])
def test_a_withdrawn_date_keeps_its_day_and_its_source(note: str, expected: str) -> None:
    before = Published(SPAN, CONFIRMED, Citation("the list"), "actual", "Read.")

    after = notice(note=note).withdraw(before, "moved")

    assert after == Published(SPAN, WITHDRAWN, Citation("the list"), "moved", expected)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("2026-01-09", True),
        ("2026-01-10", False),
        ("2026-01-05/2026-01-12", False),
        ("2026-01", False),
        ("unknown", False),
    ],
)
def test_past_is_what_was_over_before_the_announcement(span: str, *, expected: bool) -> None:
    assert notice("2026-01-10").is_past(published(span)) is expected
