"""Rule files (TOML) read into a rulebook, with every problem named at once."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import partial
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.days.span import GENEVA
from uprcycle.days.workdays import Roll
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.condition import Condition
from uprcycle.rules.forecast import Forecast, Season
from uprcycle.rules.rule import Basis, Kind, Lead, Prominence, Rule
from uprcycle.rules.rulebook import PhaseRule, Rulebook
from uprcycle.visibility import Visibility

Row: TypeAlias = Mapping[str, Any]
_Read = TypeVar("_Read")


def read_rulebook(files: Iterable[tuple[str, str]], titles: Mapping[str, str] | None = None) -> Rulebook:
    """Read rule files into one rulebook.

    Args:
        files: Name and text of each; the name's stem is the phase of its rules.
        titles: The full title of each document that the files cite by a code.

    Raises:
        BadInputError: With every problem of every file.
    """
    problems: list[Problem] = []
    rules: list[Rule] = []
    forecasts: list[Forecast] = []
    phases: list[PhaseRule] = []
    for name, text in files:
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(name, f"is not TOML: {error}"))
            continue
        stem = name.rsplit("/", 1)[-1].removesuffix(".toml")
        rules += _rows(name, table.get("rule", ()), partial(_rule, stem, titles or {}), problems)
        forecasts += _rows(name, table.get("forecast", ()), partial(_forecast, titles or {}), problems)
        phases += _rows(name, table.get("phase", ()), _phase, problems)
    problems += _check_ids(rules)
    if problems:
        headline = f"the rulebook has {len(problems)} problem{'s' * (len(problems) != 1)}"
        raise BadInputError(headline, problems)
    return Rulebook(tuple(rules), tuple(forecasts), tuple(phases))


def _rows(
    name: str, rows: Iterable[Row], read: Callable[[Row], _Read], problems: list[Problem]
) -> list[_Read]:
    found = []
    for number, row in enumerate(rows, start=1):
        try:
            found.append(read(row))
        except KeyError as error:
            problems.append(Problem(_where(name, number, row), f"the key {error} is missing"))
        except (ValueError, BadInputError) as error:
            problems.append(Problem(_where(name, number, row), str(error)))
    return found


def _where(name: str, number: int, row: Row) -> str:
    return f"{name}: row {number} ({row.get('id', 'without id')})"


def _lead(row: Row) -> Lead:
    until = Offset.parse(row["until"]) if "until" in row else None
    return Lead(Anchor(row["anchor"]), Offset.parse(row.get("offset", "on the day")), until)


def _roles(row: Row, key: str) -> tuple[Role, ...]:
    return tuple(Role(code) for code in row.get(key, ()))


def _rule(phase: str, titles: Mapping[str, str], row: Row) -> Rule:
    return Rule(
        id=row["id"],
        kind=Kind(row["kind"]),
        phase=Phase(row.get("phase", phase)),
        title=row["title"],
        description=row["description"],
        lead=_lead(row),
        visibility=Visibility(row["visibility"]),
        basis=Basis(row["basis"]),
        sources=tuple(_citation(each, titles) for each in row["sources"]),
        actors=_roles(row, "actors"),
        informed=_roles(row, "informed"),
        prominence=Prominence(row.get("prominence", "detail")),
        condition=Condition.parse(row.get("conditions", "")),
        roll=Roll(row.get("roll", "none")),
        at=time.fromisoformat(row["at"]) if "at" in row else None,
        zone=ZoneInfo(row["zone"]) if "zone" in row else GENEVA,
        fallback=_lead(row["fallback"]) if "fallback" in row else None,
        forecast=row.get("forecast", ""),
        **_texts(row),
    )


def _citation(row: Row, titles: Mapping[str, str]) -> Citation:
    code = row["document"]
    return Citation(titles.get(code, code), row.get("section", ""))


def _texts(row: Row) -> dict[str, Any]:
    plain = {
        key: row[key] for key in ("produces", "limits", "repeat", "level", "note", "voluntary") if key in row
    }
    lists = {key: tuple(row[key]) for key in ("depends_on", "links", "languages") if key in row}
    return plain | lists


def _forecast(titles: Mapping[str, str], row: Row) -> Forecast:
    return Forecast(
        id=row["id"],
        milestone=row["milestone"],
        season=Season(row["season"]),
        anchor=Anchor(row["anchor"]),
        earliest=Offset.parse(row["earliest"]),
        likeliest=Offset.parse(row["likeliest"]),
        latest=Offset.parse(row["latest"]),
        observations=row["observations"],
        citation=Citation(titles.get(row["source"], row["source"])),
        weekday=row.get("weekday", ""),
        note=row.get("note", ""),
    )


def _phase(row: Row) -> PhaseRule:
    return PhaseRule(Phase(row["id"]), row["title"], _lead(row["opens"]), row.get("note", ""))


def _check_ids(rules: list[Rule]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for rule in rules:
        if rule.id in seen:
            problems.append(Problem(rule.id, "two rules have this id", "give one of them another"))
        seen.add(rule.id)
    return problems
