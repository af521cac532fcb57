"""The chain of the audit trail: each row sealed together with the seal of the row before it.

Whoever edits, removes, swaps or cuts rows afterwards leaves a seal that no longer fits. The
number of rows and the last seal are kept apart from the rows as the head, so a cut end shows
as well. The chain finds what was changed in the rows or in the head; who can change both and
count every seal again is only found out by a head that was written down elsewhere
(decision 0015).

Who did it and to what are sealed by what was counted from them and a salt. Text and salt can be
erased, and the chain still holds (decision 0021).
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from uprcycle.phrase import in_short, phrase

_BROKEN = phrase("was changed, moved or removed after it was written")


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to what, and when.

    Numbers start at 1 and leave no gap. ``detail`` holds ids and words of ours, never a
    name, an address or the text of a message.
    """

    number: int
    at: datetime
    by: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Head:
    """How many rows the trail has, and the seal of the last one; empty before the first."""

    count: int = 0
    seal: str = ""

    def __str__(self) -> str:
        """Return the text that :func:`read_head` reads back, to be written down elsewhere."""
        return f"{self.count}:{self.seal}"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What stands in a seal for a text: ``mark`` is counted from ``salt`` and the text.

    Without its salt a mark tells nothing, not even to whoever guesses the text. An erased one has
    neither salt nor text.
    """

    salt: str
    mark: str

    def holds(self, text: str) -> bool:
        """Tell whether ``text`` is what was committed to, or was erased together with the salt."""
        return (not self.salt and not text) or self.mark == _mark(self.salt, text)


@dataclass(frozen=True, slots=True)
class Link:
    """A row with the seal of the row before it and its own, and the commitments to two of its cells."""

    row: AuditRow
    before: str
    seal: str
    by: Commitment
    subject: Commitment


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole trail, oldest row first, as it stood at one moment; ``head`` is None where it is lost."""

    links: tuple[Link, ...]
    head: Head | None

    @property
    def erased(self) -> int:
        """How many cells were erased since they were written."""
        return sum(not each.salt for link in self.links for each in (link.by, link.subject))


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold, by the number of its row, and what is wrong there."""

    number: int
    what: str


def new_salt() -> str:
    """Return what nobody can guess."""
    return secrets.token_hex(16)


def seal_row(row: AuditRow, before: str, salt: Callable[[], str] = new_salt) -> Link:
    """Return ``row`` sealed after a row whose seal is ``before``, empty for the first."""
    by, subject = (_commit(salt(), each) for each in (row.by, row.subject))
    return Link(row, before, _seal(row, before, by, subject), by, subject)


def seal_rows(
    rows: Iterable[AuditRow], head: Head, salt: Callable[[], str] = new_salt
) -> tuple[tuple[Link, ...], Head]:
    """Return ``rows`` sealed one after another behind ``head``, and the head after them."""
    links = []
    for row in rows:
        links.append(seal_row(row, head.seal, salt))
        head = Head(row.number, links[-1].seal)
    return tuple(links), head


def verify_chain(chain: Chain) -> Break | None:
    """Return the first place where ``chain`` does not hold; None where all of it does."""
    before = ""
    for number, link in enumerate(chain.links, start=1):
        if link.row.number != number:
            return Break(number, in_short("is not where it belongs; a row was removed or moved", _BROKEN))
        if link.before != before:
            return Break(
                number, in_short("does not follow the row before it; one of the two was changed", _BROKEN)
            )
        if not _is_whole(link):
            return Break(number, in_short("was changed after it was written", _BROKEN))
        before = link.seal
    return _verify_head(chain, before)


def verify_noted(chain: Chain, noted: Head) -> Break | None:
    """Return where ``chain`` is not the one whose head was ``noted`` before; None where it is."""
    if noted.count > len(chain.links):
        return Break(len(chain.links) + 1, in_short(f"is gone; the trail had {noted.count} rows", _BROKEN))
    seal = chain.links[noted.count - 1].seal if noted.count else ""
    return (
        None
        if seal == noted.seal
        else Break(noted.count, in_short("is not the row that was noted; some were changed", _BROKEN))
    )


def read_head(text: str) -> Head:
    """Read the text of a head.

    Raises:
        ValueError: It is not ``count:seal``.
    """
    match = re.fullmatch(r"(\d+):([0-9a-f]{64})|0:", text, re.ASCII)
    if match is None:
        raise ValueError(f"{text!r} is not the head of a trail")
    return Head(int(match[1]), match[2]) if match[1] else Head()


def erase_cells(link: Link, is_erased: Callable[[str], bool]) -> Link:
    """Return ``link`` without those of its two texts of which that is true; its seal stays."""
    row = link.row
    if is_erased(row.by):
        row, link = replace(row, by=""), replace(link, by=replace(link.by, salt=""))
    if is_erased(row.subject):
        row, link = replace(row, subject=""), replace(link, subject=replace(link.subject, salt=""))
    return replace(link, row=row)


def _is_whole(link: Link) -> bool:
    is_said = link.by.holds(link.row.by) and link.subject.holds(link.row.subject)
    return is_said and link.seal == _seal(link.row, link.before, link.by, link.subject)


def _seal(row: AuditRow, before: str, by: Commitment, subject: Commitment) -> str:
    content = [row.number, row.at.isoformat(), by.mark, row.action, subject.mark, row.detail, before]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def _commit(salt: str, text: str) -> Commitment:
    return Commitment(salt, _mark(salt, text))


def _mark(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def _verify_head(chain: Chain, seal: str) -> Break | None:
    count = len(chain.links)
    if chain.head is None:
        return (
            Break(count, in_short("is the last row, but the head of the trail is gone", _BROKEN))
            if count
            else None
        )
    if chain.head.count > count:
        return Break(count + 1, in_short(f"is gone; the trail had {chain.head.count} rows", _BROKEN))
    if chain.head.count < count:
        return Break(chain.head.count + 1, in_short("was added past the trail", _BROKEN))
    return (
        None
        if chain.head.seal == seal
        else Break(count, in_short("does not end in the seal of the head", _BROKEN))
    )
