from traceback import format_exception
from zoneinfo import ZoneInfo

import pytest

from flows.installation.discretion import without_words
from uprcycle.errors import RefusedError


@pytest.mark.parametrize("kind", [ValueError, KeyError, RefusedError, OSError])
def test_a_fault_is_told_by_its_kind_and_place_and_in_none_of_its_words(kind: type[Exception]) -> None:
    def fail() -> None:
        raise kind("amina@example.org")

    with pytest.raises(RefusedError) as caught:
        without_words("the step", fail, "look there")

    (problem,) = caught.value.problems
    assert caught.value.headline == "the step failed"
    assert (problem.what, problem.remedy) == (kind.__name__, "look there")
    assert "amina@example.org" not in "".join(format_exception(caught.value))
    assert (caught.value.__context__, caught.value.__cause__) == (None, None)


def test_the_place_is_the_last_of_our_own() -> None:
    with pytest.raises(RefusedError) as caught:
        without_words("the step", lambda: ZoneInfo("Amina/Home"), "")

    (problem,) = caught.value.problems
    assert (problem.where.partition(",")[0], problem.what) == (
        "flows.installation.discretion",
        "ZoneInfoNotFoundError",
    )


def test_what_goes_well_is_passed_on() -> None:
    assert without_words("the step", lambda: 1, "") == 1
