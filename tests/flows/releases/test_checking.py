"""What is new to the checks: an error stops, a warning is told, and what was there before is no news."""

from dataclasses import replace

import pytest

from flows.releases.checking import check_anew
from tests.web.desk.officers import SMALL, small_installation
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError


def test_only_what_the_schedule_in_force_does_not_have_is_told() -> None:
    wiring = small_installation()
    shorter = replace(SMALL, slots=SMALL.slots[:-1])
    first, *others = SMALL.sessions
    turned = replace(first, dates=replace(first.dates, span=read_span("2031-01-01/2031-01-12")))

    assert check_anew(wiring, SMALL, "it does not go together") == ()
    assert [each.where for each in check_anew(wiring, shorter, "it does not go together")] == ["session 54"]
    with pytest.raises(BadInputError, match="it does not go together"):
        check_anew(wiring, replace(SMALL, sessions=(turned, *others)), "it does not go together")
