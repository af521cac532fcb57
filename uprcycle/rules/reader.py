"""The tables of rule files read into a rulebook, with every problem named at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset, Unit
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.span import GENEVA
from uprcycle.days.workdays import Roll, WorkingDays
from uprcycle.errors import Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor, OtherMilestone, read_anchor
from uprcycle.rules.citations import read_citations
from uprcycle.rules.condition import Condition
from uprcycle.rules.forecast import Forecast, Season
from uprcycle.rules.rule import ON_THE_DAY, Basis, Kind, Lead, Prominence, Rule
from uprcycle.rules.rulebook import PhaseRule, Rulebook
from uprcycle.schedule.rows import (
    Row,
    read_flag,
    read_number,
    read_row,
    read_rows,
    read_text,
    read_text_if_any,
    read_texts,
)
from uprcycle.visibility import Visibility

_ANY_DAY = date(2028, 5, 10)
_LONG = frozenset({Unit.MONTH, Unit.YEAR})

_Read = TypeVar("_Read")


def read_rulebook(
    files: Iterable[tuple[str, Row]], titles: Mapping[str, str], problems: list[Problem]
) -> Rulebook:
    """Read the tables of rule files into one rulebook.

    Args:
        files: Name and tables of each; the name's stem is the phase of its rules.
        titles: The full title of each document that the files cite by a code.
        problems: Grows by every problem of every file; what is right is read all the same.
    """
    rules: list[Rule] = []
    forecasts: list[Forecast] = []
    phases: list[PhaseRule] = []
    for name, tables in files:
        stem = name.rsplit("/", 1)[-1].removesuffix(".toml")
        rules += _rows(name, tables.get("rule", ()), partial(_rule, stem, titles), problems)
        forecasts += _rows(name, tables.get("forecast", ()), partial(_forecast, titles), problems)
        phases += _rows(name, tables.get("phase", ()), _phase, problems)
    problems += _check_ids(rules)
    problems += _check_anchors(rules)
    # Files come in any order; what has no date is listed by phase all the same.
    rules.sort(key=lambda rule: list(Phase).index(rule.phase))
    return Rulebook(tuple(rules), tuple(forecasts), tuple(phases))


def _rows(name: str, rows: object, read: Callable[[Row], _Read], problems: list[Problem]) -> list[_Read]:
    return read_rows(rows, read, partial(_where, name), problems)


def _where(name: str, number: int, row: Row) -> str:
    return f"{name}: row {number} ({row.get('id', 'without id')})"


def _lead(row: Row) -> Lead:
    lead = Lead(
        anchor=read_anchor(read_text(row, "anchor")),
        offset=Offset.parse(read_text(row, "offset")) if "offset" in row else ON_THE_DAY,
        until=Offset.parse(read_text(row, "until")) if "until" in row else None,
    )
    every_day = WorkingDays()
    if lead.until and lead.until.apply(_ANY_DAY, every_day) < lead.offset.apply(_ANY_DAY, every_day):
        raise ValueError(f"a window cannot end {str(lead.until)!r} where it starts {str(lead.offset)!r}")
    return lead


def _repeat(row: Row) -> Recurrence | None:
    if "repeat" not in row:
        return None
    lead = _lead(row)
    bounds = {each.unit in _LONG for each in (lead.offset, lead.until) if each and each.count}
    if Unit.WORKING_DAY in {lead.offset.unit, lead.until and lead.until.unit} or len(bounds) > 1:
        raise ValueError("what recurs counts its window in months and years, or in days and weeks")
    return Recurrence.parse(read_text(row, "repeat"))


def _roles(row: Row, key: str) -> tuple[Role, ...]:
    return tuple(Role(code) for code in read_texts(row, key))


def _rule(phase: str, titles: Mapping[str, str], row: Row) -> Rule:
    return Rule(
        id=read_text(row, "id"),
        kind=Kind(row["kind"]),
        phase=Phase(row.get("phase", phase)),
        title=read_text(row, "title"),
        description=read_text(row, "description"),
        lead=_lead(row),
        visibility=Visibility(row["visibility"]),
        basis=Basis(row["basis"]),
        sources=read_citations(row, titles),
        actors=_roles(row, "actors"),
        informed=_roles(row, "informed"),
        prominence=Prominence(row.get("prominence", "detail")),
        condition=Condition.parse(read_text_if_any(row, "conditions")),
        roll=Roll(row.get("roll", "none")),
        at=time.fromisoformat(read_text(row, "at")) if "at" in row else None,
        zone=ZoneInfo(read_text(row, "zone")) if "zone" in row else GENEVA,
        repeat=_repeat(row),
        fallback=_lead(read_row(row, "fallback")) if "fallback" in row else None,
        **_texts(row),
    )


def _texts(row: Row) -> dict[str, Any]:
    texts = ("forecast", "produces", "limits", "level", "note")
    lists = ("depends_on", "links", "languages")
    return (
        {key: read_text_if_any(row, key) for key in texts}
        | {key: read_texts(row, key) for key in lists}
        | {key: read_flag(row, key) for key in ("voluntary", "projected")}
    )


def _forecast(titles: Mapping[str, str], row: Row) -> Forecast:
    source = read_text(row, "source")
    return Forecast(
        id=read_text(row, "id"),
        milestone=read_text(row, "milestone"),
        season=Season(read_text(row, "season")),
        anchor=Anchor(read_text(row, "anchor")),
        earliest=Offset.parse(read_text(row, "earliest")),
        likeliest=Offset.parse(read_text(row, "likeliest")),
        latest=Offset.parse(read_text(row, "latest")),
        observations=read_number(row, "observations"),
        citation=Citation(titles.get(source, source)),
        weekday=read_text_if_any(row, "weekday"),
        note=read_text_if_any(row, "note"),
    )


def _phase(row: Row) -> PhaseRule:
    phase, title = Phase(read_text(row, "id")), read_text(row, "title")
    return PhaseRule(phase, title, _lead(read_row(row, "opens")), read_text_if_any(row, "note"))


def _check_ids(rules: list[Rule]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for rule in rules:
        if rule.id in seen:
            problems.append(Problem(rule.id, "two rules have this id", "give one of them another"))
        seen.add(rule.id)
    return problems


def _check_anchors(rules: list[Rule]) -> list[Problem]:
    """Follow the rules that count from another milestone to where they end."""
    by_id = {rule.id: rule for rule in rules}
    problems = []
    for rule in rules:
        passed = [rule.id]
        anchor = rule.lead.anchor
        while isinstance(anchor, OtherMilestone) and anchor.id in by_id and anchor.id not in passed:
            passed.append(anchor.id)
            anchor = by_id[anchor.id].lead.anchor
        if isinstance(anchor, OtherMilestone):
            what = "counts from itself" if anchor.id in passed else "counts from a milestone that no rule has"
            problems.append(Problem(rule.id, f"{what}: {' -> '.join((*passed, anchor.id))}"))
    return problems
