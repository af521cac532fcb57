"""A people file in the hands of somebody who looks after some States alone.

They load nobody of another State. What is stored of a person who holds an office there too, a name
or a language, stays as it is: it is not theirs alone to change.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.people import Assignment, Person
from uprcycle.phrase import phrase
from uprcycle.roster.reader import ReadPeople

Covers = Callable[[str], bool]
"""Tells of the code of a State whether it is among those that somebody looks after."""


def confine(read: ReadPeople, held: Iterable[Assignment], covers: Covers) -> ReadPeople:
    """Return what somebody may load of a file, with a warning where a person stays as they are.

    Args:
        read: The file as it was read.
        held: Everything that is stored.
        covers: What they look after.

    Raises:
        BadInputError: With each other State that the file names.
    """
    foreign = Counter(each.office.country for each in read.assignments if not covers(each.office.country))
    if foreign:
        remedy = phrase("leave these rows out, or ask somebody who looks after that State")
        problems = [
            Problem(
                code,
                phrase("{count} of the offices named are of a State that you do not look after", count=count),
                remedy,
            )
            for code, count in sorted(foreign.items())
        ]
        raise BadInputError("the file names States that you do not look after", problems)
    elsewhere = {each.person.id: each.person for each in held if not covers(each.office.country)}
    kept = tuple(_with_stored(each, elsewhere.get(each.person.id)) for each in read.assignments)
    changed = {
        new.person.id: new.person for new, old in zip(kept, read.assignments, strict=True) if new != old
    }
    warnings = (_stays(changed[each]) for each in sorted(changed))
    return replace(read, assignments=kept, problems=(*read.problems, *warnings))


def _with_stored(assignment: Assignment, stored: Person | None) -> Assignment:
    return assignment if stored is None else replace(assignment, person=stored)


def _stays(person: Person) -> Problem:
    what = phrase("name, language and rhythm stay as they are: they hold an office of another State too")
    return Problem(person.email, what, phrase("ask somebody who looks after both"), Severity.WARNING)
