"""Who may do what: every act, of every standing, over every scope, against one table written out."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from uprcycle.access.act import GRANTED, WHOLE, Act, audience_of, may, may_anywhere
from uprcycle.access.principal import Principal
from uprcycle.access.standing import GRANTABLE, Grant
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.visibility import Audience

TODAY = date(2026, 11, 22)
KENYA = frozenset({"KEN"})
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
FORUM = Office("Civic Forum", "KEN", frozenset({Role.CSO}))
TOGO = Office("RCO Togo", "TGO", frozenset({Role.RCO}))
HOLDS = Assignment(Person("p1", "Amina Example", "amina@example.org"), RCO)


def somebody(*grants: Grant, held: tuple[Assignment, ...] = ()) -> Principal:
    return Principal("p1", "Amina Example", "amina@example.org", "en", grants, held, TODAY)


STANDINGS = {
    **{f"{each.value}, all": somebody(Grant(each)) for each in GRANTABLE},
    **{f"{each.value}, KEN": somebody(Grant(each, KENYA)) for each in GRANTABLE},
    "holder": somebody(held=(HOLDS,)),
    "head": somebody(held=(replace(HOLDS, is_head=True),)),
    "held before": somebody(held=(replace(HOLDS, valid_to=date(2026, 11, 21)),)),
    "holds later": somebody(held=(replace(HOLDS, valid_from=date(2026, 11, 23)),)),
    "nobody": somebody(),
}
SCOPES: dict[str, tuple[str, Office | None]] = {
    "all": ("", None),
    "KEN": ("KEN", None),
    "TGO": ("TGO", None),
    "its office": ("", RCO),
    "an office beside": ("", FORUM),
    "an office of TGO": ("", TOGO),
}

# By act: the standings that may do it, as far as they reach. Written out anew, and not made of the code.
EVERYWHERE = ("all", "KEN", "TGO", "its office", "an office beside", "an office of TGO")
IN_KENYA = ("KEN", "its office", "an office beside")
HEAD: dict[str, tuple[str, ...]] = {"head": ("its office",)}
OFFICE: dict[str, tuple[str, ...]] = {"holder": ("its office",)} | HEAD


def over_states(*standings: str) -> dict[str, tuple[str, ...]]:
    """What is granted over all States, or over Kenya."""
    return {f"{each}, all": EVERYWHERE for each in standings} | {
        f"{each}, KEN": IN_KENYA for each in standings
    }


def over_all(*standings: str) -> dict[str, tuple[str, ...]]:
    """What cannot be divided: it needs a grant over all States, and asking about one changes nothing."""
    return {f"{each}, all": EVERYWHERE for each in standings}


EXPECTED: dict[str, dict[str, tuple[str, ...]]] = {
    "see duties": OFFICE,
    "answer duties": OFFICE,
    "see office": over_states("officer", "observer") | OFFICE,
    "hand over": OFFICE,
    "see board": over_states("officer", "observer") | HEAD,
    "see people": over_states("administrator", "officer", "observer") | HEAD,
    "name deputies": over_states("administrator") | HEAD,
    "edit people": over_states("administrator"),
    "see outbox": over_states("officer"),
    "send": over_states("officer"),
    "see knowledge": over_states("officer", "observer"),
    "plan release": over_all("officer"),
    "release": over_all("officer"),
    "override": over_states("officer"),
    "see audit": over_all("officer"),
    "see health": over_all("administrator", "officer"),
    "manage access": over_all("administrator"),
    "manage keys": over_all("administrator"),
}


def allows(standing: str, act: Act, scope: str) -> bool:
    country, office = SCOPES[scope]
    return may(STANDINGS[standing], act, country=country, office=office)


def test_every_act_of_every_standing_over_every_scope_is_as_the_table_says() -> None:
    cells = list(product(Act, STANDINGS, SCOPES))
    wrong = [
        f"{standing}: {act.value} about {scope}"
        for act, standing, scope in cells
        if allows(standing, act, scope) is not (scope in EXPECTED[act.value].get(standing, ()))
    ]

    assert (len(cells), wrong) == (len(Act) * 11 * 6, [])


def test_what_may_be_done_anywhere_is_what_may_be_done_about_something() -> None:
    wrong = [
        f"{standing}: {act.value}"
        for act, standing in product(Act, STANDINGS)
        if may_anywhere(STANDINGS[standing], act) is not any(allows(standing, act, each) for each in SCOPES)
    ]

    assert wrong == []


def test_every_act_is_granted_to_some_standing() -> None:
    assert (set(GRANTED), [act for act, standings in GRANTED.items() if not standings]) == (set(Act), [])
    assert set(Act) >= WHOLE


@pytest.mark.parametrize(
    ("standing", "country", "office", "expected"),
    [
        pytest.param("observer, KEN", "KEN", None, Audience.UN, id="observer"),
        pytest.param("observer, KEN", "KEN", FORUM, Audience.UN, id="observer-of-a-partner"),
        pytest.param("observer, KEN", "TGO", None, Audience.PUBLIC, id="observer-elsewhere"),
        pytest.param("officer, all", "TGO", None, Audience.UN, id="officer"),
        pytest.param("administrator, all", "KEN", None, Audience.PUBLIC, id="administrator"),
        pytest.param("holder", "KEN", None, Audience.UN, id="holder"),
        pytest.param("holder", "", RCO, Audience.UN, id="holder-of-the-office"),
        pytest.param("holder", "KEN", FORUM, Audience.PUBLIC, id="holder-of-another"),
        pytest.param("holder", "TGO", None, Audience.PUBLIC, id="holder-elsewhere"),
        pytest.param("held before", "KEN", None, Audience.PUBLIC, id="over"),
        pytest.param("nobody", "KEN", None, Audience.PUBLIC, id="nobody"),
    ],
)
def test_somebody_looks_as_what_they_are_there(
    standing: str, country: str, office: Office | None, expected: Audience
) -> None:
    assert audience_of(STANDINGS[standing], country, office) is expected


def test_whoever_holds_several_offices_looks_as_what_all_of_them_are() -> None:
    both = somebody(held=(HOLDS, replace(HOLDS, office=FORUM)))

    assert [audience_of(both, "KEN", each) for each in (None, RCO, FORUM)] == [
        Audience.PARTNERS,
        Audience.UN,
        Audience.PARTNERS,
    ]
