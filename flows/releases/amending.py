"""One change of the schedule in force, asked for by the cells of a form: what it would do.

It is the change that ``uprcycle amend`` makes in a file; here the draft is the schedule in force.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flows.installation.wiring import Wiring
from flows.releases.checking import check_anew
from flows.releases.releasing import Draft, Preview, preview
from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase
from uprcycle.schedule.amend.amended import Deed
from uprcycle.schedule.amend.apply import apply_steps
from uprcycle.schedule.amend.columns import COLUMNS
from uprcycle.schedule.amend.rows import Step, read_steps
from uprcycle.schedule.amend.values import Known
from uprcycle.sheets.table import Row, Table

_FORM = "the form"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of the schedule in force: what it does to rows, and what releasing it would do."""

    deeds: tuple[Deed, ...]
    preview: Preview


@dataclass(frozen=True, slots=True)
class _Form(Table):
    """What was typed, as the single row of a table; a problem names its field."""

    def where(self, row: Row, column: str) -> str:
        """Return what was typed into a field."""
        return row[column] or self.headings.get(column, column)


def preview_amendment(wiring: Wiring, change: str, cells: Mapping[str, str]) -> Amendment:
    """Compute what one change of the schedule in force would do; nothing is written.

    Args:
        wiring: The installation.
        change: A name of ``uprcycle.schedule.amend.kinds``.
        cells: The columns of the change, as they were typed.

    Raises:
        BadInputError: With every problem; where it is of one field, its place names the column.
        RefusedError: Nothing has been released yet.
    """
    world = wiring.world()
    known = Known(world.countries, world.rulebook.by_id, wiring.today())
    steps = _steps({"change": change, **cells}, known)
    amended = apply_steps(world.release.schedule, steps)
    warnings = check_anew(wiring, amended.schedule, "what would follow does not go together")
    return Amendment(amended.done, preview(wiring, Draft(amended.schedule, warnings)))


def _steps(cells: Mapping[str, str], known: Known) -> tuple[Step, ...]:
    columns = {each.name: each for each in COLUMNS}
    table = _Form(_FORM, {each: each for each in columns}, (Row(1, cells),), columns)
    if not cells.get("source", "").strip():
        raise BadInputError("the change has no source", _unsourced(table, known, cells))
    return tuple(replace(each, place="", name="") for each in read_steps(table, known))


def _unsourced(table: Table, known: Known, cells: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return that no source is named, and whatever else is wrong, so that all of it comes at once."""
    place = table.place_of(1, "source")
    lacking = Problem("source", phrase("is empty"), phrase("say who announced it, in a line"), place=place)
    try:
        read_steps(replace(table, rows=(Row(1, {**cells, "source": _FORM}),)), known)
    except BadInputError as error:
        return (*error.problems, lacking)
    return (lacking,)
