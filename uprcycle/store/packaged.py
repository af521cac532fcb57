"""The data that comes with uprcycle: States, schedule, rules, holidays and catalogues.

Read from the installed package, so an installation needs no other file.
"""

import csv
import gettext
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any
from zoneinfo import ZoneInfo

from uprcycle.countries import Countries, Country, Region, SharedOffice
from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import suggest
from uprcycle.rules.facts import Facts
from uprcycle.rules.facts_reader import read_facts
from uprcycle.rules.ruleset import CHOICES, FLAGS, HOLIDAYS, SOURCES, Ruleset
from uprcycle.rules.ruleset_files import read_files
from uprcycle.schedule.document import read_document
from uprcycle.schedule.session import Schedule
from uprcycle.wording.language import ENGLISH, Language

_DATA = resources.files("uprcycle") / "data"
_NAME = "name_"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PRESENT = {"own_UNCT": True, "shared_RC": True, "multi_country_office": True, "no_UNCT": False}
_TABLES = ("session", "council", "review", "date")
_INFERRED = "inferred"
CADENCE = "cadence.toml"
ESCALATION = "escalation.toml"


@cache
def load_countries() -> Countries:
    """Return the Member States and the two observer States."""
    rows = csv.DictReader(io.StringIO((_DATA / "countries.csv").read_text("utf-8")))
    offices = _shared_offices()
    return Countries(_country(row, offices.get(row["iso3"])) for row in rows)


@cache
def load_ruleset() -> Ruleset:
    """Return the packaged rules with the working days of Geneva; what is in force, a release says."""
    names = (SOURCES, HOLIDAYS, FLAGS, CHOICES)
    texts = {name: (_DATA / name).read_text("utf-8") for name in names}
    return read_files({**texts, **dict(_texts("rules")), **dict(_texts("checklists"))})


@cache
def load_facts() -> Facts:
    """Return the packaged facts, with the contradictions between their sources."""
    sources = tomllib.loads((_DATA / SOURCES).read_text("utf-8"))
    return read_facts(_texts("facts"), sources)


@cache
def load_schedule(*, inferred: bool = False) -> Schedule:
    """Return the packaged schedule; with ``inferred``, the undecided fifth cycle too."""
    document: dict[str, list[Any]] = {table: [] for table in _TABLES}
    for name, text in _texts("sessions"):
        if inferred or _INFERRED not in name:
            table = tomllib.loads(text)
            for key in _TABLES:
                document[key] += table.get(key, [])
    return read_document(document, "the packaged schedule")


@cache
def load_contact_windows() -> frozenset[str]:
    """Return the ids of the rules by which missions and embassies are approached."""
    return frozenset(tomllib.loads((_DATA / "clashes.toml").read_text("utf-8"))["contact_windows"])


@cache
def load_cadence_rows() -> Mapping[str, Any]:
    """Return on which days to speak of which tasks, as the file says it."""
    return tomllib.loads((_DATA / CADENCE).read_text("utf-8"))


@cache
def load_escalation_rows() -> Mapping[str, Any]:
    """Return to whom an overdue task is passed on and when, as the file says it."""
    return tomllib.loads((_DATA / ESCALATION).read_text("utf-8"))


@cache
def load_language(code: str) -> Language:
    """Return a language with its packaged catalogue.

    Raises:
        BadInputError: There is no catalogue for ``code``; the problem names what was meant, or all there are.
    """
    if code == ENGLISH.code:
        return ENGLISH
    if code not in language_codes():
        meant = _meant(code)
        remedy = suggest(meant) if meant else f"use one of {', '.join(language_codes())}"
        problem = Problem("language", f"there is no catalogue for {code!r}", remedy)
        headline = "the language is not known"
        raise BadInputError(headline, [problem])
    return Language(code, _catalogue(_DATA / "locales" / code / "LC_MESSAGES" / "uprcycle.po"))


def _meant(typed: str) -> list[str]:
    """Return the languages of which somebody typed a name, a longer code such as zh-CN, or the beginning."""
    start = typed.casefold().replace("_", "-").partition("-")[0]
    locales = {code: Language(code).locale for code in language_codes()}
    names = {code: (code, each.english_name or "", each.display_name or "") for code, each in locales.items()}
    return [code for code, known in names.items() if start and _begins(known, start)][:2]


def _begins(names: tuple[str, ...], start: str) -> bool:
    return any(each.casefold().startswith(start) for each in names)


@cache
def language_codes() -> tuple[str, ...]:
    """Return the codes of the languages there are, English first."""
    folder = _DATA / "locales"
    found = sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    return (ENGLISH.code, *(code for code in found if code != ENGLISH.code))


def _catalogue(path: Traversable) -> gettext.GNUTranslations:
    # The text catalogue is compiled in memory, so no binary file can disagree with it.
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English needs no catalogue
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _texts(folder: str) -> Iterator[tuple[str, str]]:
    for entry in sorted((_DATA / folder).iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".toml"):
            yield f"{folder}/{entry.name}", entry.read_text("utf-8")


def _shared_offices() -> dict[str, SharedOffice]:
    """Return by code of the State who leads there and in others."""
    table = tomllib.loads((_DATA / "offices.toml").read_text("utf-8"))
    return {
        code: SharedOffice(row["name"], row["confidence"], has_own_team=key == "own_teams")
        for row in table["office"]
        for key in ("states", "own_teams")
        for code in row.get(key, ())
    }


def _country(row: dict[str, str], shared_office: SharedOffice | None) -> Country:
    others = {column.removeprefix(_NAME): name for column, name in row.items() if column.startswith(_NAME)}
    names = {code: name for code, name in ({"en": row["name"]} | others).items() if name}
    present = _PRESENT.get(row["un_presence"])
    return Country(
        iso3=row["iso3"],
        names=names,
        aliases=tuple(part.strip() for part in row["aliases"].split(";") if part.strip()),
        region=Region(row["regional_group"]) if row["regional_group"] else None,
        zone=ZoneInfo(row["time_zone"]),
        weekend=frozenset(_WEEKDAYS.index(day) for day in row["weekend"].split(",")),
        language=row["language"].split(";")[0],
        is_member=row["membership"] == "member",
        facts={} if present is None else {"has_unct": present, "no_un_presence": not present},
        iso2=row["iso2"],
        shared_office=shared_office,
    )
