"""Other rules or holidays: what adopting them would do, and a release by which States go over to them.

Rules are released like a schedule (decision 0016): with a plan, its hash, an author and a
reason. States that are not named keep the rules by which they went until they are named.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.installation.wiring import Wiring
from flows.releases.releasing import (
    Draft,
    Outcome,
    Preview,
    Signature,
    check_signature,
    commit,
    preview_world,
)
from uprcycle.errors import BadInputError, Problem
from uprcycle.rules.flags import PRESENCE
from uprcycle.rules.ruleset import CHOICES, FLAGS, Ruleset
from uprcycle.store.packaged import load_ruleset
from uprcycle.store.ports import ReleaseSummary
from uprcycle.timetable.world import World


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the packaged rules stand beside those in force, and how many States keep older ones."""

    is_packaged: bool
    keeping: int


def preview_rules(wiring: Wiring, ruleset: Ruleset, countries: Collection[str] = ()) -> Preview:
    """Compute what adopting ``ruleset`` now would do, for some States or for all; nothing is written.

    Raises:
        BadInputError: A State is not reviewed in any cycle, or what is said of one cannot be.
    """
    coming = coming_world(wiring, ruleset, countries)
    return preview_world(wiring, Draft(coming.release.schedule), coming)


def accept_rules(
    wiring: Wiring, ruleset: Ruleset, digest: str, signature: Signature, countries: Collection[str] = ()
) -> Outcome:
    """Release the schedule in force by ``ruleset``, if that does what the plan with this digest said.

    Args:
        wiring: The installation.
        ruleset: The rules to go by.
        digest: The hash of the plan, or its first twelve characters or more.
        signature: Who answers for it.
        countries: Codes of the only States that go over; empty for all.

    Raises:
        BadInputError: Who and why are not said, or a State is not reviewed in any cycle.
        RefusedError: The plan is another one now, an earlier deadline is not confirmed by a
            second person, or another release came first.
    """
    check_signature(signature)
    return commit(wiring, coming_world(wiring, ruleset, countries), signature, digest)


def coming_world(wiring: Wiring, ruleset: Ruleset, countries: Collection[str] = ()) -> World:
    """Return what would follow if these States, or all, adopted ``ruleset`` now.

    Raises:
        BadInputError: A State is not reviewed in any cycle, or what is said of one cannot be.
    """
    base = wiring.world()
    _check_states(base, ruleset)
    release = base.release.followed_by(base.release.schedule, wiring.now())
    kept = _kept(base, ruleset, countries) if countries else {}
    coming = wiring.world_from(replace(release, ruleset=ruleset.digest, kept=kept), ruleset)
    _check_leads(coming)
    return coming


def standing_of_rules(wiring: Wiring) -> Standing:
    """Tell whether the rules in force are those packaged with this version."""
    release = wiring.world().release
    return Standing(release.ruleset == load_ruleset().digest, len(release.kept))


def rules_history(wiring: Wiring) -> tuple[ReleaseSummary, ...]:
    """Return the releases that brought other rules, or by which States went over, oldest first."""
    return tuple(_turns(wiring.store.releases.history()))


def _turns(history: tuple[ReleaseSummary, ...]) -> Iterator[ReleaseSummary]:
    yield from history[:1]
    for before, after in pairwise(history):
        if (before.ruleset, before.keeping) != (after.ruleset, after.keeping):
            yield after


def _check_states(base: World, ruleset: Ruleset) -> None:
    """Refuse what is said of a State that is none, which would be a slip that nobody sees."""
    said = {
        FLAGS: ruleset.flags.countries(),
        CHOICES: (*ruleset.choices.countries(), *ruleset.leads.countries()),
    }
    problems = [
        Problem(name, f"{each} is the code of no State", "correct it")
        for name, countries in said.items()
        for each in sorted({*countries})
        if each not in base.countries
    ]
    if problems:
        raise BadInputError("the rules speak of States that there are not; nothing was changed", problems)


def _check_leads(coming: World) -> None:
    """Refuse to name a lead where a country team leads: nobody would see that it counts for nothing."""
    problems = [
        Problem(
            CHOICES,
            f"names {each.lead.name!r} for {each.iso3}, which is not said to have no UN country team",
            f"say in {FLAGS} that {PRESENCE} does not hold, or remove the office",
        )
        for each in coming.countries
        if each.lead and each.facts.get(PRESENCE) is not False
    ]
    if problems:
        raise BadInputError("an office is named where a country team leads; nothing was changed", problems)


def _kept(base: World, ruleset: Ruleset, countries: Collection[str]) -> Mapping[str, str]:
    """Return the rules of the States that do not go over, by code; a State that has gone stays so."""
    reviewed = {each.country for cycle in base.cycles for each in base.reviews(cycle)}
    unknown = sorted(set(countries) - reviewed)
    if unknown:
        problems = [Problem("--country", f"{each} is not reviewed in any cycle") for each in unknown]
        raise BadInputError("some of the States cannot go over; nothing was changed", problems)
    digests = {each: base.ruleset_of(each).digest for each in sorted(reviewed - set(countries))}
    return {country: digest for country, digest in digests.items() if digest != ruleset.digest}
