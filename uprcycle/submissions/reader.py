"""A .docx file read into a text document: its text, its notes, its page numbers, its traces."""

from collections.abc import Mapping

from uprcycle.ooxml.markup import Visitor
from uprcycle.submissions.body import Listener
from uprcycle.submissions.document import TextDocument, Traces
from uprcycle.submissions.package import Package, open_package
from uprcycle.submissions.styles import Styles, read_styles

_NOTES = ("footnotes", "endnotes")
_MARGINS = ("footer", "header")
_NAMES = frozenset({"creator", "lastModifiedBy"})


def read_document(content: bytes) -> TextDocument:
    """Read the bytes of a .docx file.

    Raises:
        BadInputError: It is of another kind, damaged, too large, or holds what is not text.
    """
    package = open_package(content)
    styles = read_styles(package)
    body = _listen(package, package.main, styles)
    notes = [_listen(package, part, styles).notes for part in package.parts(*_NOTES)]
    margins = [_listen(package, part, styles) for part in package.parts(*_MARGINS)]
    return TextDocument(
        tuple(body.paragraphs),
        notes=tuple(note for each in notes for note in each if note.strip()),
        languages=body.languages,
        has_page_numbers=any(each.fields.has_page_numbers for each in (body, *margins)),
        traces=Traces(body.tracked, body.comments, body.hidden, names_author=_names_author(package)),
    )


def _listen(package: Package, part: str, styles: Styles) -> Listener:
    listener = Listener(styles)
    package.read(part, Visitor(listener.start, listener.end, listener.text))
    return listener


def _names_author(package: Package) -> bool:
    inside: list[str] = []
    found: list[str] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        inside.append(name)

    def end(_: str) -> None:
        inside.pop()

    def text(data: str) -> None:
        if inside and inside[-1] in _NAMES:
            found.append(data.strip())

    if package.properties in package.archive:
        package.read(package.properties, Visitor(start, end, text))
    return any(found)
