"""The step of a State among many: named by its phase, ended in words, and its finding handed on."""

from flows.cycle.visiting import Stretch, Visit
from flows.cycle.visits import visit_step
from tests.flows.cycle.test_visiting import DAY, ENTERED, on
from tests.flows.released import released_for
from uprcycle.reviews.phases import Phase


def test_a_step_ends_with_what_was_found() -> None:
    wiring = on(released_for("SUR"), ENTERED)
    state = visit_step.fn(wiring, "SUR", "SUR · outcome", Stretch(ENTERED - DAY, ENTERED))

    assert visit_step.task_run_name == "{name}"
    assert (state.message or "").startswith("outcome; entered outcome; opened: ")
    assert isinstance(state.data, Visit)
    assert (state.data.country, state.data.entered) == ("SUR", (Phase.OUTCOME,))
