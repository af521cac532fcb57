"""The trail as the desk sees it: names where they may be seen, pieces, the days of Geneva."""

from datetime import UTC, date, datetime

import pytest

from flows.releases.amending import preview_amendment
from flows.releases.changelog import ChangeLog
from flows.releases.releasing import release_draft
from flows.site import trail
from flows.site.trail import Trail
from tests.flows.installed import holder, wiring_over
from tests.flows.released import TWO, released_for
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.store.chain import Break
from uprcycle.store.memory import MemoryStore
from web.desk.registry import Searched

MIDNIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)  # the 21st begins in Geneva
AMINA = holder("HTI", "RCO Haiti", Role.RCO)
ODA = Account("id-oda", "oda@example.org", "Oda Example")


@pytest.fixture(scope="module")
def read() -> Trail:
    """A trail of Amina, who is written down by the desk on one day and signs something on the next."""
    store = MemoryStore()
    store.people.save([AMINA], by="the desk", at=datetime(2026, 11, 20, 22, 59, tzinfo=UTC))
    store.audit.approve("p", 1, by="Amina Example", at=MIDNIGHT)
    store.accounts.grant(ODA, Grant(Standing.OFFICER), by="somebody", at=MIDNIGHT)
    wiring = wiring_over(store)
    return Trail(wiring, ChangeLog(wiring))


@pytest.mark.parametrize(
    ("searched", "with_names", "expected"),
    [
        pytest.param(Searched(), True, [(3, "somebody"), (2, "Amina Example"), (1, "the desk")], id="names"),
        pytest.param(Searched(), False, [(3, ""), (2, AMINA.person.id), (1, "")], id="ids"),
        pytest.param(Searched(who="amina"), True, [(2, "Amina Example")], id="who-by-name"),
        pytest.param(Searched(who="amina"), False, [], id="a-name-finds-nothing-where-none-is-shown"),
        pytest.param(Searched(who=AMINA.person.id), False, [(2, AMINA.person.id)], id="who-by-id"),
        pytest.param(Searched(until=date(2026, 11, 20)), True, [(1, "the desk")], id="until-a-day-of-geneva"),
        pytest.param(Searched(since=date(2026, 11, 21), what="assign"), True, [], id="since-a-day-of-geneva"),
    ],
)
def test_it_shows_what_may_be_seen(
    read: Trail, searched: Searched, *, with_names: bool, expected: list[tuple[int, str]]
) -> None:
    found = read.rows(searched, 9, None, with_names=with_names)

    assert [(each.number, each.by) for each in found] == expected


@pytest.mark.parametrize(
    ("number", "person", "name"), [(1, AMINA.person.id, "Amina Example"), (3, ODA.id, ODA.name)]
)
def test_an_id_is_named_where_names_may_be_seen(read: Trail, number: int, person: str, name: str) -> None:
    named, bare = (read.rows(Searched(), 1, number + 1, with_names=each)[0] for each in (True, False))

    assert (named.subject, named.about, bare.about) == (person, name, "")


def test_all_of_it_comes_in_pieces(read: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "_AT_ONCE", 2)

    assert [each.number for each in read.every(Searched(), with_names=True)] == [3, 2, 1]
    assert read.actions() == ("approve", "assign", "grant access")


def test_it_is_whole_and_holds_the_head_that_it_gave(read: Trail) -> None:
    found, gone = read.check(""), read.check("9:" + "0" * 64)
    assert found
    assert gone

    assert (found.rows, found.broken, gone.broken) == (3, 0, 4)
    assert read.check(f" {found.head} ") == found
    with pytest.raises(BadInputError):
        read.check("3:abc")


def test_each_time_it_is_read_anew(read: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read.check("")
    monkeypatch.setattr(trail, "verify_chain", lambda _: Break(2, "was changed"))
    after = read.check("")

    assert [each and each.broken for each in (before, after)] == [0, 2]


def test_a_state_is_looked_for_among_the_releases_that_changed_it_too() -> None:
    wiring = released_for("HTI", "GRC")
    draft = preview_amendment(wiring, "postpone", {"session": "54", "by": "6 months", "source": "s"}).preview
    release_draft(wiring, draft.draft, draft.plan.digest, TWO)
    read = Trail(wiring, ChangeLog(wiring))
    found = [
        [each.subject for each in read.rows(Searched(what=what, country=code), 9, None, with_names=True)]
        for what, code in (("", "HTI"), ("release", "HTI"), ("tick", "HTI"), ("release", "GRC"))
    ]

    assert found == [["release 2"], ["release 2"], [], []]
