"""Erasing a person from memory: each place hands over what it keeps, and keeps what is left of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from uprcycle.access.key import ApiKey
from uprcycle.access.session import Session, SignInLink
from uprcycle.access.standing import Account
from uprcycle.checklist.pause import Pause
from uprcycle.people import Assignment, Person
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence
from uprcycle.store import erasure_rules
from uprcycle.store.bounces import Bounce
from uprcycle.store.chain import erase_cells
from uprcycle.store.draft_steps import KeptDraft
from uprcycle.store.erasure_rules import TEXTS, Kind, Traces
from uprcycle.store.identities_port import Identity
from uprcycle.store.kept import ChatHook, LedgerRow
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.trail import erased
from uprcycle.subscriptions import Subscription


class _Place(Protocol):
    """Keeps values and lets each be changed."""

    def change(self, change: Callable[[Any], Any]) -> None:
        """Put what ``change`` makes of each value in its place."""


_OWNED = (Account, Session, SignInLink, Identity, Absence, Preferences, Bounce, Pause, ChatHook)
Places: TypeAlias = Mapping[Kind, _Place]


class MemoryErasure:
    """Takes people out of memory."""

    def __init__(
        self,
        audit: MemoryAudit,
        places: Places,
        account: Callable[[str], Account | None],
        forget: Callable[[], None],
    ) -> None:
        """Erase from ``places`` and from the trail.

        ``account`` tells the account of a person, ``forget`` gives up what may name anybody.
        """
        self._audit = audit
        self._places = places
        self._account = account
        self._forget = forget

    def held(self, person: Person) -> Mapping[Kind, int]:
        """Return how much is held about ``person``, by kind."""
        with self._audit.lock:
            return self._visit(self._traces(person), "", None)

    def erase(self, person: Person, *, by: str, at: datetime) -> Mapping[Kind, int]:
        """Erase ``person`` everywhere and return what was held."""
        grave = erasure_rules.tombstone()
        with self._audit.lock:
            traces = self._traces(person)
            erasure_rules.refuse_own_name(traces, by)
            counts = self._visit(traces, grave, as_utc(at))
            self._forget()
            if counts:
                self._audit.append(erased(grave, counts, by, at))
        return counts

    def _traces(self, person: Person) -> Traces:
        account = self._account(person.id)
        return Traces(person, *((account.name, account.email) if account else ()))

    def _visit(self, traces: Traces, grave: str, now: datetime | None) -> dict[Kind, int]:
        """Count what speaks of the person; with a moment, erase it too."""
        found: list[Kind] = []

        def visiting(kind: Kind) -> Callable[[Any], Any]:
            def change(value: Any) -> Any:  # noqa: ANN401 - whatever its place keeps
                changed = _changed(kind, value, traces, grave, now)
                if changed == value:
                    return value
                found.append(_kind_of(kind, value, changed))
                return changed if now else value

            return change

        for kind, place in self._places.items():
            place.change(visiting(kind))
        links = self._audit.chain().links
        found += [Kind.PERSON] * (Kind.ASSIGNMENT in found)
        found += [Kind.TRAIL] * sum(
            (each.by != empty.by) + (each.subject != empty.subject)
            for each in links
            for empty in [erase_cells(each, traces.are_in)]
        )
        if now:
            self._audit.erase(traces.are_in)
        return erasure_rules.count_kinds(found)


def _kind_of(kind: Kind, value: Any, changed: Any) -> Kind:  # noqa: ANN401 - likewise
    if isinstance(value, Absence):
        return Kind.ABSENCE
    return Kind.DEPUTY if isinstance(changed, Assignment) else kind


def _changed(kind: Kind, value: Any, traces: Traces, grave: str, now: datetime | None) -> Any:  # noqa: ANN401
    match value:
        case Assignment():
            if value.person.id == traces.person.id:
                return None
            return replace(value, deputy_of="") if value.deputy_of == traces.person.id else value
        case _ if isinstance(value, _OWNED):
            return None if _owner(value) == traces.person.id else value
        case LedgerRow():
            is_theirs = value.envelope.person == traces.person.id
            return (
                erasure_rules.emptied(value, traces, grave, now or value.claimed_at) if is_theirs else value
            )
        case Subscription() | ApiKey():
            return None if _owner(value) == traces.person.id else _retitled(value, traces)
        case _:
            return _reworded(kind, value, traces)


def _owner(value: Any) -> str:  # noqa: ANN401 - likewise
    if isinstance(value, ApiKey | Identity):
        return value.owner
    return str(value.id if isinstance(value, Account) else value.person)


def _retitled(value: Subscription | ApiKey, traces: Traces) -> Subscription | ApiKey:
    if isinstance(value, ApiKey):
        return replace(value, label=traces.scrub(value.label))
    return replace(value, title=traces.scrub(value.title))


def _reworded(kind: Kind, value: Any, traces: Traces) -> Any:  # noqa: ANN401 - likewise
    if isinstance(value, KeptDraft):
        return None if any(map(traces.are_in, value.texts)) else value
    texts = {name: getattr(value, name) for name in TEXTS[kind] if hasattr(value, name)}
    changed: Any = replace(value, **traces.scrubbed(texts))
    lift = getattr(value, "lift", None)
    return replace(changed, lift=replace(lift, by=traces.scrub(lift.by))) if lift else changed
