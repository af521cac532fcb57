"""Dates that somebody sets by hand at the desk, and takes back."""

from collections.abc import Iterable

from flows.installation.wiring import Wiring
from flows.releases import overriding
from flows.releases.approving import approvers_of
from flows.releases.overriding import Moved, plan_override, preview_lift, read_said, set_override, standing_of
from uprcycle.store.override_rules import unknown_override
from uprcycle.timetable.changes import Change
from uprcycle.timetable.override import Override
from web.desk.registry import AskedOverride, OverrideEffect, Sealed, Standing, StandingOverride


class DatesByHand:
    """Sets dates for the releases to come."""

    def __init__(self, wiring: Wiring) -> None:
        """Set them in one installation."""
        self._wiring = wiring

    def all(self) -> tuple[StandingOverride, ...]:
        """Return every one, the newest first."""
        kept = self._wiring.store.overrides.all()
        return tuple(self._standing(each, kept) for each in reversed(kept))

    def look(self, asked: AskedOverride) -> OverrideEffect:
        """Return what setting a date would do."""
        plan = plan_override(self._wiring, self._override(asked, "the desk"))
        agreed = approvers_of(self._wiring, plan.digest, plan.base)
        return OverrideEffect(_changes(plan.moved), len(plan.earlier), plan.base, plan.digest, agreed)

    def set(self, asked: AskedOverride, sealed: Sealed) -> int:
        """Set a date for the releases to come, and return its number."""
        by = sealed.by
        found = set_override(self._wiring, self._override(asked, by.name), sealed.digest, by.person)
        return found.override.number

    def look_back(self, number: int) -> OverrideEffect:
        """Return what taking one back would do."""
        return OverrideEffect(_changes(preview_lift(self._wiring, self._of(number))))

    def lift(self, number: int, by: str) -> None:
        """Take one back."""
        self._wiring.store.overrides.lift(number, by=read_said("by", by), at=self._wiring.now())

    def _of(self, number: int) -> Override:
        for each in self._wiring.store.overrides.all():
            if each.number == number:
                return each
        raise unknown_override(number)

    def _standing(self, override: Override, kept: Iterable[Override]) -> StandingOverride:
        standing = standing_of(override, self._wiring)
        if standing is overriding.Standing.LIFTED:
            for each in kept:
                if override.lift and each.aim == override.aim and each.at == override.lift.at:
                    return StandingOverride(override, Standing.OVERTAKEN, each.number)
        return StandingOverride(override, Standing(standing.value))

    def _override(self, asked: AskedOverride, by: str) -> Override:
        return Override(
            aim=asked.aim,
            span=asked.span,
            status=asked.status,
            reason=read_said("reason", asked.reason),
            source=read_said("source", asked.source),
            by=read_said("by", by),
            at=self._wiring.now(),
            expires=asked.expires,
        )


def _changes(moved: Iterable[Moved]) -> tuple[tuple[str, int, Change], ...]:
    return tuple((each.country, each.cycle, each.change) for each in moved)
