"""The people who hold offices: ``people check`` and ``people load``."""

from collections import Counter

import typer

from flows.cli.output import print_error, print_lines, print_problems
from flows.cli.schedule import File, read_file
from flows.wiring import wire
from uprcycle.errors import BadInputError, Severity
from uprcycle.people import Assignment
from uprcycle.roster.reader import ReadPeople, read_people
from uprcycle.store.packaged import load_countries

app = typer.Typer(help="People and the offices they hold.", no_args_is_help=True, rich_markup_mode=None)


@app.command("check")
def check(file: File) -> int:
    """Read and check a file of people; changes nothing.

    All problems are named at once.

    Example: uprcycle people check people.csv
    """
    read = _read(file)
    if read is None:
        return BadInputError.exit_status
    print_lines(f"{file.name}: {_count(read.assignments)}, no errors")
    return 0


@app.command("load")
def load(file: File) -> int:
    """Load people and the offices they hold.

    A file with any error changes nothing; the same file again adds nothing.

    Example: uprcycle people load people.csv
    """
    read = _read(file)
    if read is None:
        return BadInputError.exit_status
    wiring = wire()
    before = set(wiring.store.people.assignments())
    wiring.store.people.save(read.assignments, by="uprcycle people load", at=wiring.now())
    changed = len(set(wiring.store.people.assignments()) - before)
    print_lines(f"{file.name}: {_count(read.assignments)}; {changed} new or changed")
    return 0


def _read(file: File) -> ReadPeople | None:
    read = read_people(file.name, read_file(file), load_countries())
    errors = [each for each in read.problems if each.severity is Severity.ERROR]
    if errors:
        count = f"{len(errors)} problem{'s' * (len(errors) != 1)}"
        print_error(BadInputError(f"the file of people has {count}; nothing was changed", read.problems))
        return None
    print_problems(read.problems)
    return read


def _count(assignments: tuple[Assignment, ...]) -> str:
    offices = Counter(each.office.name for each in assignments)
    people = {each.person.id for each in assignments}
    return f"{len(people)} people in {len(offices)} offices"
