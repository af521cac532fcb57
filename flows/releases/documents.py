"""The documents of a review: what is known of them, and recording where they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from flows.installation.nearest import suggest
from flows.installation.wiring import Wiring
from uprcycle.documents.build import Document, build_documents
from uprcycle.documents.link import DocumentLink, check_link
from uprcycle.documents.listed import ListedDocument
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.packaged_documents import load_listed_documents
from uprcycle.timetable.timetable import Timetable


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found: which document of which review, in which language, where, and when."""

    document: str
    language: str
    url: str
    by: str
    checked_on: date
    symbol: str = ""


def documents_of(wiring: Wiring, timetable: Timetable) -> tuple[Document, ...]:
    """Return the documents of a review, whoever may see them."""
    links = wiring.store.documents.of(timetable.country, timetable.cycle)
    return build_documents(timetable, load_listed_documents(), links)


def reading_documents(wiring: Wiring) -> Callable[[Timetable], tuple[Document, ...]]:
    """Return the question for the documents of a review, for pages to ask."""
    return lambda timetable: documents_of(wiring, timetable)


def record_link(wiring: Wiring, timetable: Timetable, found: Found) -> DocumentLink:
    """Keep where a document is; an earlier link in the same language is superseded by it.

    Raises:
        BadInputError: There is no such document, or the link cannot be kept.
    """
    listed = _find(found.document)
    link = DocumentLink(
        country=timetable.country,
        cycle=timetable.cycle,
        document=listed.id,
        language=found.language,
        url=found.url,
        by=found.by,
        at=wiring.now(),
        checked_on=found.checked_on,
        symbol=found.symbol,
    )
    check_link(link, wiring.today())
    return wiring.store.documents.record(link)


def supersede_link(
    wiring: Wiring, timetable: Timetable, document: str, language: str, by: str
) -> DocumentLink:
    """Note that the link of a document in one language no longer counts.

    Raises:
        BadInputError: There is no such document, or no name is given.
        RefusedError: No link of it counts in this language.
    """
    listed = _find(document)
    known = next(each for each in documents_of(wiring, timetable) if each.listed == listed)
    counting = next((each for each in known.links if each.language == language), None)
    if counting is None:
        problem = Problem(f"{timetable.country} {listed.id}", f"has no link in {language[:80]!r}")
        raise RefusedError("there is nothing to supersede", [problem])
    gone = replace(counting, by=by, at=wiring.now(), is_superseded=True, number=0)
    check_link(gone, wiring.today())
    return wiring.store.documents.record(gone)


def _find(document: str) -> ListedDocument:
    listed = {each.id: each for each in load_listed_documents()}
    if document in listed:
        return listed[document]
    remedy = suggest(document, list(listed), f"use one of {', '.join(listed)}")
    problem = Problem("DOCUMENT", f"no review has a document {document[:80]!r}", remedy)
    raise BadInputError("there is no such document", [problem])
