"""Whether a State has a country team, and who leads where it has none, is released like a rule."""

from datetime import date, timedelta
from itertools import count

import pytest

from flows.installation.wiring import Wiring
from flows.offices.checklists import checklist_of, offices_of
from flows.releases.releasing import roll_back
from flows.releases.ruling import preview_rules
from tests.flows.installed import NOON, holder
from tests.flows.released import BASE, SIGNED, founded
from tests.flows.rulings import accept
from tests.uprcycle.rulesets import edited
from uprcycle.checklist.gaps import find_gaps
from uprcycle.checklist.routing import body_of, office_of, states_of
from uprcycle.countries import Country
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.presence import Staffing
from uprcycle.rules.ruleset import Ruleset

MISSION = "UN mission in the islands"
ROLES = ["OHCHR-FIELD", "UN-MISSION"]
FIRST, LAST = date(2026, 1, 1), date(2031, 12, 31)


@pytest.fixture
def wiring() -> Wiring:
    """An installation of the last two sessions, whose clock goes on."""
    moments = count()
    return founded(lambda: NOON + timedelta(minutes=next(moments)), BASE)


def team(country: str, *, holds: bool, first: str = "2026-01-01") -> dict[str, object]:
    said = {"confidence": "read", "source": "a letter"}
    return {"country": country, "flag": "has_unct", "holds": holds, "from": first} | said


def lead(country: str, office: str = MISSION) -> dict[str, object]:
    return {"country": country, "office": office, "roles": ROLES, "source": "a letter"}


def said(*rows: dict[str, object]) -> Ruleset:
    """Return the packaged rules with more said of States."""

    def add(files: dict[str, dict[str, list[dict[str, object]]]]) -> None:
        for row in rows:
            name, table = ("flags.toml", "flag") if "flag" in row else ("choices.toml", "office")
            files[name].setdefault(table, []).append(row)

    return edited(add)


def state(wiring: Wiring, code: str) -> Country:
    return wiring.world().countries[code]


def duties(wiring: Wiring, code: str) -> set[str]:
    return {each.id for each in checklist_of(wiring, code).tasks}


def test_where_the_country_team_goes_the_regional_office_leads_and_the_duties_change(wiring: Wiring) -> None:
    before = duties(wiring, "TGO")
    ruleset = said(team("TGO", holds=False))

    plan = preview_rules(wiring, ruleset).plan
    accept(wiring, ruleset)

    assert [each.country for each in plan.changed] == ["TGO"]
    assert offices_of(wiring, state(wiring, "TGO"))[0].name == "OHCHR regional office for Togo"
    assert "assign-lead-no-presence" in duties(wiring, "TGO") - before
    assert offices_of(wiring, state(wiring, "TZA"))[0].name.startswith("RCO ")

    roll_back(wiring, 1, SIGNED)

    assert (office_of(state(wiring, "TGO")).name, duties(wiring, "TGO")) == ("RCO Togo", before)


def test_where_a_country_team_comes_its_coordinator_leads(wiring: Wiring) -> None:
    assert office_of(state(wiring, "GRC")).name == "OHCHR regional office for Greece"

    accept(wiring, said(team("GRC", holds=True)))

    assert office_of(state(wiring, "GRC")).name == "RCO Greece"
    assert "assign-lead-no-presence" not in duties(wiring, "GRC")


def test_presence_is_that_of_the_day_of_the_review(wiring: Wiring) -> None:
    plan = preview_rules(wiring, said(team("TGO", holds=False, first="2028-01-01"))).plan

    assert (plan.changed, plan.is_empty) == ((), False)


def test_a_state_that_leaves_a_shared_office_is_served_by_its_own_lead(wiring: Wiring) -> None:
    shared = body_of(state(wiring, "WSM"))

    accept(wiring, said(team("WSM", holds=False), lead("WSM")))

    assert shared == "UN Multi-Country Office Samoa"
    assert body_of(state(wiring, "WSM")) == MISSION


def test_an_office_that_is_named_leads_in_the_checklist_the_gaps_and_for_the_people(wiring: Wiring) -> None:
    assert office_of(state(wiring, "GRC")).name == "OHCHR regional office for Greece"
    accept(wiring, said(lead("GRC"), lead("LTU"), team("LTU", holds=False)))

    world = wiring.world()
    office = office_of(world.countries["GRC"])
    timetable = world.timetable("GRC")
    gaps = find_gaps(timetable.milestones, office, Staffing(), FIRST, LAST)
    people = Staffing((holder("GRC", MISSION, *office.roles),))
    held = find_gaps(timetable.milestones, office, people, FIRST, LAST)

    assert (office.name, set(office.roles)) == (MISSION, {Role.OHCHR_FIELD, Role.UN_MISSION})
    assert checklist_of(wiring, "GRC").office == checklist_of(wiring, "GRC", MISSION).office == office
    assert [each.iso3 for each in states_of(MISSION, world.countries)] == ["GRC", "LTU"]
    assert [each.office for each in gaps if each.office] == [office]
    assert [each.office for each in held if each.office] == []


def test_to_name_a_lead_moves_no_date_and_is_still_a_release(wiring: Wiring) -> None:
    plan = preview_rules(wiring, said(lead("GRC"))).plan

    assert (plan.changed, plan.is_empty) == ((), False)
    assert [(each.what, each.key) for each in plan.fields] == [("office", "office GRC")]


HAS_A_TEAM = (
    f"choices.toml: names {MISSION!r} for TGO, which is not said to have no UN country team; "
    "say in flags.toml that has_unct does not hold, or remove the office"
)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([lead("TGO")], HAS_A_TEAM),
        ([lead("QQQ")], "choices.toml: QQQ is the code of no State; correct it"),
        ([team("QQQ", holds=False)], "flags.toml: QQQ is the code of no State; correct it"),
    ],
    ids=["has-a-team", "no-state", "no-state-flagged"],
)
def test_what_would_count_for_nothing_is_refused(
    wiring: Wiring, rows: list[dict[str, object]], problem: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        preview_rules(wiring, said(*rows))

    assert [str(each) for each in caught.value.problems] == [problem]
