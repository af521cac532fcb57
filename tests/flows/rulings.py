"""An installation of two sessions that goes over to other rules: for the tests of rulings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

from flows.installation.wiring import Wiring
from flows.releases.releasing import Outcome, Signature
from flows.releases.ruling import accept_rules, preview_rules
from tests.flows.installed import FOUNDED, NOON, wiring_over
from tests.flows.released import BASE, SIGNED, histories
from tests.uprcycle.rulesets import with_cells, without_rule
from tests.uprcycle.store.postgresql_server import Server
from tests.uprcycle.store.stores import stores_in
from uprcycle.rules.ruleset import Ruleset
from uprcycle.store.packaged import load_ruleset
from uprcycle.store.ports import Revision, Store

STATEMENT = "written-statement-adoption"
PACKAGED = load_ruleset()
LONGER = with_cells(STATEMENT, offset="2 months before", until="1 day before")
WITHOUT = without_rule(STATEMENT)


def installed(store: Store, ruleset: Ruleset = PACKAGED) -> Wiring:
    """Return an installation that released two sessions by ``ruleset``, and whose clock goes on."""
    moments = count()
    store.releases.add(BASE, ruleset, by="a tester", note="first", source="", at=FOUNDED)
    store.revisions.save(histories(), at=NOON)
    return wiring_over(store, lambda: NOON + timedelta(minutes=next(moments)))


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[Wiring]:
    """Open such an installation over a store of this kind, in memory or in a file."""
    with stores_in(folder, _no_server).opened(kind) as store:
        yield installed(store)


def accept(wiring: Wiring, ruleset: Ruleset, *countries: str, signature: Signature = SIGNED) -> Outcome:
    """Look at the plan and accept it."""
    digest = preview_rules(wiring, ruleset, countries).plan.digest
    return accept_rules(wiring, ruleset, digest, signature, countries)


def revisions(wiring: Wiring) -> dict[str, Revision]:
    """Return what the feeds say, by name."""
    return dict(wiring.store.revisions.current())


def some_countries(wiring: Wiring) -> tuple[str, ...]:
    """Return the codes of the States of the current cycle, in order."""
    return tuple(each.country for each in wiring.world().reviews())


def _no_server() -> Server:
    raise LookupError("these tests ask for no server")
