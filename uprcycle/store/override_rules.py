"""What becomes of an override when it is set or lifted, the same for every store."""

from collections.abc import Iterable
from dataclasses import replace

from uprcycle.days.span import read_span
from uprcycle.errors import RefusedError
from uprcycle.phrase import in_short, phrase
from uprcycle.store.moments import as_utc
from uprcycle.timetable.override import Aim, Lift, Override


def kept(override: Override, number: int, release: int) -> Override:
    """Return ``override`` as it will be read back, under its number, from its first release on."""
    span, at = read_span(str(override.span)), as_utc(override.at)
    return replace(override, span=span, at=at, number=number, release=release, lift=None)


def standing(overrides: Iterable[Override], aim: Aim) -> tuple[Override, ...]:
    """Return those of ``aim`` that were not lifted; at most one."""
    return tuple(each for each in overrides if each.aim == aim and each.lift is None)


def lifted(override: Override, lift: Lift) -> Override:
    """Return ``override`` taken back.

    Raises:
        RefusedError: It was lifted before.
    """
    if override.lift is not None:
        before = override.lift
        raise RefusedError(
            phrase(
                "override {number} was lifted on {date} by {name}",
                number=override.number,
                date=f"{before.at:%Y-%m-%d}",
                name=before.by,
            )
        )
    return replace(override, lift=replace(lift, at=as_utc(lift.at)))


def unknown_override(number: int) -> RefusedError:
    """Return the refusal of a number that no override has."""
    return RefusedError(
        in_short(
            f"there is no override {number}; `uprcycle override list` names them",
            phrase("there is no override {number}", number=number),
        )
    )
