"""Files made to exhaust their reader: small to send, large to open; ``read_bomb.py`` opens one."""

import io
import zipfile
from collections.abc import Callable, Mapping

from uprcycle.sheets.workbook_file import Page, write_workbook

MEGABYTE = 1_000_000
SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADING = "cycle,session,country,note\n"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a small workbook with some of its parts replaced, and some added."""
    whole = zipfile.ZipFile(io.BytesIO(write_workbook([Page("a", [["country", "cycle"], ["Kenya", "4"]])])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name in dict.fromkeys([*whole.namelist(), *parts]):
            file.writestr(name, parts[name] if name in parts else whole.read(name))
    return buffer.getvalue()


def sheet(rows: bytes) -> bytes:
    """Return a workbook with these rows."""
    return packed({SHEET: f"<worksheet {_MAIN}><sheetData>".encode() + rows + b"</sheetData></worksheet>"})


def with_texts(texts: bytes, rows: bytes = b"") -> bytes:
    """Return a workbook with these shared texts."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")], start=1
        )
    )
    return packed(
        {
            "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>".encode(),
            "xl/sharedStrings.xml": f"<sst {_MAIN}>".encode() + texts + b"</sst>",
            SHEET: f"<worksheet {_MAIN}><sheetData>".encode() + rows + b"</sheetData></worksheet>",
        }
    )


def uneven(cell: str, size: int) -> bytes:
    """Return up to ``size`` bytes of ``cell`` with a number in it, so that it does not pack too well."""
    # Longer than the window in which packing looks for what it has seen.
    block = "".join(cell.format(number * 2_654_435_761 % 99_991) for number in range(10_000)).encode()
    return block * (size // len(block))


def row_bomb() -> bytes:
    return sheet(b"<row><c><v>1</v></c></row>" * (40 * MEGABYTE // 26))


def cell_bomb() -> bytes:
    return sheet(b"<row>" + uneven("<c><v>{}</v></c>", 15 * MEGABYTE) + b"</row>")


def empty_row_bomb() -> bytes:
    return sheet(uneven('<row ht="{}"/>', 15 * MEGABYTE))


def attribute_bomb() -> bytes:
    names = "".join(f' a{number}=""' for number in range(1_700_000))
    return sheet(f"<row{names}/>".encode())


def text_bomb() -> bytes:
    return with_texts(uneven("<si><t>{}</t></si>", 15 * MEGABYTE))


def long_text_bomb() -> bytes:
    text = "".join(f"é{number}ü" for number in range(9_000)).encode()
    rows = b"".join(
        b'<row r="%d"><c t="inlineStr"><is><t>4</t></is></c><c t="s"><v>1</v></c></row>' % (number + 2)
        for number in range(19_000)
    )
    heading = b'<row r="1"><c t="str"><v>cycle</v></c><c t="str"><v>note</v></c></row>'
    return with_texts(b"<si><t>x</t></si><si><t>" + text + b"</t></si>", heading + rows)


def merge_bomb() -> bytes:
    rows = b"".join(b'<row r="%d"><c><v>%d</v></c></row>' % (each, each) for each in range(1, 19_000))
    merged = b"".join(b'<mergeCell ref="A1:A%d"/>' % (19_000 - each % 90) for each in range(300_000))
    return sheet(rows + b"</sheetData><mergeCells>" + merged + b"</mergeCells><sheetData>")


def nested_bomb() -> bytes:
    inner = packed({"xl/media/zeros.bin": bytes(MEGABYTE)})
    return packed({"xl/embeddings/inner.xlsx": inner})


def entity_bomb() -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
    )
    return packed({SHEET: f"<!DOCTYPE worksheet [{entities}]><worksheet>&a9;</worksheet>".encode()})


def depth_bomb() -> bytes:
    return sheet(uneven("<a{}>", 9 * MEGABYTE))


def entry_bomb() -> bytes:
    return packed({f"xl/{number}": b"" for number in range(40_000)})


def long_line() -> bytes:
    return _HEADING.encode() + b"a" * (20 * MEGABYTE - 100)


def many_cells() -> bytes:
    return _HEADING.encode() + (b"," * 199 + b"\n") * (15 * MEGABYTE // 200)


def many_long_notes() -> bytes:
    return (_HEADING + f"4,52,Kenya,{'é' * 450}\n" * 20_000).encode()


def many_good_rows() -> bytes:
    line = "4,{},Kenya,2026-05-04,2026-05-15,confirmed,13/05/2026\n"
    rows = "".join(line.format(number % 900 + 1) for number in range(20_000))
    return f"cycle,session,country,session_start,session_end,status,review_date\n{rows}".encode()


def toml_numbers() -> bytes:
    return b"a=[" + b"1," * 149_000 + b"]"


def toml_values() -> bytes:
    return b"a=[" + b"1," * 499_990 + b"]"


def toml_keys() -> bytes:
    return "".join(f"a{number}=1\n" for number in range(74_000)).encode()


def toml_tables() -> bytes:
    return "".join(f"[t{number}]\n" for number in range(70_000)).encode()


def toml_depth() -> bytes:
    return b"a=" + b"[" * 140_000


def toml_text() -> bytes:
    return b'a="' + b"\\n" * 499_990 + b'"'


def json_depth() -> bytes:
    return b"[" * 140_000


def json_lists() -> bytes:
    return b"[" + b"[]," * 74_000 + b"[]]"


def json_objects() -> bytes:
    return b'{"review": [' + b'{"cycle":4},' * 49_000 + b"{}]}"


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    make.__name__: (ending, make)
    for ending, makers in {
        ".xlsx": (
            row_bomb,
            cell_bomb,
            empty_row_bomb,
            attribute_bomb,
            text_bomb,
            long_text_bomb,
            merge_bomb,
            nested_bomb,
            entity_bomb,
            depth_bomb,
            entry_bomb,
        ),
        ".csv": (long_line, many_cells, many_long_notes, many_good_rows),
        ".toml": (toml_numbers, toml_values, toml_keys, toml_tables, toml_depth, toml_text),
        ".json": (json_depth, json_lists, json_objects),
    }.items()
    for make in makers
}
