"""The step of a State among many: named by its phase, ended in words, and its finding handed on."""

from flows.visiting import Stretch
from flows.visits import visit_step
from tests.flows.releases import released_for
from tests.flows.test_visiting import DAY, ENTERED, on


def test_a_step_ends_with_what_was_found() -> None:
    wiring = on(released_for("SUR"), ENTERED)
    state = visit_step.fn(wiring, "SUR", "SUR · outcome", Stretch(ENTERED - DAY, ENTERED))

    assert state.message is not None
    assert state.message.startswith("outcome; entered outcome; opened: ")
    assert visit_step.task_run_name == "{name}"
