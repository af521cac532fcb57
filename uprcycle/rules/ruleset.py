"""The rules, flags, choices and working days by which a release finds its dates, kept with it for ever.

A ruleset is the tables of its files. Its text is their canonical JSON: comments, the order of
files and that of keys leave it as it is, so its digest stands for what it says (decision 0016).
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property, lru_cache, partial
from typing import TypeAlias, TypeVar

from uprcycle.countries import Country
from uprcycle.days.workdays import WorkingDays
from uprcycle.errors import BadInputError, Problem
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import MILESTONE_OF
from uprcycle.rules.choice import read_alternative, read_choice
from uprcycle.rules.choices import Choices
from uprcycle.rules.dated import twice_said
from uprcycle.rules.flags import Flags, read_flag_row
from uprcycle.rules.leads import Leads, read_named_lead
from uprcycle.rules.reader import read_rulebook
from uprcycle.rules.rulebook import Rulebook
from uprcycle.schedule.rows import Row, read_rows, read_text, read_text_if_any
from uprcycle.visibility import Audience, may_see

Files: TypeAlias = Mapping[str, Row]
"""What each file holds, by its name: lists of rows under the names of their tables."""

SOURCES = "sources.toml"
HOLIDAYS = "holidays/geneva.toml"
FLAGS = "flags.toml"
CHOICES = "choices.toml"
RULES, TASKS = "rules/", "checklists/"
_NEEDED = (*MILESTONE_OF.values(), "national-report")
_Read = TypeVar("_Read")
_KEPT = 8  # a ruleset is some hundred kilobytes, and few are in force


@dataclass(frozen=True)
class Ruleset:
    """The rules, forecasts and phases of one edition, Geneva's working days, what is said of States."""

    text: str = field(repr=False)
    rulebook: Rulebook = field(repr=False, compare=False)
    office: WorkingDays = field(repr=False, compare=False)
    flags: Flags = field(default=Flags(), repr=False, compare=False)
    choices: Choices = field(default=Choices(), repr=False, compare=False)
    leads: Leads = field(default=Leads(), repr=False, compare=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text; equal rulesets have equal digests."""
        return digest_of(self.text)

    @cached_property
    def public_digest(self) -> str:
        """The SHA-256 of what everybody may see of it: what hangs on it tells nothing of the rest."""
        rules = self.rulebook.by_id
        seen = {each for each in rules if may_see(Audience.PUBLIC, rules[each].visibility)}
        shown = {
            file: {
                name: [row for row in rows if name != "rule" or row["id"] in seen]
                for name, rows in tables.items()
            }
            for file, tables in self.files.items()
        }
        kept = {file: {name: rows for name, rows in tables.items() if rows} for file, tables in shown.items()}
        return digest_of(json.dumps(kept, sort_keys=True))

    @property
    def files(self) -> Files:
        """The tables of each file, by its name."""
        files: Files = json.loads(self.text)
        return files

    def state_on(self, country: Country, day: date) -> Country:
        """Return a State with what is said of the presence of the UN, and of who leads, on ``day``."""
        presence, lead = self.flags.presence(country.iso3, day), self.leads.of(country.iso3, day)
        if lead is None and presence.items() <= country.facts.items():
            return country
        return replace(country, facts={**country.facts, **presence}, lead=lead)


@lru_cache(maxsize=_KEPT)
def read_ruleset(text: str) -> Ruleset:
    """Read the text of a ruleset.

    Raises:
        BadInputError: With every problem of every file.
    """
    problems: list[Problem] = []
    parts = read_parts(json.loads(text), problems)
    refuse_problems(problems)
    return Ruleset(text, *parts)


def write_text(files: Files) -> str:
    """Return the one text of ``files`` that :func:`read_ruleset` reads."""
    return json.dumps(files, ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_plain)


def digest_of(text: str) -> str:
    """Return the digest under which the ruleset of this text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


Parts: TypeAlias = tuple[Rulebook, WorkingDays, Flags, Choices, Leads]


def read_parts(files: Files, problems: list[Problem]) -> Parts:
    """Read what ``files`` hold and add what is wrong with them to ``problems``."""
    missing = [name for name in (SOURCES, HOLIDAYS) if name not in files]
    problems += [Problem(name, "is missing", "export the rules in force to see one") for name in missing]
    titles = dict(_rows(files, SOURCES, "source", _title, problems))
    names = sorted((each for each in files if each.startswith((RULES, TASKS))), key=_place)
    rulebook = read_rulebook([(name, files[name]) for name in names], titles, problems)
    holidays = frozenset(_rows(files, HOLIDAYS, "holiday", _day, problems))
    flags = _rows(files, FLAGS, "flag", read_flag_row, problems)
    problems += [
        Problem(FLAGS, f"says {each.name} of {each.country} twice from the same day", "keep one row")
        for each in twice_said(flags, lambda each: each.name)
    ]
    choices = Choices(
        tuple(_rows(files, CHOICES, "reading", partial(read_alternative, titles=titles), problems)),
        tuple(_rows(files, CHOICES, "choice", read_choice, problems)),
    )
    leads = _rows(files, CHOICES, "office", read_named_lead, problems)
    problems += [
        Problem(CHOICES, f"names an office for {each.country} twice from the same day", "keep one row")
        for each in twice_said(leads)
    ]
    return rulebook, WorkingDays(holidays), Flags(tuple(flags)), choices, Leads(tuple(leads))


def check_whole(rulebook: Rulebook) -> list[Problem]:
    """Find what no timetable could do without; asked of new rules, for what is kept stays readable."""
    problems = [
        Problem(each, "no rule has this id", "keep it: dates are published under it and others hang on it")
        for each in _NEEDED
        if each not in rulebook.by_id
    ]
    if tuple(each.phase for each in rulebook.phases) != tuple(Phase):
        expected = ", ".join(Phase)
        problems.append(Problem("rules/phases.toml", "does not open each phase once, in order", expected))
    return problems


def refuse_problems(problems: list[Problem]) -> None:
    """Raise where there are any.

    Raises:
        BadInputError: With all of them.
    """
    if problems:
        count = f"{len(problems)} problem{'s' * (len(problems) != 1)}"
        raise BadInputError(f"the rulebook has {count}; nothing was changed", problems)


def _place(name: str) -> tuple[bool, str]:
    """Order files as they are read: rules before the tasks of checklists, each by name."""
    return name.startswith(TASKS), name


def _rows(
    files: Files, name: str, table: str, read: Callable[[Row], _Read], problems: list[Problem]
) -> list[_Read]:
    rows = files.get(name, {}).get(table, ())
    return read_rows(rows, read, lambda number, _: f"{name}: {table} {number}", problems)


def _title(row: Row) -> tuple[str, str]:
    code = read_text(row, "code")
    return code, read_text_if_any(row, "short") or code


def _day(row: Row) -> date:
    return date.fromisoformat(read_text(row, "date"))


def _plain(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a rule file")
