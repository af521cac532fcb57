"""Feeds a reader whatever atheris invents; anything but the refusal is a fault.

``python benchmarks/fuzz_readers.py csv -max_total_time=600`` reads CSV for ten minutes; the other
kinds are toml, json, xlsx (a whole archive) and sheet (the markup of one sheet, in a sound
archive), all of them schedules, and people, a table of who holds which office. It begins from
``benchmarks/corpus`` and needs ``pip install atheris``.
"""

import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["uprcycle", "tomllib"]):
    from uprcycle.errors import BadInputError
    from uprcycle.roster.reader import read_people
    from uprcycle.schedule.checks import check_schedule
    from uprcycle.schedule.reader import read_schedule
    from uprcycle.sheets.workbook_file import Page, write_workbook
    from uprcycle.store.packaged import load_countries

CORPUS = Path(__file__).parent / "corpus"
KINDS = ("csv", "toml", "json", "xlsx", "sheet", "people")
COUNTRIES = load_countries()
_SHEET = "xl/worksheets/sheet1.xml"
_FRAME = zipfile.ZipFile(io.BytesIO(write_workbook([Page("a", [["country"]])])))


def read(kind: str, content: bytes) -> None:
    """Read ``content`` as ``kind`` and check it; return quietly when it is refused."""
    try:
        match kind:
            case "people":
                read_people("a.csv", content, COUNTRIES)
            case "sheet":
                check("a.xlsx", framed(content))
            case _:
                check(f"a.{kind}", content)
    except BadInputError as error:
        str(error).encode()


def check(name: str, content: bytes) -> None:
    """Read a schedule, and check the one that could be read by its rows."""
    found = read_schedule(name, content, COUNTRIES)
    check_schedule(found.schedule, COUNTRIES, None, found.origins)


def framed(markup: bytes) -> bytes:
    """Return a sound archive around the markup of a sheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in _FRAME.namelist():
            file.writestr(name, markup if name == _SHEET else _FRAME.read(name))
    return buffer.getvalue()


def main(kind: str, options: list[str]) -> None:
    """Read what is invented until libFuzzer's ``options`` say that it is enough."""
    if kind not in KINDS:
        sys.exit(f"name what to read: {', '.join(KINDS)}")
    with tempfile.TemporaryDirectory() as found:
        seeds = os.fspath(CORPUS / kind)
        options = [sys.argv[0], "-timeout=10", "-rss_limit_mb=1024", *options, found, seeds]
        atheris.Setup(options, lambda content: read(kind, content))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", sys.argv[2:])
