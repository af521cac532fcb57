"""The colours of CSS."""

from calendars.doctor.colors import COLORS


def test_there_are_as_many_as_in_the_standard() -> None:
    assert (len(COLORS), "steelblue" in COLORS, "transparent" in COLORS) == (148, True, False)
