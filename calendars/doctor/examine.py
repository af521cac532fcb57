"""The whole examination: every look in its order, and what came of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from types import ModuleType

from calendars.doctor import (
    alarms,
    answers,
    before,
    cover,
    encoding,
    identity,
    items,
    occurrences,
    properties,
    recurrence,
    repeats,
    size,
    structure,
    texts,
    times,
    typed,
    zones,
)
from calendars.doctor.check import Check, Finding, Severity
from calendars.doctor.tree import Parsed, parse
from calendars.doctor.visit import Ask, Visit

MOST_OF_A_KIND = 20
"""So many places of one check are named; the rest are counted."""

_SEVERITIES = list(Severity)
_BYTES = (
    encoding,
    structure,
    size,
    cover,
    properties,
    typed,
    texts,
    times,
    zones,
    recurrence,
    occurrences,
    items,
    alarms,
    identity,
)
ROOMS = (*_BYTES, before, answers, repeats)
"""The modules that look, in the order of looking: first at bytes, then at copies, then at servers."""

_LOOKS: tuple[Callable[[Parsed], Iterator[Finding]], ...] = tuple(
    look for room in _BYTES for name, look in vars(room).items() if name.startswith("look_at_")
)


def checks_of(room: ModuleType) -> tuple[Check, ...]:
    """Return the checks of one module that looks."""
    return tuple(each for each in vars(room).values() if isinstance(each, Check))


CHECKS = tuple(chain.from_iterable(map(checks_of, ROOMS)))
"""Every check there is, in the order of looking."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, the worst first; ``counts`` tells by id how often, ``findings`` names some of each."""

    findings: tuple[Finding, ...]
    counts: Counter[str]
    entries: int
    size: int

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found, None where nothing was."""
        return self.findings[0].check.severity if self.findings else None


def examine(data: bytes, seen_at: datetime, earlier: bytes | None = None) -> Report:
    """Judge the bytes of a feed; never fails and takes time in proportion to their number.

    Args:
        data: Any bytes at all.
        seen_at: When they were fetched (UTC); a stamp of that very moment is one of the clock.
        earlier: An earlier copy of the same feed, to judge what became of it.
    """
    parsed = parse(data, seen_at)
    return report_of(_found(parsed, earlier), parsed)


def examine_visit(visit: Visit, ask: Ask, seen_at: datetime, earlier: bytes | None = None) -> Report:
    """Judge a feed where it is served: its bytes, and how ``ask`` is answered there."""
    parsed = parse(visit.answer.plain or visit.answer.body, seen_at)
    served = chain(answers.look_at_answer(visit, parsed), repeats.look_at_repeats(visit, ask))
    return report_of(chain(served, _found(parsed, earlier)), parsed)


def report_of(found: Iterable[Finding], parsed: Parsed) -> Report:
    """Return ``found`` by severity and line, with the UIDs of the items, some of each kind."""
    counts: Counter[str] = Counter()
    kept = []
    for finding in found:
        counts[finding.check.id] += 1
        if counts[finding.check.id] <= MOST_OF_A_KIND:
            kept.append(finding if finding.uid else replace(finding, uid=parsed.uid_at(finding.line)))
    kept.sort(key=lambda each: (_SEVERITIES.index(each.check.severity), each.line))
    return Report(tuple(kept), counts, len(parsed.items), parsed.text.size)


def _found(parsed: Parsed, earlier: bytes | None) -> Iterator[Finding]:
    for look in _LOOKS:
        yield from look(parsed)
    if earlier is not None:
        yield from before.compare(parse(earlier, parsed.seen_at), parsed)
