"""A workbook (.xlsx) as the sheets that a person would see, in their order.

Links, pictures, comments and hidden sheets are passed by; macros are refused, and formulas are
left for the reader of their cells to refuse. Nothing is computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from uprcycle.errors import Problem, Severity
from uprcycle.ooxml.archive import Archive, open_archive
from uprcycle.ooxml.guard import TOO_LARGE, Guard
from uprcycle.ooxml.links import read_links
from uprcycle.ooxml.markup import Budget, Visitor, local_name, pass_by, read_markup
from uprcycle.phrase import counted, in_short, phrase
from uprcycle.sheets.number_formats import Face, find_face
from uprcycle.sheets.text import quoted, row_of_sheet, unreadable_file
from uprcycle.sheets.worksheet import Known, plain_text, read_worksheet

WORKBOOK = Guard(
    other_kind=phrase("is not a workbook"),
    old_kind=".xls",
    again=phrase("open it in a spreadsheet and save it again as .xlsx"),
    less=phrase("save only the sheet that counts"),
)
_MAX_SHEETS = 50
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_TRUE = frozenset({"1", "true"})
_TEXT_PARTS = frozenset({"t", "rPh"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its name, its rows that hold anything, and what to know of them.

    ``days`` are the places, row number and column from 0, of cells that are stored as dates.
    """

    name: str
    records: tuple[tuple[int, list[str]], ...]
    problems: tuple[Problem, ...] = ()
    days: frozenset[tuple[int, int]] = frozenset()


def read_workbook(name: str, content: bytes) -> tuple[Sheet, ...]:
    """Read every visible sheet of the workbook called ``name``.

    Raises:
        BadInputError: No workbook, a damaged one, one with macros, or one larger than it may be.
    """
    archive = open_archive(name, content, WORKBOOK)
    if any(part.endswith(_MACROS) for part in archive.parts):
        raise unreadable_file(name, phrase("holds macros"), phrase("save it as .xlsx, without macros"))
    budget = Budget(name, WORKBOOK)
    main = _targets(archive, budget, "").by_kind("officeDocument")
    if main is None:
        raise WORKBOOK.refuse_damaged(name)
    book = _read_book(archive, budget, main)
    targets = _targets(archive, budget, main)
    known = Known(
        _read_texts(archive, budget, targets.by_kind("sharedStrings")),
        _read_faces(archive, budget, targets.by_kind("styles")),
        book.from_1904,
    )
    sheets = [each for each in book.sheets if each[1] in targets.worksheets]
    if not sheets or len(sheets) > _MAX_SHEETS:
        what = in_short(f"shows more than {_MAX_SHEETS} sheets", TOO_LARGE) if sheets else phrase("is empty")
        raise unreadable_file(name, what, phrase("save only the sheet that counts"))
    return tuple(
        _read_sheet(archive, budget, known, (title, targets.worksheets[key])) for title, key in sheets
    )


def sheet_place(name: str, sheet: str) -> str:
    """Return the place of a sheet as problems name it."""
    return phrase("{file}: sheet {sheet}", file=name, sheet=quoted(sheet))


def _read_sheet(archive: Archive, budget: Budget, known: Known, sheet: tuple[str, str]) -> Sheet:
    title, part = sheet
    where = sheet_place(archive.name, title)
    grid = read_worksheet(archive.chunks(part), known, budget, where)
    problems: tuple[Problem, ...] = ()
    if grid.hidden:
        what = counted("{count} hidden row was read", "{count} hidden rows were read", len(grid.hidden))
        problems = (
            Problem(
                row_of_sheet(where, grid.hidden[0]),
                what,
                phrase("look at them"),
                Severity.WARNING,
            ),
        )
    return Sheet(title, tuple(grid.records()), problems, frozenset(grid.days))


@dataclass(slots=True)
class _Targets:
    """What one part refers to: parts by the kind of their link, worksheets by its key."""

    kinds: dict[str, str] = field(default_factory=dict)
    worksheets: dict[str, str] = field(default_factory=dict)

    def by_kind(self, kind: str) -> str | None:
        return self.kinds.get(kind)


def _targets(archive: Archive, budget: Budget, source: str) -> _Targets:
    found = _Targets()
    for link in read_links(archive, budget, source):
        if link.is_outside:
            continue
        found.kinds.setdefault(link.kind, link.target)
        if link.kind == "worksheet":
            found.worksheets[link.key] = link.target
    return found


@dataclass(slots=True)
class _Book:
    """The list of visible sheets, each with the key of its link, and the first day."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    from_1904: bool = False


def _read_book(archive: Archive, budget: Budget, part: str) -> _Book:
    book = _Book()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            book.from_1904 = attributes.get("date1904", "") in _TRUE
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            keys = [value for key, value in attributes.items() if ":" in key and local_name(key) == "id"]
            book.sheets += [(attributes.get("name", ""), key) for key in keys[:1]]

    read_markup(archive.chunks(part), Visitor(start, pass_by, pass_by), budget)
    return book


@dataclass(slots=True)
class _Texts:
    """Is told of the shared texts, and joins their pieces without how these are pronounced."""

    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def start(self, name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            self.pieces.clear()
        elif name in _TEXT_PARTS:
            self.inside.append(name)

    def text(self, data: str) -> None:
        if self.inside == ["t"]:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        if name in _TEXT_PARTS:
            self.inside.pop()
        elif name == "si":
            self.texts.append(plain_text("".join(self.pieces)))


def _read_texts(archive: Archive, budget: Budget, part: str | None) -> tuple[str, ...]:
    found = _Texts()
    if part is not None:
        read_markup(archive.chunks(part), Visitor(found.start, found.end, found.text), budget)
    return tuple(found.texts)


def _read_faces(archive: Archive, budget: Budget, part: str | None) -> tuple[Face, ...]:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside: set[str] = set()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        number = attributes.get("numFmtId", "0")
        number = number if number.isascii() and number.isdigit() and len(number) < 6 else "0"  # noqa: PLR2004
        if name == "cellXfs":
            inside.add(name)
        elif name == "xf" and inside:
            numbers.append(int(number))
        elif name == "numFmt":
            codes[int(number)] = attributes.get("formatCode", "")

    def end(name: str) -> None:
        inside.discard(name)

    if part is not None:
        read_markup(archive.chunks(part), Visitor(start, end, pass_by), budget)
    faces = {number: find_face(number, codes) for number in set(numbers)}
    return tuple(faces[number] for number in numbers)
