"""An installation whose every rule has words of its own, so that any trace of it is found in any bytes."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from tests.flows.installed import NOON, wiring_over
from tests.uprcycle.rulesets import Files, edited
from tests.web.released import with_a_day
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.ruleset import Ruleset
from uprcycle.schedule.session import Schedule
from uprcycle.store.database import migrate, open_store
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_schedule
from uprcycle.store.ports import Store

BASE = "https://upr.example.org"
COUNTRIES = ("KEN", "GRC", "FJI")
"""One State with a country team of its own, one without, one whose office serves several."""

RELEASED = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
_TEXTS = ("title", "description", "produces", "limits", "note")
_WORD = re.compile(r"zq(\d{3})[a-z]")


def _rows(files: Files) -> list[dict[str, Any]]:
    return [row for tables in files.values() for row in tables.get("rule", [])]


def _mark(files: Files) -> None:
    """Give each rule its words, let it apply to every State, and hold some at the level of partners."""
    for number, row in enumerate(_rows(files)):
        row.pop("conditions", None)
        row |= {key: f"zq{number:03}{key[0]}" for key in _TEXTS if key in row}
    public = [row for row in _rows(files) if row["visibility"] == "public"]
    details = [row for row in public if row.get("prominence", "detail") == "detail"]
    for row in [each for each in details if each["kind"] in {"event", "action"}][::9]:
        row["visibility"] = "partners"


@cache
def marked() -> Ruleset:
    """The packaged rules with words by which each can be found."""
    return edited(_mark)


@cache
def rows() -> Mapping[str, dict[str, Any]]:
    """The rows of those rules by id, as their files hold them."""
    files: Any = marked().files
    return {row["id"]: row for row in _rows(files)}


def reminded_of() -> frozenset[str]:
    """Return the rules that may be spoken of in a mail: all but those of a projected review."""
    return frozenset(
        each
        for each, row in rows().items()
        if row["anchor"] != Anchor.NEXT_REVIEW and not row.get("projected")
    )


@cache
def _ids() -> tuple[Mapping[str, str], re.Pattern[str]]:
    words = {row["title"][2:5]: rule_id for rule_id, row in rows().items()}
    longest_first = sorted(rows(), key=len, reverse=True)
    return words, re.compile(rf"(?<![\w-])({'|'.join(longest_first)})(?![\w-])")


def found_in(*texts: str) -> frozenset[str]:
    """Return the ids of the rules whose words stand in ``texts``, and of hidden ones the id itself."""
    whole = html.unescape("\n".join(texts))
    by_word, named = _ids()
    hidden = {each for each in named.findall(whole) if rows()[each]["visibility"] != "public"}
    return frozenset(by_word[each] for each in _WORD.findall(whole)) | hidden


@cache
def schedule() -> Schedule:
    """The packaged schedule with the slots of the three States only."""
    whole = load_schedule()
    slots = tuple(each for each in whole.slots if each.country in COUNTRIES and each.cycle == 4)
    return replace(whole, slots=slots)


def moved() -> Schedule:
    """The same with the review of Kenya on another day."""
    return with_a_day(schedule(), "KEN", "2025-06-12")


def person_of(role: str) -> Person:
    """Return whoever holds the offices of a role."""
    return Person(f"of-{role.lower()}", f"Person {role}", f"{role.lower()}@example.org")


def office_of_role(role: str, country: str) -> Office:
    """Return the office of a role in a State; that of nobody has no role."""
    return Office(f"Desk {role}", country, frozenset({Role(role)} if role in set(Role) else ()))


def assignments(roles: Iterable[str]) -> list[Assignment]:
    """Return a person for each role, who holds one office in each State."""
    since = date(2020, 1, 1)
    return [
        Assignment(person_of(role), office_of_role(role, country), since)
        for role in roles
        for country in COUNTRIES
    ]


def fill(store: Store, roles: Iterable[str], ruleset: Ruleset | None = None) -> None:
    """Release the schedule twice, the second time with another day, and load people."""
    rules = ruleset or marked()
    for number, each in enumerate((schedule(), moved())):
        at = RELEASED + timedelta(days=number)
        store.releases.add(each, rules, by="a tester", note="a note", source="a source", at=at)
    store.people.save(assignments(roles), by="a tester", at=RELEASED)


def in_memory(roles: Iterable[str] = (), ruleset: Ruleset | None = None) -> Wiring:
    """Return the installation in memory."""
    store = MemoryStore()
    fill(store, roles, ruleset)
    return wiring_over(store, settings=Settings(base_url=BASE))


def on_disk(folder: Path, roles: Iterable[str]) -> Wiring:
    """Return the installation as a file, for the command line."""
    folder.mkdir()
    settings = Settings(data_dir=folder, base_url=BASE)
    migrate(settings.store_url)
    store = open_store(settings.store_url)
    fill(store, roles)
    return wiring_over(store, lambda: NOON, settings)
