"""How much there is: each excess gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import GOOD, SITTING, Spoil, found_in, ics, spoilt

FILLER = "X-FILLER:" + "x" * 60 + "\n"


def many(count: int) -> bytes:
    entries = (SITTING.replace("4-KEN-review", f"4-KEN-review-{number}") for number in range(count))
    return ics(GOOD.replace(SITTING, "".join(entries)))


SPOILT: dict[str, Spoil] = {
    "large": ("BEGIN:VTODO\n", f"BEGIN:VTODO\n{FILLER * 10_000}"),
    "too-large": ("BEGIN:VTODO\n", f"BEGIN:VTODO\n{FILLER * 15_000}"),
    "too-many-entries": lambda _: many(1000),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]
