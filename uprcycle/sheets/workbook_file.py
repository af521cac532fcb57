"""Sheets of texts written as a workbook (.xlsx): the same sheets, the same bytes.

Every cell is a text, so no spreadsheet runs one or turns it into another date. Cells that people
fill in later are texts as well, because their format says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say; never the clock's
_FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NARROWEST, _WIDEST = 9, 48
_TEXT, _HEADING = 1, 2  # places in the list of styles below
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>\
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to write: its name of up to 31 letters, and its rows; the first is the heading."""

    name: str
    rows: Sequence[Sequence[str]]


def write_workbook(pages: Iterable[Page]) -> bytes:
    """Return ``pages`` as the bytes of a workbook, in their order."""
    pages = tuple(pages)
    parts = {
        "[Content_Types].xml": _content_types(len(pages)),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(pages),
        "xl/_rels/workbook.xml.rels": _links(
            [
                *(("worksheet", f"worksheets/sheet{number}.xml") for number, _ in enumerate(pages, start=1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, page in enumerate(pages, start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(page)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, text in parts.items():
            entry = ZipInfo(name, _FIRST_MOMENT)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, text.encode())
    return buffer.getvalue()


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: "AB" of 27."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet(page: Page) -> str:
    width = max(1, *map(len, page.rows)) if page.rows else 1
    rows = "".join(
        f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(page.rows, start=1)
    )
    area = f"A1:{column_letters(width - 1)}1048576"
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{''.join(_column(page, index) for index in range(width))}</cols>"
        f"<sheetData>{rows}</sheetData>"
        f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _column(page: Page, index: int) -> str:
    longest = max((len(row[index]) for row in page.rows if index < len(row)), default=0)
    width = min(max(longest + 2, _NARROWEST), _WIDEST)
    return f'<col min="{index + 1}" max="{index + 1}" width="{width}" style="{_TEXT}" customWidth="1"/>'


def _cells(number: int, row: Sequence[str]) -> str:
    style = _HEADING if number == 1 else _TEXT
    return "".join(
        f'<c r="{column_letters(index)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        for index, cell in enumerate(row)
        if cell
    )


def _text(cell: str) -> str:
    """Return ``cell`` as XML; a sign that XML cannot hold is written by its number."""
    return escape(_FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", cell))


def _book(pages: Sequence[Page]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(page.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, page in enumerate(pages, start=1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'


def _links(targets: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _content_types(sheets: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, sheets + 1)}
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPES}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
