"""Changes are made in order, all of them or none."""

from functools import partial

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, lines, notice
from uprcycle.errors import BadInputError, UnknownPhraseError
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.apply import apply_steps
from uprcycle.schedule.amend.move import move_review
from uprcycle.schedule.amend.rename import name_state
from uprcycle.schedule.amend.rows import Step
from uprcycle.schedule.amend.target import Place, Reviewed
from uprcycle.schedule.amend.vacate import vacate_slot
from uprcycle.schedule.session import Schedule


def leave(country: str, place: str = "row 2") -> Step:
    return Step(place, "leave-empty", partial(vacate_slot, who=Reviewed(country), notice=notice()))


def go(country: str, to: int, place: str = "row 3") -> Step:
    return Step(place, "move", partial(move_review, who=Reviewed(country), to=Place(to), notice=notice()))


def misread(_: Schedule) -> Amended:
    raise UnknownPhraseError("nowhen", "2026-05-04")


def test_each_change_is_made_on_what_the_one_before_left() -> None:
    amended = apply_steps(DRAFT, [leave("KEN"), go("KEN", 54)])

    assert lines(amended) == [
        (
            "session 52, KEN: dates 2026-05-04T09:00/2026-05-04T12:30 (confirmed)"
            " → 2026-05-04T09:00/2026-05-04T12:30 (withdrawn)"
        ),
        "cycle 4, KEN, without a session: row – → unknown (tentative)",
        "cycle 4, KEN, without a session: row unknown (tentative) → –",
        "session 54, KEN: row – → unknown (tentative)",
    ]


def test_no_change_is_none() -> None:
    assert apply_steps(DRAFT, []) == Amended(DRAFT)


def test_what_cannot_be_made_is_named_with_its_place_and_nothing_is_made() -> None:
    rename = Step("row 5", "rename", partial(name_state, who=Reviewed("MMR"), name="Burma"))

    with pytest.raises(BadInputError) as refused:
        apply_steps(DRAFT, [leave("KEM"), go("KEN", 90), rename, Step("", "redate", misread)])

    assert refused.value.headline == "the schedule was not changed, for 3 problems"
    assert [str(each) for each in refused.value.problems] == [
        "row 2, leave-empty, KEM: has no review in this schedule; did you mean 'KEN'?",
        "row 3, move, session 90: is not in the schedule; did you mean 54? it has 52 to 54",
        "redate: 'nowhen' cannot be read; write it as '2026-05-04'",
    ]
