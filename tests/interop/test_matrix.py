"""The comparison itself: what is spoiled is noticed by every parser, and counted where it belongs."""

import pytest

from tests.interop.feeds import meant, render
from tests.interop.matrix import Matrix, differences
from tests.interop.parsers import PARSERS
from tests.interop.reading import Parser

UGANDA = "country/UGA"
REVIEW = "4-UGA-working-group-review@uprcycle.example.org"
SPOILED = (
    (b"DTEND:20270125T113000Z", b"DTEND:20270125T123000Z", REVIEW, "end"),
    (b"STATUS:CONFIRMED", b"STATUS:CANCELLED", REVIEW, "status"),
    (b"#working-group-review\r\nX", b"#other\r\nX", REVIEW, "url"),
    (b"UID:4-UGA-working-group-review@", b"UID:4-UGA-another@", REVIEW, "not read"),
)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.name)
@pytest.mark.parametrize(("old", "new", "uid", "word"), SPOILED, ids=[each[3] for each in SPOILED])
def test_what_is_spoiled_is_noticed(parser: Parser, old: bytes, new: bytes, uid: str, word: str) -> None:
    if parser.missing:
        pytest.skip(parser.missing)
    body = render(UGANDA, "en").body
    assert body.count(old) == 1

    found = differences(meant(UGANDA, "en"), parser.read(body.replace(old, new)))

    assert [line.startswith(word) for line in found.pop(uid)] == [True]
    assert list(found.values()) == ([["read, but never written"]] if word == "not read" else [])


def test_the_table_counts_entries_and_differences_by_row() -> None:
    said, matrix = meant(UGANDA, "en"), Matrix()
    read = {uid: each.item for uid, each in said.items() if uid != REVIEW}

    assert matrix.add("a parser", "en", said, read) == [f"{REVIEW}: not read"]

    assert matrix.lines(["sitting with hours", "all-day deadline", "to-do", "en"], ["a parser"]) == [
        "                    a parser",
        "sitting with hours  0 / 1",
        "all-day deadline    1 / 0",
        "to-do               not shown",
        f"en                  {len(said) - 1} / 1",
    ]
