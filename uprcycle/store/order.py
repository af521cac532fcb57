"""The order in which the store answers; sorted here, for databases disagree on the order of text."""

from datetime import date

from uprcycle.checklist.tick import Tick
from uprcycle.people import Assignment
from uprcycle.presence import Absence


def tick_order(tick: Tick) -> tuple[str, int, str, str]:
    """Order ticks by country, cycle, task and office, which also tells of what they speak."""
    return tick.country, tick.cycle, tick.task, tick.office


def assignment_order(assignment: Assignment) -> tuple[str, str, str, date]:
    """Order assignments by country, office name, person and first day, which also tells them apart."""
    return assignment.office.country, assignment.office.name, assignment.person.id, assignment.valid_from


def absence_order(absence: Absence) -> tuple[str, date]:
    """Order absences by person and first day, which also tells them apart."""
    return absence.person, absence.first
