"""All rules, forecasts and phases together, found by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from uprcycle.reviews.phases import Phase
from uprcycle.rules.forecast import Forecast, Season
from uprcycle.rules.rule import Kind, Lead, Rule


@dataclass(frozen=True, slots=True)
class PhaseRule:
    """When a phase opens; every boundary between phases is editorial."""

    phase: Phase
    title: str
    opens: Lead
    note: str = ""


@dataclass(frozen=True)
class Rulebook:
    """The rules in the order of their files; ids are unique across milestones and actions."""

    rules: tuple[Rule, ...]
    forecasts: tuple[Forecast, ...] = ()
    phases: tuple[PhaseRule, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """Every rule by its id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def milestones(self) -> tuple[Rule, ...]:
        """The rules that make a timetable, in file order."""
        return tuple(rule for rule in self.rules if rule.kind is not Kind.ACTION)

    @cached_property
    def actions(self) -> tuple[Rule, ...]:
        """The rules that only make tasks, in file order."""
        return tuple(rule for rule in self.rules if rule.kind is Kind.ACTION)

    @cached_property
    def _forecast_index(self) -> Mapping[tuple[str, Season], Forecast]:
        return {(each.id, each.season): each for each in self.forecasts}

    def forecast(self, name: str, season: Season | None) -> Forecast | None:
        """Return the forecast of ``name`` for ``season``, if the record gives one."""
        return self._forecast_index.get((name, season)) if season else None
