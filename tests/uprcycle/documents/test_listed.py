"""The list of documents is read whole, or refused with everything that is wrong with it."""

import pytest

from uprcycle.citation import Citation
from uprcycle.documents.listed import ListedDocument, read_listed
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.visibility import Visibility

ROW = {
    "id": "report",
    "title": "Report",
    "milestone": "national-report",
    "issuer": "GOVERNMENT",
    "visibility": "public",
    "languages": ["en", "fr"],
    "symbol": "A/{number}",
    "sources": [{"document": "000", "section": "line 1"}],
}


def test_a_document_says_who_issues_it_and_which_milestone_dates_it() -> None:
    assert read_listed("a.toml", [ROW], ["national-report"], {"000": "Guide"}) == (
        ListedDocument(
            "report",
            "Report",
            "national-report",
            Role.GOVERNMENT,
            Visibility.PUBLIC,
            (Citation("Guide", "line 1"),),
            ("en", "fr"),
            "A/{number}",
        ),
    )


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ([ROW, ROW], ["a.toml: two documents have one id; give one of them another"]),
        ([ROW | {"milestone": "odd"}], ["a.toml: report: no rule has the id 'odd'"]),
        ([ROW | {"sources": []}], ["a.toml: row 1 (report): it cites no source"]),
        ([ROW | {"issuer": "KING"}], ["a.toml: row 1 (report): 'KING' is not a valid Role"]),
        ([{"title": "x"}], ["a.toml: row 1 (without id): the key 'id' is missing"]),
    ],
)
def test_every_problem_of_the_list_is_named(rows: list[dict[str, object]], problems: list[str]) -> None:
    with pytest.raises(BadInputError) as error:
        read_listed("a.toml", rows, ["national-report"], {})

    assert [str(each) for each in error.value.problems] == problems
