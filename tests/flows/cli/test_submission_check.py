"""`uprcycle submission-check`: counts and findings, and never a word of the text."""

import json
from pathlib import Path

import pytest
from docx.document import Document

from tests.flows.installed import CommandLine
from tests.uprcycle.submissions.build import written

WORD = "Zanzibari"


def document(words: int) -> bytes:
    def fill(document: Document) -> None:
        document.core_properties.author = WORD
        document.add_paragraph(f"{WORD} " * words)

    return written(fill)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / f"{WORD}.docx"
    path.write_bytes(document(2816))
    return path


def test_a_text_that_is_too_long_is_bad_input_with_limit_and_source(
    empty_home: Path, uprcycle: CommandLine, file: Path
) -> None:
    answer = uprcycle("submission-check", str(file), "--kind", "individual", "--json")

    report = json.loads(answer.out)
    assert (answer.status, answer.err) == (2, "")
    assert (report["words"]["counted"], report["limit"]["words"], report["cycle"]) == (2816, 2815, 4)
    assert [(each["id"], each["what"]) for each in report["findings"] if each["severity"] == "error"] == [
        ("too-long", "2816 words are counted, 1 more than the 2815 allowed")
    ]
    assert not empty_home.exists()


def test_a_text_that_is_short_enough_is_fine(empty_home: Path, uprcycle: CommandLine, file: Path) -> None:
    del empty_home
    file.write_bytes(document(2815))
    answer = uprcycle("submission-check", str(file), "--kind", "individual")

    assert (answer.status, answer.out.splitlines()[0].split()) == (0, ["Words", "counted", "2,815"])


@pytest.mark.parametrize("options", [(), ("--json",), ("--lang", "fr")])
def test_nothing_of_the_text_or_its_name_is_shown(
    empty_home: Path, uprcycle: CommandLine, file: Path, options: tuple[str, ...]
) -> None:
    del empty_home
    answer = uprcycle("submission-check", str(file), "--kind", "joint", *options)

    assert WORD not in answer.out + answer.err
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_another_kind_of_file_is_refused_without_its_name(
    empty_home: Path, uprcycle: CommandLine, file: Path
) -> None:
    del empty_home
    file.write_bytes(b"%PDF-1.7 " + WORD.encode())
    answer = uprcycle("submission-check", str(file), "--kind", "joint")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        "uprcycle: the document cannot be read\n"
        "  the document: is a PDF; a Word file is asked for; send the Word file that it was made from\n"
    )


def test_a_kind_without_rules_of_its_own_is_named(
    empty_home: Path, uprcycle: CommandLine, file: Path
) -> None:
    del empty_home
    answer = uprcycle("submission-check", str(file), "--kind", "letter")

    assert (answer.status, "'letter' is no kind of text with rules of its own; use one of" in answer.err) == (
        2,
        True,
    )
