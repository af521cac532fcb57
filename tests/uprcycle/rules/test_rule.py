"""A lead in the words of the rule files."""

import pytest

from tests.uprcycle.examples import lead
from uprcycle.rules.rule import Lead


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (lead("review", "12 weeks before"), "12 weeks before: review"),
        (lead("council adoption"), "on the day: council adoption"),
        (lead("review", "8 months before", "6 months before"), "8 months before to 6 months before: review"),
    ],
)
def test_a_lead_is_written_as_the_rule_files_have_it(counted: Lead, words: str) -> None:
    assert str(counted) == words
