"""Rule files are read as people write them, written so that they read back, and refused as a whole."""

import pytest

from uprcycle.errors import BadInputError
from uprcycle.reviews.phases import Phase
from uprcycle.rules.ruleset_files import read_files, write_files
from uprcycle.store.packaged import load_ruleset

PACKAGED = load_ruleset()
FILES = write_files(PACKAGED)
HOLIDAYS = "holidays/geneva.toml"
ADOPTION = "rules/adoption.toml"


def problems_of(**texts: str) -> list[str]:
    """Return the problems of the packaged files with some of them, by stem, in the place of their own."""
    named = {name: next((texts[stem] for stem in texts if stem in name), FILES[name]) for name in FILES}
    with pytest.raises(BadInputError) as caught:
        read_files(named)
    assert caught.value.headline.endswith("; nothing was changed")
    return [str(each) for each in caught.value.problems]


def test_written_files_read_back() -> None:
    assert read_files(FILES) == PACKAGED


def test_comments_and_dates_without_quotes_say_the_same() -> None:
    text = "# read from the wall\n" + FILES[HOLIDAYS].replace('date = "2027-01-01"', "date = 2027-01-01")
    assert text.count("date = 2027-01-01") == 1

    assert read_files(FILES | {HOLIDAYS: text}).digest == PACKAGED.digest


def test_an_hour_may_stand_without_quotes() -> None:
    rows = FILES["rules/submissions.toml"]
    assert 'at = "15:00"' in rows

    read = read_files(FILES | {"rules/submissions.toml": rows.replace('at = "15:00"', "at = 15:00:00")})

    assert read.rulebook == PACKAGED.rulebook


def test_rows_are_written_in_the_order_in_which_people_read_them() -> None:
    keys = [line.split(" =")[0] for line in FILES[ADOPTION].splitlines() if line[:1].isalpha()]

    assert keys[:6] == ["id", "kind", "title", "description", "anchor", "offset"]


def test_problems_of_all_files_come_at_once() -> None:
    assert problems_of(
        geneva="holiday = [{ day = 2027-01-01 }]", sources="source = 3", phases="[[phase]]\nid ="
    ) == [
        "rules/phases.toml: is not TOML: Invalid value (at end of document)",
        "holidays/geneva.toml: holiday 1: has an unknown key 'day'; use one of date, name, confidence",
        "sources.toml: source 1: 3 is not a list of rows",
        "holidays/geneva.toml: holiday 1: the key 'date' is missing",
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            "[[rule]]",
            "[[rules]]",
            "has an unknown table 'rules'; use one of rule, forecast, phase",
            id="table",
        ),
        pytest.param('offset = "', 'ofset = "', "rule 1: has an unknown key 'ofset'", id="key"),
        pytest.param("section", "page", "rule 1, sources: has an unknown key 'page'", id="inner-key"),
    ],
)
def test_a_name_that_no_rule_has_is_refused_and_not_passed_over(old: str, new: str, problem: str) -> None:
    found = problems_of(**{ADOPTION: FILES[ADOPTION].replace(old, new, 1)})

    assert next(each for each in found if "unknown" in each).startswith(f"{ADOPTION}: {problem}")


def test_a_file_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(BadInputError) as caught:
        read_files(FILES | {"notes.toml": ""})

    assert [str(each) for each in caught.value.problems] == [
        "notes.toml: is no file of rules; put it into rules/ or checklists/, or remove it"
    ]


def test_a_rule_that_dates_are_published_under_cannot_go() -> None:
    gone = {"rules/next-cycle.toml", "choices.toml"}

    with pytest.raises(BadInputError) as caught:
        read_files({name: text for name, text in FILES.items() if name not in gone})

    assert [str(each) for each in caught.value.problems] == [
        "next-review: no rule has this id; keep it: dates are published under it and others hang on it"
    ]


def test_every_phase_opens_once_and_in_order() -> None:
    first, second, *others = FILES["rules/phases.toml"].split("\n[[phase]]\n")
    head = "[[phase]]\n"
    turned = "\n".join([head + second, first, *(head + each for each in others)])

    assert problems_of(phases=turned) == [
        f"rules/phases.toml: does not open each phase once, in order; {', '.join(Phase)}"
    ]
