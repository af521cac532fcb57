"""Changes made one after another, each on what the one before it left."""

from collections.abc import Iterable
from dataclasses import replace

from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import series
from uprcycle.schedule.amend.amended import Amended, Deed
from uprcycle.schedule.amend.rows import Step
from uprcycle.schedule.session import Schedule


def apply_steps(schedule: Schedule, steps: Iterable[Step]) -> Amended:
    """Make every change in order; all of them or none.

    A change that cannot be made is left out for the sake of the later ones, so that the
    problems of all are named at once.

    Raises:
        BadInputError: With every problem and the place of the change that has it.
    """
    problems: list[Problem] = []
    done: list[Deed] = []
    for step in steps:
        try:
            amended = step.make(schedule)
        except BadInputError as error:
            found = error.problems or (Problem("", error.headline),)
            problems += [_placed(step, each) for each in found]
        else:
            schedule = amended.schedule
            done += amended.done
    if problems:
        count = f"{len(problems)} problem{'s' * (len(problems) != 1)}"
        raise BadInputError(f"the schedule was not changed, for {count}", problems)
    return Amended(schedule, tuple(done))


def _placed(step: Step, problem: Problem) -> Problem:
    return replace(problem, where=series([step.place, step.name, problem.where]))
