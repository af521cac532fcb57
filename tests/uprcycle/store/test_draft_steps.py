"""Which step fits which state of a draft, and that an order is taken up by one worker at a time."""

from datetime import timedelta

import pytest

from tests.uprcycle.store.build import MINUTE, NOW, draft, order
from uprcycle.store.draft_steps import (
    AllowLoss,
    Ask,
    Confirm,
    DraftState,
    Finish,
    Refuse,
    Step,
    TakeUp,
    Withdraw,
)

STEPS: dict[str, Step] = {
    "confirm": Confirm(("Nepall=NPL",)),
    "loss": AllowLoss(),
    "ask": Ask(order()),
    "take up": TakeUp(NOW, MINUTE),
    "finish": Finish(3, 40),
    "refuse": Refuse("gone stale"),
    "withdraw": Withdraw(),
}


@pytest.mark.parametrize(
    ("state", "fitting"),
    [
        (DraftState.OPEN, {"confirm", "loss", "ask", "withdraw"}),
        (DraftState.ORDERED, {"take up", "finish", "refuse"}),
        (DraftState.RELEASED, set()),
        (DraftState.WITHDRAWN, set()),
    ],
)
def test_a_step_fits_some_states(state: DraftState, fitting: set[str]) -> None:
    given = draft(state=state, order=order())

    assert {name for name, step in STEPS.items() if step.apply(given)} == fitting


def test_an_order_is_held_by_one_worker_until_its_time_is_over() -> None:
    held = TakeUp(NOW, MINUTE).apply(draft(state=DraftState.ORDERED, order=order()))

    assert held is not None
    assert held.held_until == NOW + MINUTE
    assert TakeUp(NOW + MINUTE / 2, MINUTE).apply(held) is None
    assert TakeUp(NOW + MINUTE, MINUTE).apply(held) is not None


def test_a_refused_order_leaves_the_draft_open_and_says_why() -> None:
    refused = Refuse("gone stale").apply(draft(state=DraftState.ORDERED, order=order(), held_until=NOW))

    assert refused == draft(refusal="gone stale")


def test_what_was_withdrawn_holds_nothing_and_all_is_kept_for_two_weeks() -> None:
    withdrawn = Withdraw().apply(draft(content=b"country"))

    assert withdrawn == draft(state=DraftState.WITHDRAWN, content=b"")
    assert draft().expires == NOW + timedelta(days=14)


def test_what_it_holds_is_in_no_text_of_it() -> None:
    assert "embargoed" not in repr(draft(content=b"embargoed"))
