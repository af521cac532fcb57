"""The order in which the store answers; sorted here, for databases disagree on the order of text."""

from datetime import date

from uprcycle.checklist.task import Tick
from uprcycle.people import Assignment


def tick_order(tick: Tick) -> tuple[str, int, str]:
    """Order ticks by country, cycle and task, which also names the task."""
    return tick.country, tick.cycle, tick.task


def assignment_order(assignment: Assignment) -> tuple[str, str, str, date]:
    """Order assignments by country, office name, person and first day, which also tells them apart."""
    return assignment.office.country, assignment.office.name, assignment.person.id, assignment.valid_from
