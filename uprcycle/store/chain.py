"""The chain of the audit trail: each row sealed together with the seal of the row before it.

Whoever edits, removes, swaps or cuts rows afterwards leaves a seal that no longer fits. The
number of rows and the last seal are kept apart from the rows as the head, so a cut end shows
as well. The chain finds what was changed in the rows or in the head; who can change both and
count every seal again is only found out by a head that was written down elsewhere
(decision 0015).
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


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
class Link:
    """A row with the seal of the row before it and its own."""

    row: AuditRow
    before: str
    seal: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole trail, oldest row first, as it stood at one moment; ``head`` is None where it is lost."""

    links: tuple[Link, ...]
    head: Head | None


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold, by the number of its row, and what is wrong there."""

    number: int
    what: str


def seal_row(row: AuditRow, before: str) -> Link:
    """Return ``row`` sealed after a row whose seal is ``before``, empty for the first."""
    content = [row.number, row.at.isoformat(), row.by, row.action, row.subject, row.detail, before]
    text = json.dumps(content, separators=(",", ":"))
    return Link(row, before, hashlib.sha256(text.encode()).hexdigest())


def seal_rows(rows: Iterable[AuditRow], head: Head) -> tuple[tuple[Link, ...], Head]:
    """Return ``rows`` sealed one after another behind ``head``, and the head after them."""
    links = []
    for row in rows:
        links.append(seal_row(row, head.seal))
        head = Head(row.number, links[-1].seal)
    return tuple(links), head


def verify_chain(chain: Chain) -> Break | None:
    """Return the first place where ``chain`` does not hold; None where all of it does."""
    before = ""
    for number, link in enumerate(chain.links, start=1):
        if link.row.number != number:
            return Break(number, "is not where it belongs; a row was removed or moved")
        if link.before != before:
            return Break(number, "does not follow the row before it; one of the two was changed")
        if link != seal_row(link.row, before):
            return Break(number, "was changed after it was written")
        before = link.seal
    return _verify_head(chain, before)


def verify_noted(chain: Chain, noted: Head) -> Break | None:
    """Return where ``chain`` is not the one whose head was ``noted`` before; None where it is."""
    if noted.count > len(chain.links):
        return Break(len(chain.links) + 1, f"is gone; the trail had {noted.count} rows")
    seal = chain.links[noted.count - 1].seal if noted.count else ""
    return (
        None if seal == noted.seal else Break(noted.count, "is not the row that was noted; some were changed")
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


def _verify_head(chain: Chain, seal: str) -> Break | None:
    count = len(chain.links)
    if chain.head is None:
        return Break(count, "is the last row, but the head of the trail is gone") if count else None
    if chain.head.count > count:
        return Break(count + 1, f"is gone; the trail had {chain.head.count} rows")
    if chain.head.count < count:
        return Break(chain.head.count + 1, "was added past the trail")
    return None if chain.head.seal == seal else Break(count, "does not end in the seal of the head")
