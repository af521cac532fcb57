"""Which documents a review has: what each is called, who issues it, and which milestone dates it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uprcycle.citation import Citation
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Role
from uprcycle.rules.citations import read_citations
from uprcycle.schedule.rows import Row, read_rows, read_text, read_text_if_any, read_texts
from uprcycle.visibility import Visibility


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """One kind of document that every review has.

    ``milestone`` is the rule that says when it is expected. ``symbol`` shows what its number looks
    like, empty where it has none. ``languages`` are those in which it is usually issued.
    """

    id: str
    title: str
    milestone: str
    issuer: Role
    visibility: Visibility
    sources: tuple[Citation, ...]
    languages: tuple[str, ...] = ()
    symbol: str = ""


def read_listed(
    name: str, rows: object, milestones: Iterable[str], titles: Mapping[str, str]
) -> tuple[ListedDocument, ...]:
    """Read the list of documents.

    Args:
        name: How problems name the file.
        rows: What stands under ``document`` in it.
        milestones: The ids that a rule has.
        titles: How each source is cited, by its code.

    Raises:
        BadInputError: With every problem of the file.
    """
    known, problems = frozenset(milestones), list[Problem]()

    def where(number: int, row: Row) -> str:
        return f"{name}: row {number} ({row.get('id', 'without id')})"

    found = read_rows(rows, lambda row: _listed(row, titles), where, problems)
    problems += [
        Problem(f"{name}: {each.id}", f"no rule has the id {each.milestone!r}")
        for each in found
        if each.milestone not in known
    ]
    if len({each.id for each in found}) < len(found):
        problems.append(Problem(name, "two documents have one id", "give one of them another"))
    if problems:
        raise BadInputError("the list of documents cannot be read", problems)
    return tuple(found)


def _listed(row: Row, titles: Mapping[str, str]) -> ListedDocument:
    return ListedDocument(
        id=read_text(row, "id"),
        title=read_text(row, "title"),
        milestone=read_text(row, "milestone"),
        issuer=Role(read_text(row, "issuer")),
        visibility=Visibility(read_text(row, "visibility")),
        sources=read_citations(row, titles),
        languages=read_texts(row, "languages"),
        symbol=read_text_if_any(row, "symbol"),
    )
