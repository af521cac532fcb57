"""The sources that a row of a data file cites by their codes."""

from collections.abc import Mapping

from uprcycle.citation import Citation
from uprcycle.schedule.rows import Row, read_inner_rows, read_text, read_text_if_any


def read_citations(row: Row, titles: Mapping[str, str]) -> tuple[Citation, ...]:
    """Return what stands under ``sources``, each document by its title where its code has one.

    Raises:
        ValueError: There is none.
    """
    found = [(read_text(each, "document"), each) for each in read_inner_rows(row, "sources")]
    if not found:
        raise ValueError("it cites no source")
    return tuple(Citation(titles.get(code, code), read_text_if_any(each, "section")) for code, each in found)
