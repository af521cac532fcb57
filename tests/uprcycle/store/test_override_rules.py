"""What becomes of an override when it is kept and lifted."""

from dataclasses import replace

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW, override
from uprcycle.errors import RefusedError
from uprcycle.store.override_rules import kept, lifted, standing, unknown_override
from uprcycle.timetable.override import Aim, Lift


def test_what_is_kept_has_number_and_first_release_and_is_in_utc() -> None:
    given = override(at=NOW.astimezone(NEPAL_TIME), lift=Lift("desk", NOW, 1))
    found = kept(given, 3, 7)

    assert found == override(number=3, release=7)
    assert found.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_one_stands_of_an_aim_until_it_is_lifted() -> None:
    one, other = override(number=1), override(Aim("hrc-adoption", session=51), number=2)
    gone = override(number=3, lift=Lift("desk", NOW, 2))

    assert standing([one, other, gone], one.aim) == (one,)


def test_a_lift_is_kept_in_utc() -> None:
    given = override(number=1)
    found = lifted(given, Lift("desk", NOW.astimezone(NEPAL_TIME), 2))

    assert found == replace(given, lift=Lift("desk", NOW, 2))
    assert found.lift is not None
    assert found.lift.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_what_was_lifted_is_not_lifted_again() -> None:
    gone = override(number=3, lift=Lift("desk", NOW, 2))

    with pytest.raises(RefusedError, match="override 3 was lifted on 2026-05-04 by desk"):
        lifted(gone, Lift("another", NOW + HOUR, 3))


def test_a_number_that_no_override_has_is_refused_by_name() -> None:
    assert str(unknown_override(9)) == "there is no override 9; `uprcycle override list` names them"
