"""What commands write: text as it is, aligned, nothing read as markup."""

import pytest

from flows.cli.output import (
    Section,
    print_error,
    print_facts,
    print_json,
    print_lines,
    print_sections,
    print_steps,
    print_table,
)
from uprcycle.errors import BadInputError, Problem, Severity

LONG = "every word of this is read " * 10


def test_text_is_written_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    print_lines("[bold]not markup[/bold] :smile: 12:00 'x'", LONG.strip())

    assert capsys.readouterr().out == f"[bold]not markup[/bold] :smile: 12:00 'x'\n{LONG.strip()}\n"


def test_a_table_is_aligned_without_spaces_at_the_ends(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["Code", "State"], [("KEN", "Kenya"), ("CIV", "[red]Côte d’Ivoire[/red]")], title="two")

    assert capsys.readouterr().out == (
        "two\nCode  State\nKEN   Kenya\nCIV   [red]Côte d’Ivoire[/red]\n"
    )  # fmt: skip


def test_sections_share_their_columns_and_empty_ones_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    sections = [
        Section("First", [("1 May", "short")]),
        Section("Empty", []),
        Section("Second", [("1 September", "a")]),
    ]
    print_sections(["When", "What"], sections, elastic=1)

    assert capsys.readouterr().out == (
        "  When         What\n\nFirst\n  1 May        short\n\nSecond\n  1 September  a\n"
    )


def test_the_elastic_column_gives_way_when_a_line_would_be_too_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_sections(["When", "What", "Id"], [Section("Now", [("1 May", LONG, "an-id")])], elastic=1)

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 160
    assert lines[3].startswith("  1 May  every word of this is read every")
    assert lines[3].endswith("  an-id")
    assert lines[4].startswith("         ")


def test_facts_and_steps_hang_under_their_labels(capsys: pytest.CaptureFixture[str]) -> None:
    print_facts([("Next", LONG.strip()), ("", "more")])
    print_steps(["one", LONG.strip()])
    print_steps(["a source"], mark="–")

    first, second, more, one, two, folded, source = capsys.readouterr().out.splitlines()
    assert (first[:11], second[:6].strip(), more) == ("Next  every", "", "      more")
    assert (one, two[:10], folded[:5].strip(), source) == ("  1. one", "  2. every", "", "  – a source")


def test_json_is_readable_in_every_script(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"country": "Кения"})

    assert capsys.readouterr().out == '{\n  "country": "Кения"\n}\n'


def test_problems_go_to_standard_error_with_where_what_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    warning = Problem("a.csv:3", "has a day in a month", severity=Severity.WARNING)
    print_error(BadInputError("the file has 1 problem", [Problem("a.csv:2", "is odd", "mend it"), warning]))

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "uprcycle: the file has 1 problem\n"
        "  a.csv:2: is odd; mend it\n"
        "  warning: a.csv:3: has a day in a month\n"
    )
