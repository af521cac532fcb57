"""Markup is told element by element, and cannot grow beyond its budget."""

from collections.abc import Mapping

import pytest

from uprcycle.errors import BadInputError
from uprcycle.ooxml.guard import Guard
from uprcycle.ooxml.markup import Budget, Visitor, local_name, read_markup


def guard(signs: int) -> Guard:
    return Guard("a file", ".old", "save it again", "save less", max_signs=signs)


def told(*chunks: bytes, budget: int = 100) -> list[str]:
    heard: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        heard.append(f"<{name} {dict(attributes)}>")

    visitor = Visitor(start, lambda name: heard.append(f"</{name}>"), heard.append)
    read_markup(chunks, visitor, Budget("a.docx", guard(budget)))
    return heard


def refusal(*chunks: bytes, budget: int = 100) -> str:
    with pytest.raises(BadInputError) as error:
        told(*chunks, budget=budget)
    (problem,) = error.value.problems
    return problem.what


def test_elements_are_told_in_order_without_their_prefix() -> None:
    heard = told(b'<x:a xmlns:x="u" r="1">on', b"e</x:", b"a>")

    assert heard == ["<a {'xmlns:x': 'u', 'r': '1'}>", "on", "e", "</a>"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_office_files_are_known(encoding: str) -> None:
    assert told("<a/>".encode(encoding)) == ["<a {}>", "</a>"]


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        pytest.param(b"<a>", "is damaged", id="not closed"),
        pytest.param(b"", "is damaged", id="nothing"),
        pytest.param(b"<a>\xff</a>", "is damaged", id="not UTF-8"),
        pytest.param("<?xml version='1.0' encoding='cp037'?>".encode("cp037"), "is damaged", id="EBCDIC"),
        pytest.param(b"<!DOCTYPE a><a/>", "declares a document type", id="document type"),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><a>&b;</a>',
            "declares a document type",
            id="an outside entity",
        ),
        pytest.param(b"<a>&b;</a>", "is damaged", id="an entity nobody declared"),
        pytest.param(b"<a/>" * 200, "holds more markup than its contents need", id="many elements"),
        pytest.param(
            b"<a " + b" ".join(b'a%d=""' % number for number in range(300)) + b"/>",
            "holds more markup than its contents need",
            id="many attributes",
        ),
    ],
)
def test_doubtful_markup_is_refused(markup: bytes, what: str) -> None:
    assert refusal(markup) == what


def test_all_parts_of_a_file_share_one_budget() -> None:
    budget = Budget("a.docx", guard(5))
    budget.spend(b"<a><b/></a>")

    with pytest.raises(BadInputError):
        budget.spend(b"<a><b/></a>")


def test_a_name_loses_its_prefix() -> None:
    assert [local_name(each) for each in ("row", "x:row")] == ["row", "row"]
