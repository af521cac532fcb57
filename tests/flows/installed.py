"""One installation for a test: its folder, its day, and the command line run in process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from flows.cli.main import run
from flows.feeds.publishing import publish
from flows.installation.founding import found
from flows.installation.keys import Keyring
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.store.database import open_store
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset, load_schedule
from uprcycle.store.ports import Store

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FOUNDED = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

PEOPLE = """\
name,email,office,role,country,language,time_zone,valid_from,valid_to
Amina Example,amina@example.org,RCO Suriname,RCO;UNCT,Suriname,en,America/Paramaribo,2026-01-01,
Bruno Exemple,bruno@example.org,RCO Togo,RCO,TGO;BEN,fr,,,
Chara Example,chara@example.org,OHCHR regional office for Greece,OHCHR-FIELD,GRC,en,Europe/Athens,,
Dana Example,dana@example.org,Civic Forum,CSO,Kenya,en,Africa/Nairobi,,
"""


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads(self.out)


@dataclass(frozen=True)
class CommandLine:
    """Runs commands of ``uprcycle`` in this process and reads what they write."""

    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Answer:
        self.capture.readouterr()
        status = run(list(words))
        said = self.capture.readouterr()
        return Answer(status, said.out, said.err)


def wiring_over(
    store: Store, now: Callable[[], datetime] = lambda: NOON, settings: Settings | None = None
) -> Wiring:
    """Return an installation over ``store`` on the day of :data:`TODAY`."""
    return Wiring(settings or Settings(), store, now, lambda: now().date())


def found_here(folder: Path) -> None:
    """Found an installation in ``folder`` on the day of :data:`FOUNDED`, and publish its feeds."""
    with time_machine.travel(FOUNDED, tick=False):
        wiring = found(Settings(data_dir=folder)).wiring
        publish(wiring)
        wiring.store.close()


def founded_memory(now: Callable[[], datetime] = lambda: NOON) -> Wiring:
    """Return an installation in memory that has released the packaged schedule and published nothing."""
    store = MemoryStore()
    store.releases.add(
        load_schedule(), load_ruleset(), by="a tester", note="packaged", source="packaged", at=FOUNDED
    )
    return wiring_over(store, now)


def stored(home: Path, now: Callable[[], datetime] = lambda: NOON, **chosen: Any) -> Wiring:  # noqa: ANN401 - settings
    """Return an installation over the SQLite file in ``home``, with settings as ``chosen``."""
    settings = Settings(data_dir=home, **chosen)
    return wiring_over(open_store(settings.store_url, Keyring(settings)), now, settings)


def holder(
    country: str, office: str, *roles: Role, person: str = "p1", name: str = "Amina Example"
) -> Assignment:
    """Return an invented person who holds an office of a country."""
    somebody = Person(f"id-{len(person)}-{country.lower()}", name, f"{person}@example.org")
    return Assignment(somebody, Office(office, country, frozenset(roles)))
