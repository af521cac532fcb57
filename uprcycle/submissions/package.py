"""The file that a text document comes in: what kind it is, and its parts within limits.

Refuses what is not .docx, what would run or load anything, and what could hide text that is not
counted. Nothing outside the file is ever asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from uprcycle.errors import BadInputError
from uprcycle.ooxml.archive import Archive, open_archive
from uprcycle.ooxml.guard import Guard
from uprcycle.ooxml.links import Link, links_of, read_links
from uprcycle.ooxml.markup import Budget, Visitor, read_markup

NAME = "the document"
"""How the file is called in every refusal: its own name may tell who wrote it."""

TEXT_DOCUMENT = Guard(
    other_kind="is not a Word document (.docx)",
    old_kind=".doc",
    again="open it in a word processor and save it again as .docx, without a password",
    less="remove what is not text and save it again",
    max_packed=20_000_000,
    max_unpacked=40_000_000,
    max_parts=1_000,
    max_signs=300_000,
)
_OTHER_KINDS = (
    (b"%PDF", "a PDF", "send the Word file that it was made from"),
    (b"{\\rtf", "rich text (.rtf)", TEXT_DOCUMENT.again),
    (b"<", "a web page or other markup", TEXT_DOCUMENT.again),
)
_OPEN_TEXT = "content.xml"
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_FOREIGN = frozenset({"afchunk", "control", "oleobject", "package", "subdocument"})
_MAIN = "officeDocument"
_TEXT = "document"  # some programs number the part: document2.xml
_HARMLESS_OUTSIDE = "hyperlink"


@dataclass(frozen=True, slots=True)
class Package:
    """A .docx file whose links were looked at."""

    archive: Archive
    budget: Budget
    main: str
    links: tuple[Link, ...]
    properties: str

    def parts(self, *kinds: str) -> Iterator[str]:
        """Yield the parts that the text refers to by one of ``kinds``."""
        return (link.target for link in self.links if link.kind in kinds and not link.is_outside)

    def read(self, part: str, visitor: Visitor) -> None:
        """Tell ``visitor`` of everything in ``part``.

        Raises:
            BadInputError: There is no such part, or it is damaged or too large.
        """
        read_markup(self.archive.chunks(part), visitor, self.budget)


def open_package(content: bytes) -> Package:
    """Judge the bytes of a file.

    Raises:
        BadInputError: It is of another kind, damaged, too large, or holds what is not text.
    """
    for start, kind, remedy in _OTHER_KINDS:
        if content.startswith(start):
            raise TEXT_DOCUMENT.refuse(NAME, f"is {kind}; a Word file is asked for", remedy)
    archive = open_archive(NAME, content, TEXT_DOCUMENT)
    budget = Budget(NAME, TEXT_DOCUMENT)
    if any(part.endswith(_MACROS) for part in archive.parts):
        raise TEXT_DOCUMENT.refuse(NAME, "holds macros", "save it as .docx, without macros")
    if _OPEN_TEXT in archive:
        raise TEXT_DOCUMENT.refuse(NAME, "is an OpenDocument text (.odt); a Word file is asked for")
    found = {link.kind: link.target for link in read_links(archive, budget, "") if not link.is_outside}
    main = found.get(_MAIN, "")
    if _TEXT not in main.casefold() or main not in archive:
        raise TEXT_DOCUMENT.refuse(NAME, TEXT_DOCUMENT.other_kind)
    _check_links(archive, budget)
    links = read_links(archive, budget, main) if links_of(main) in archive else ()
    return Package(archive, budget, main, links, found.get("core-properties", ""))


def _check_links(archive: Archive, budget: Budget) -> None:
    """Look at the links of every part, used or not."""
    lists = [part for part in archive.parts if part.endswith(".rels") and "_rels/" in part]
    for part in lists:
        folder, _, file = part.rpartition("_rels/")
        for link in read_links(archive, budget, folder + file.removesuffix(".rels")):
            if refusal := _refuse(link):
                raise refusal


def _refuse(link: Link) -> BadInputError | None:
    kind = link.kind.casefold()
    if link.is_outside and kind != _HARMLESS_OUTSIDE:
        remedy = "break its links to other files, and attach the template Normal"
        return TEXT_DOCUMENT.refuse(NAME, "loads something from outside itself", remedy)
    if kind in _FOREIGN:
        return TEXT_DOCUMENT.refuse(NAME, "holds another file inside it", "remove embedded objects")
    return None
