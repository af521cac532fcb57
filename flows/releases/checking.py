"""What the checks find in a schedule and do not find in the one in force."""

from flows.installation.wiring import Wiring
from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.schedule.checks import check_content
from uprcycle.schedule.session import Schedule


def check_anew(wiring: Wiring, schedule: Schedule, headline: str) -> tuple[Problem, ...]:
    """Return the warnings that the schedule in force does not have.

    Raises:
        BadInputError: There are errors that it does not have; ``headline`` says what that stops.
    """
    world = wiring.world()
    known = set(check_content(world.release.schedule, world.countries))
    found = [each for each in check_content(schedule, world.countries) if each not in known]
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        raise BadInputError(headline, errors)
    return tuple(found)
