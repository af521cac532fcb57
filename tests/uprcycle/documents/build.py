"""A report of an invented review, and links to it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from uprcycle.documents.link import DocumentLink

LINK = DocumentLink(
    country="KEN",
    cycle=4,
    document="national-report",
    language="fr",
    url="https://documents.example.org/report",
    by="A. Example",
    at=datetime(2026, 11, 22, tzinfo=UTC),
    checked_on=date(2026, 11, 21),
    symbol="A/HRC/WG.6/54/KEN/1",
)


def link(**changes: object) -> DocumentLink:
    return replace(LINK, **changes)  # type: ignore[arg-type] # whatever a test varies
