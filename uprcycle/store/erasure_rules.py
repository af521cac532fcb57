"""What is taken out of the store when a person is erased, the same for every store.

A person goes by id, name and address. Where one of them stands in a text it is replaced by a word;
everything that is theirs alone goes whole. What was sent stays as a fact, of nobody.
"""

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from uprcycle.errors import RefusedError
from uprcycle.people import Person
from uprcycle.phrase import phrase
from uprcycle.store.kept import LedgerRow, LedgerState

ERASED = "erased"


class Kind(StrEnum):
    """What the store can hold about a person, as it is counted."""

    PERSON = "person"
    ASSIGNMENT = "assignments"
    DEPUTY = "deputies"
    ABSENCE = "absences"
    SUBSCRIPTION = "subscriptions"
    PREFERENCE = "preferences"
    BOUNCE = "bounces"
    CHAT = "chat channels"
    KEY = "keys"
    IDENTITY = "identities"
    ACCOUNT = "accounts"
    SIGN_IN = "sign-ins"
    MESSAGE = "messages"
    TICK = "ticks"
    PAUSE = "pauses"
    LOCAL_TASK = "local tasks"
    OVERRIDE = "dates set by hand"
    DOCUMENT = "links of documents"
    RELEASE = "releases"
    DRAFT = "drafts"
    TRAIL = "cells of the audit trail"


TEXTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.TICK: ("by", "note", "evidence"),
    Kind.LOCAL_TASK: ("by", "dropped_by", "title"),
    Kind.OVERRIDE: ("by", "confirmed_by", "lifted_by", "reason", "source"),
    Kind.DOCUMENT: ("by",),
    Kind.RELEASE: ("by",),
}
"""The texts in which somebody may be named, by kind."""


class Traces:
    """By what a person is known, wherever it stands as a word of its own."""

    def __init__(self, person: Person, *names: str) -> None:
        """Look for id, name and address of ``person``, and for other ``names``, in any letter case."""
        self.person = person
        texts = {each.strip() for each in (person.id, person.name, person.email, *names)}
        known = sorted(texts - {""}, key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, each.split())) for each in known)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    def are_in(self, text: str) -> bool:
        """Tell whether ``text`` names the person."""
        return self._pattern.search(text) is not None

    def scrub(self, text: str) -> str:
        """Return ``text`` with a word in place of the person."""
        return self._pattern.sub(ERASED, text)

    def scrubbed(self, texts: Mapping[str, str | None]) -> dict[str, str]:
        """Return those of ``texts`` that name the person, without them."""
        return {key: self.scrub(text) for key, text in texts.items() if text and self.are_in(text)}


def tombstone() -> str:
    """Return a name for nobody, which stands for a person that was erased."""
    return f"{ERASED}-{secrets.token_hex(8)}"


def emptied(row: LedgerRow, traces: Traces, grave: str, now: datetime) -> LedgerRow:
    """Return a message as the fact that it was claimed; one that was not finished is never sent."""
    keys = tuple(buried(each, traces, grave) for each in row.envelope.keys)
    envelope = replace(row.envelope, keys=keys, person=grave, payload=b"")
    row = replace(row, envelope=envelope, answer="")
    state = LedgerState.SENT if row.state is LedgerState.TAKEN else LedgerState.PARKED
    return row if row.finished_at else replace(row, state=state, finished_at=now)


def buried(key: str, traces: Traces, grave: str) -> str:
    """Return the key of a nudge with ``grave`` in the place of the person, who comes last in it."""
    rest = key.removesuffix(traces.person.id)
    return key if rest == key else f"{rest}{grave}"


def in_words(counts: Mapping[Kind, int]) -> str:
    """Return counts for the trail: numbers and kinds alone."""
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def count_kinds(found: Iterable[Kind]) -> dict[Kind, int]:
    """Return how many there are of each kind, in the order of the kinds, those of none left out."""
    counts = Counter(found)
    return {kind: counts[kind] for kind in Kind if counts[kind]}


def refuse_own_name(traces: Traces, by: str) -> None:
    """Refuse to write into the trail the very name that is to leave it.

    Raises:
        RefusedError: Who erases is the person.
    """
    if traces.are_in(by):
        raise RefusedError(phrase("who is to be erased cannot do it; let somebody else"))
