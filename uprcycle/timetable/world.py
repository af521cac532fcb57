"""Everything that follows from one release, computed when asked for and kept.

A world holds no clock and no store: the same release, States, rulesets and overrides make
the same world. When another release is in force, another world is made.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from uprcycle.countries import Countries
from uprcycle.days.span import Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.errors import RefusedError
from uprcycle.reviews.review import Review, plan_reviews
from uprcycle.rules.dated import Dated
from uprcycle.rules.rulebook import Rulebook
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import WorkingGroupSession
from uprcycle.timetable.compute import Inputs, Setting, compute_timetable
from uprcycle.timetable.override import Override, in_force, overrides_of
from uprcycle.timetable.paper import Papers
from uprcycle.timetable.timetable import Timetable

_Said = TypeVar("_Said", bound=Dated)


class World:
    """The reviews of a release and their timetables."""

    def __init__(
        self,
        release: Release,
        countries: Countries,
        rulesets: Iterable[Ruleset],
        overrides: Iterable[Override] = (),
    ) -> None:
        """Keep the inputs and compute nothing yet.

        ``rulesets`` holds at least those that the release names; of ``overrides`` those count
        with which it was made.
        """
        self.release = release
        self.recorded = countries
        self.rulesets = {each.digest: each for each in rulesets}
        self.overrides = in_force(overrides, release)
        self.papers: Papers = {}
        self._timetables: dict[tuple[int, str], Timetable] = {}
        # What is counted for one State is found again for the others that go by the same rules.
        self._settings = {digest: Setting(each.office) for digest, each in self.rulesets.items()}

    def with_papers(self, papers: Papers) -> "World":
        """Return the same world, whose timetables say where the documents of their milestones are."""
        if not papers:
            return self
        named = {(cycle, country) for country, cycle, _ in papers}
        kept = {key: each for key, each in self._timetables.items() if key not in named}
        other = copy(self)
        vars(other).update(papers=papers, _timetables=kept)
        return other

    @cached_property
    def countries(self) -> Countries:
        """The States as the record has them, with the presence and the lead that its rules give each.

        They are those of the day of its review in the current cycle.
        """
        current = {each.country: each for each in self.reviews()}
        ruled = (
            self.ruleset_of(each.iso3).state_on(each, self._day_of(current.get(each.iso3)))
            for each in self.recorded
        )
        return self.recorded.updated(new for new in ruled if new is not self.recorded[new.iso3])

    @property
    def rulebook(self) -> Rulebook:
        """The rules in force; :meth:`ruleset_of` says by which a State goes."""
        return self.rulesets[self.release.ruleset].rulebook

    @property
    def office(self) -> WorkingDays:
        """The working days in force."""
        return self.rulesets[self.release.ruleset].office

    def ruleset_of(self, iso3: str) -> Ruleset:
        """Return the rules by which a State goes: those in force, or older ones that it keeps."""
        return self.rulesets[self.release.ruleset_of(iso3)]

    def said(self, rows_of: Callable[[Ruleset], Iterable[_Said]]) -> tuple[_Said, ...]:
        """Return what rules say of States for a time, of each what its own say, by code and first day."""
        found = (
            each
            for ruleset in self.rulesets.values()
            for each in rows_of(ruleset)
            if self.release.ruleset_of(each.country) == ruleset.digest
        )
        return tuple(sorted(found, key=lambda each: (each.country, each.first)))

    @cached_property
    def _reviews(self) -> Mapping[tuple[int, str], Review]:
        return MappingProxyType(
            {(each.cycle, each.country): each for each in plan_reviews(self.release.schedule)}
        )

    @cached_property
    def cycles(self) -> tuple[int, ...]:
        """The cycles in which somebody is reviewed, ascending."""
        return tuple(sorted({cycle for cycle, _ in self._reviews}))

    @property
    def current_cycle(self) -> int:
        """The last cycle in which somebody is reviewed; 0 in an empty schedule."""
        return self.cycles[-1] if self.cycles else 0

    @cached_property
    def running(self) -> Mapping[str, int]:
        """The cycle that runs for each State, by code: the last one that has a slot for it.

        States pass from one cycle to the next at their own time: while the first sessions of a
        cycle are published, most States still follow up the one before.
        """
        latest: dict[str, int] = {}
        for slot in self.release.schedule.slots:
            latest[slot.country] = max(slot.cycle, latest.get(slot.country, 0))
        return latest

    @property
    def sessions(self) -> tuple[WorkingGroupSession, ...]:
        """Every Working Group session, ascending."""
        return self.release.schedule.sessions

    def session(self, number: int) -> WorkingGroupSession:
        """Return a Working Group session.

        Raises:
            RefusedError: The release has no session of this number.
        """
        found = self.release.schedule.session_by_number.get(number)
        if found is None:
            known = self.sessions
            reach = f"; it has {known[0].number} to {known[-1].number}" if known else ""
            message = f"release {self.release.number} has no Working Group session {number}{reach}"
            raise RefusedError(message)
        return found

    def timetable(self, iso3: str, cycle: int | None = None) -> Timetable:
        """Return the timetable of a State in ``cycle``, by default the one that runs for it.

        Raises:
            RefusedError: The State is not reviewed in this cycle in this release.
        """
        key = (self.running.get(iso3, self.current_cycle) if cycle is None else cycle, iso3)
        if key not in self._timetables:
            inputs = self.inputs(iso3, key[0])
            if inputs is None:
                message = f"release {self.release.number} has no review of {iso3} in cycle {key[0]}"
                raise RefusedError(message)
            computed = compute_timetable(inputs.review, inputs.rulebook, inputs.setting)
            self._timetables[key] = self._papered(computed)
        return self._timetables[key]

    def _papered(self, timetable: Timetable) -> Timetable:
        here = (timetable.country, timetable.cycle)
        papers = {each: found for (*review, each), found in self.papers.items() if tuple(review) == here}
        if not papers:
            return timetable
        milestones = (
            replace(each, papers=papers[each.id]) if each.id in papers else each
            for each in timetable.milestones
        )
        return replace(timetable, milestones=tuple(milestones))

    def inputs(self, iso3: str, cycle: int) -> Inputs | None:
        """Return all that the timetable of a State follows from; None where it is not reviewed."""
        review = self._reviews.get((cycle, iso3))
        if review is None:
            return None
        ruleset, day = self.ruleset_of(iso3), self._day_of(review)
        facts = {**self.recorded[iso3].facts, **ruleset.flags.of(iso3, day)}
        by_hand = overrides_of(review, self.overrides)
        setting = replace(self._settings[ruleset.digest], facts=facts, overrides=by_hand)
        return Inputs(review, ruleset.choices.rulebook_of(ruleset.rulebook, iso3, day), setting)

    def running_inputs(self, iso3: str) -> Inputs | None:
        """Return all that the running review of a State follows from; None where there is none."""
        cycle = self.running.get(iso3)
        return None if cycle is None else self.inputs(iso3, cycle)

    def _day_of(self, review: Review | None) -> date:
        """Return the day on which whatever is said of a State for a time is looked up."""
        if review is None or isinstance(review.span, Unknown):
            return self.release.at.date()
        return review.span.last

    def reviews(self, cycle: int | None = None) -> tuple[Review, ...]:
        """Return every review of ``cycle``, by default the one that runs for each State, by country code."""
        if cycle is None:
            return tuple(self._reviews[self.running[country], country] for country in sorted(self.running))
        return tuple(each for each in self._reviews.values() if each.cycle == cycle)

    def timetables(self, cycle: int | None = None) -> tuple[Timetable, ...]:
        """Return every timetable of ``cycle``, by default of the running reviews, by country code."""
        return tuple(self.timetable(each.country, each.cycle) for each in self.reviews(cycle))

    def timetables_of_session(self, number: int) -> tuple[Timetable, ...]:
        """Return the timetables of the reviews now in a session, in the order of its list.

        Those whose place in the list is not known come last, by country code.
        """
        here = [each for each in self.reviews(self.session(number).cycle) if each.slot.session == number]
        placed = sorted(here, key=lambda each: (each.slot.order == 0, each.slot.order, each.country))
        return tuple(self.timetable(each.country, each.cycle) for each in placed)
