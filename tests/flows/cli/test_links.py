"""`uprcycle people revoke-links`: first counted, then ended."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.installed import NOON, CommandLine, holder, stored
from tests.uprcycle.store.build import envelope
from uprcycle.people import Role
from uprcycle.store.ports import Link, Purpose

HOUR = timedelta(hours=1)
AMINA = holder("KEN", "RCO Kenya", Role.RCO, person="amina").person


@pytest.fixture
def sent(home: Path) -> Path:
    """Let one mail with two links have gone to somebody who holds an office."""
    store = stored(home).store
    store.people.save([holder("KEN", "RCO Kenya", Role.RCO, person="amina")], by="desk", at=NOON)
    links = tuple(Link(each, Purpose(each), NOON + HOUR) for each in (Purpose.ANSWER, Purpose.PREFERENCES))
    mail = replace(envelope("m"), person=AMINA.id, links=links)
    assert store.ledger.claim(mail, now=NOON, lease=HOUR)
    return home


def living(home: Path) -> int:
    return stored(home).store.links.living(AMINA.id, now=NOON)


def test_links_are_counted_first_and_end_with_yes(sent: Path, uprcycle: CommandLine) -> None:
    words = ("people", "revoke-links", AMINA.email, "--by", "desk")

    assert uprcycle(*words).out == "2 links would open nothing any more; --yes revokes them.\n"
    assert living(sent) == 2
    assert uprcycle(*words, "--yes", "--json").value == {"person": AMINA.id, "links": 2, "revoked": True}
    assert living(sent) == 0
    assert uprcycle(*words, "--yes").out == "0 links open nothing now.\n"


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("who", "by", "said"),
    [("nobody@example.org", "desk", "nobody is known by this name"), ("amina@example.org", " ", "--by")],
)
def test_who_is_not_known_or_not_named_revokes_nothing(
    uprcycle: CommandLine, who: str, by: str, said: str
) -> None:
    answer = uprcycle("people", "revoke-links", who, "--by", by, "--yes")

    assert (answer.status, said in answer.err) == (2, True)
