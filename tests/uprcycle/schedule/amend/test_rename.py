"""A State is reviewed under the name of its time; its code stays."""

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, lines
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.rename import name_state
from uprcycle.schedule.amend.target import Reviewed


def test_only_the_name_changes_and_it_can_be_taken_back() -> None:
    named = name_state(DRAFT, Reviewed("MMR"), "Burma")

    assert lines(named) == ["session 54, MMR: name_at_time – → Burma"]
    assert name_state(named.schedule, Reviewed("MMR"), "").schedule == DRAFT


@pytest.mark.parametrize("name", ["Bur\nma", "Bur\N{RIGHT-TO-LEFT OVERRIDE}ma", " Burma", "B" * 121])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(BadInputError, match="is not a name of one line"):
        name_state(DRAFT, Reviewed("MMR"), name)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(BadInputError, match="did you mean 'MMR'"):
        name_state(DRAFT, Reviewed("MMX"), "Burma")
