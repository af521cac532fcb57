"""Files of facts as their authors write them, and every way to get one wrong."""

from datetime import date

import pytest

from uprcycle.citation import Citation
from uprcycle.errors import BadInputError
from uprcycle.rules.facts import Between, DocumentKind, Fact, Facts, Nature, Value
from uprcycle.rules.facts_reader import read_facts

SOURCES = {
    "source": [{"code": "004", "short": "Compendium", "title": "The Compendium"}],
    "contradiction": [{"id": "C1", "topic": "Length", "text": "Long or short."}],
}
HEAD = "checked_on = 2026-11-22\n"
CITED = 'sources = [{ document = "004", section = "line 1" }]\n'
ROW = f'[[fact]]\nid = "a"\ntopic = "word-limit"\nnature = "rule"\n{CITED}'
CONTRADICTION = """
[[contradiction]]
id = "C1"
held = "range"
prevails = "both"
why = "Both are stated."
readings = [
  { text = "long", sources = [{ document = "004", section = "line 1" }] },
  { text = "short", sources = [{ document = "004", section = "line 2" }] },
]
"""


def read(*texts: str) -> Facts:
    return read_facts([(f"{number}.toml", text) for number, text in enumerate(texts, start=1)], SOURCES)


def test_a_row_is_read_whole() -> None:
    text = f"""{HEAD}
[[fact]]
id = "word-limit-joint"
topic = "word-limit"
document = "joint"
nature = "rule"
value = 5630
unit = "words"
from_cycle = 3
until_cycle = 4
read_for = [3]
{CITED}contradiction = "C1"
note = "Twice as long."
"""
    assert read(text, CONTRADICTION).facts == (
        Fact(
            id="word-limit-joint",
            topic="word-limit",
            nature=Nature.RULE,
            sources=(Citation("Compendium", "line 1"),),
            value=5630,
            unit="words",
            document=DocumentKind.JOINT,
            from_cycle=3,
            until_cycle=4,
            read_for=(3,),
            checked_on=date(2026, 11, 22),
            contradiction="C1",
            note="Twice as long.",
        ),
    )


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("value = 3.5", 3.5),
        ("value = 4.5\nupto = 5", Between(4.5, 5)),
        ('value = "15:00"', "15:00"),
        ('value = ["en", "fr"]', ("en", "fr")),
        ("", None),
    ],
    ids=["number", "range", "text", "list", "nothing-stated"],
)
def test_a_value_is_a_number_a_range_a_text_a_list_or_not_there(cells: str, value: Value | None) -> None:
    assert read(f"{ROW}{cells}\n").facts[0].value == value


def test_what_was_taken_over_from_the_record_has_no_day_on_which_it_was_checked() -> None:
    second = ROW.replace('"a"', '"b"')

    found = read(f'{HEAD}{ROW}confidence = "record"\n{second}').facts

    assert [each.checked_on for each in found] == [None, date(2026, 11, 22)]


def test_contradictions_come_with_what_the_file_of_sources_tells_of_them() -> None:
    found = read(CONTRADICTION).contradiction["C1"]

    assert (found.topic, found.summary) == ("Length", "Long or short.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[fact", "1.toml: is not TOML: "),
        (ROW.replace('id = "a"\n', ""), "1.toml: row 1 (without id): the key 'id' is missing"),
        (ROW.replace(CITED, ""), "1.toml: row 1 (a): it cites no source"),
        (f'{ROW}document = "novel"\n', "1.toml: row 1 (a): 'novel' is not a valid DocumentKind"),
        (f"{ROW}value = 5\nupto = 5\n", "1.toml: row 1 (a): a range cannot go from 5 to 5"),
        (f'{ROW}value = "x"\nupto = 5\n', "1.toml: row 1 (a): a range cannot go from 'x' to 5"),
        (f"{ROW}value = true\n", "1.toml: row 1 (a): value is True; write it as text in quotes"),
        (
            ROW.replace('"rule"', '"statistic"'),
            "1.toml: row 1 (a): a statistic is of some day; name it as as_of",
        ),
        (f"{ROW}{ROW}", "a: 2 rows have this id; give each one of its own"),
        (f'{ROW}contradiction = "C9"\n', "a: there is no contradiction 'C9'"),
        (CONTRADICTION.replace("C1", "C7"), "1.toml: row 1 (C7): the key 'C7' is missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read(text)

    assert len(refused.value.problems) == 1
    assert str(refused.value.problems[0]).startswith(problem)


def test_every_problem_of_every_file_is_named_at_once() -> None:
    with pytest.raises(BadInputError) as refused:
        read(ROW.replace(CITED, ""), "nonsense", f"{ROW}value = true\n")

    assert refused.value.headline == "the facts have 3 problems"
    assert [each.where.split(":")[0] for each in refused.value.problems] == ["1.toml", "2.toml", "3.toml"]
