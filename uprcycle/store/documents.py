"""Where documents can be read, in the database and in memory: appended to, never changed."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import col, select

from uprcycle.documents.link import DocumentLink
from uprcycle.store.audit import append
from uprcycle.store.engine import Database
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.moments import as_utc
from uprcycle.store.tables import DocumentLinkRecord
from uprcycle.store.trail import linked


class DatabaseDocuments:
    """The links that were recorded, in the database."""

    def __init__(self, database: Database) -> None:
        """Keep links in ``database``."""
        self._database = database

    def record(self, link: DocumentLink) -> DocumentLink:
        """Append ``link`` and return it with its number."""
        with self._database.writing() as session:
            record = _record(link)
            session.add(record)
            session.flush()
            kept = _link(record)
            append(session, linked(kept))
        return kept

    def of(self, country: str, cycle: int) -> tuple[DocumentLink, ...]:
        """Return everything recorded for one review, oldest first."""
        here = (DocumentLinkRecord.country == country, DocumentLinkRecord.cycle == cycle)
        query = select(DocumentLinkRecord).where(*here).order_by(col(DocumentLinkRecord.number))
        with self._database.reading() as session:
            return tuple(_link(each) for each in session.exec(query))

    def all(self) -> tuple[DocumentLink, ...]:
        """Return everything recorded for any review, oldest first."""
        with self._database.reading() as session:
            found = session.exec(select(DocumentLinkRecord).order_by(col(DocumentLinkRecord.number)))
            return tuple(_link(each) for each in found)


class MemoryDocuments:
    """The links that were recorded, in memory."""

    def __init__(self, audit: MemoryAudit) -> None:
        """Start with none."""
        self._audit = audit
        self._links: list[DocumentLink] = []

    def record(self, link: DocumentLink) -> DocumentLink:
        """Append ``link`` and return it with its number."""
        with self._audit.lock:
            kept = replace(link, number=len(self._links) + 1, at=as_utc(link.at))
            self._audit.append(linked(kept))
            self._links.append(kept)
        return kept

    def change(self, change: Callable[[DocumentLink], DocumentLink]) -> None:
        """Put what ``change`` makes of each link in its place."""
        self._links = [change(each) for each in self._links]

    def of(self, country: str, cycle: int) -> tuple[DocumentLink, ...]:
        """Return everything recorded for one review, oldest first."""
        with self._audit.lock:
            return tuple(each for each in self._links if (each.country, each.cycle) == (country, cycle))

    def all(self) -> tuple[DocumentLink, ...]:
        """Return everything recorded for any review, oldest first."""
        with self._audit.lock:
            return tuple(self._links)


def _record(link: DocumentLink) -> DocumentLinkRecord:
    return DocumentLinkRecord(
        country=link.country,
        cycle=link.cycle,
        document=link.document,
        language=link.language,
        url=link.url,
        symbol=link.symbol,
        checked_on=link.checked_on,
        is_superseded=link.is_superseded,
        by=link.by,
        at=link.at,
    )


def _link(record: DocumentLinkRecord) -> DocumentLink:
    return DocumentLink(
        country=record.country,
        cycle=record.cycle,
        document=record.document,
        language=record.language,
        url=record.url,
        by=record.by,
        at=as_utc(record.at),
        checked_on=record.checked_on,
        symbol=record.symbol,
        is_superseded=record.is_superseded,
        number=record.number or 0,
    )
