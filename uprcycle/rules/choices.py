"""The readings that States may choose, those that were chosen, and the rules that follow from them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from uprcycle.rules.choice import Alternative, Choice, Recount, Settled
from uprcycle.rules.dated import by_country, said_on, twice_said
from uprcycle.rules.rule import Lead, Rule
from uprcycle.rules.rulebook import Rulebook


@dataclass(frozen=True)
class Choices:
    """Every reading that may be chosen, and what was chosen for which State."""

    alternatives: tuple[Alternative, ...] = ()
    choices: tuple[Choice, ...] = ()

    @cached_property
    def _by_country(self) -> Mapping[str, tuple[Choice, ...]]:
        return by_country(self.choices)

    def of(self, iso3: str, day: date) -> tuple[Choice, ...]:
        """Return what counts for a State on ``day``: of one contradiction the choice that began last."""
        said = said_on(day, self._by_country.get(iso3, ()))
        latest = {each.contradiction: each for each in said}
        return tuple(latest.values())

    def countries(self) -> tuple[str, ...]:
        """Return the codes of the States for which anything was chosen."""
        return tuple(self._by_country)

    def rulebook_of(self, rulebook: Rulebook, iso3: str, day: date) -> Rulebook:
        """Return the rules of a State on ``day``, each as the readings chosen for it have it counted.

        Where several readings count one rule, the one that stands later among the readings does.
        """
        chosen = {(each.contradiction, each.reading): each for each in self.of(iso3, day)}
        if not chosen:
            return rulebook
        recounts = {each.rule: (each, settled) for each, settled in self._recounts(chosen)}
        rules = (
            _recounted(each, *recounts[each.id]) if each.id in recounts else each for each in rulebook.rules
        )
        return replace(rulebook, rules=tuple(rules))

    def _recounts(
        self, chosen: dict[tuple[str, str], Choice]
    ) -> Iterator[tuple[Recount, tuple[Settled, ...]]]:
        """Yield what counts under the ``chosen`` readings, with each choice on which it rests."""
        settled = {
            each.name: self._settled(each, chosen[each.contradiction, each.name])
            for each in self.alternatives
            if (each.contradiction, each.name) in chosen
        }
        for alternative in self.alternatives:
            if alternative.name not in settled:
                continue
            for each in alternative.recounts:
                if not each.beside:
                    yield each, (settled[alternative.name],)
                elif each.beside in settled:
                    yield each, (settled[alternative.name], settled[each.beside])

    def _settled(self, alternative: Alternative, choice: Choice) -> Settled:
        against = (
            source
            for each in self.alternatives
            if each.contradiction == alternative.contradiction and each != alternative
            for source in each.sources
        )
        return Settled(choice, alternative.sources, tuple(against))


def check_choices(choices: Choices, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield what is wrong beyond single rows, each with its remedy."""
    yield from _check_alternatives(choices.alternatives, rulebook)
    known = {(each.contradiction, each.name) for each in choices.alternatives}
    for choice in choices.choices:
        if (choice.contradiction, choice.reading) not in known:
            what = f"{choice.country} chooses {choice.reading!r} of {choice.contradiction}"
            yield f"{what}, which is no reading of it", _named(choices.alternatives)
    for choice in twice_said(choices.choices, lambda each: each.contradiction):
        yield f"{choice.country} chooses of {choice.contradiction} twice from the same day", "keep one row"


def _check_alternatives(
    alternatives: tuple[Alternative, ...], rulebook: Rulebook
) -> Iterator[tuple[str, str]]:
    names = Counter(each.name for each in alternatives)
    for name, count in names.items():
        if count > 1:
            yield f"{count} readings have the name {name!r}", "give each one of its own"
    for each in alternatives:
        for recount in each.recounts:
            if recount.rule not in rulebook.by_id:
                yield f"{each.name} recounts {recount.rule!r}, and no rule has this id", "correct it"
            if recount.beside and recount.beside not in names:
                yield (
                    f"{each.name} stands beside {recount.beside!r}, and no reading has this name",
                    "correct it",
                )


def _named(alternatives: tuple[Alternative, ...]) -> str:
    known = ", ".join(f"{each.name} of {each.contradiction}" for each in alternatives)
    return f"use {known}" if known else "take the readings over from the rules of this version"


def _recounted(rule: Rule, recount: Recount, settled: tuple[Settled, ...]) -> Rule:
    """Return ``rule`` as it counts under a reading, whose sources are named before its own."""
    lead = Lead((rule.fallback or rule.lead).anchor, recount.offset, recount.until, settled)
    sources = tuple(dict.fromkeys((*(source for each in settled for source in each.sources), *rule.sources)))
    if rule.fallback:
        return replace(rule, fallback=lead, sources=sources)
    return replace(rule, lead=lead, sources=sources)
