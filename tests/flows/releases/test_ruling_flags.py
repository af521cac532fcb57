"""A flag of a State is released like a rule: it takes away what is not meant for that State alone."""

import pytest

from flows.releases.ruling import accept_rules, preview_rules
from tests.flows.installed import FOUNDED, NOON, wiring_over
from tests.flows.released import BASE, SIGNED
from tests.uprcycle.rulesets import edited
from uprcycle.errors import BadInputError
from uprcycle.rules.ruleset import Ruleset
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset

STATEMENT = "nhri-a-status-statement"


def flagged(country: str) -> Ruleset:
    """Return the packaged rules, with a State that has no institution of A status."""
    row = {
        "country": country,
        "flag": "has_a_status_nhri",
        "holds": False,
        "confidence": "read",
        "source": "a list of institutions",
    }
    return edited(lambda files: files["flags.toml"]["flag"].append(row))


def test_a_flag_counts_from_its_release_and_for_its_state_alone() -> None:
    store = MemoryStore()
    store.releases.add(BASE, load_ruleset(), by="a tester", note="first", source="", at=FOUNDED)
    wiring = wiring_over(store, lambda: NOON)
    ruleset = flagged("SUR")

    plan = preview_rules(wiring, ruleset).plan
    before = {each.id for each in wiring.world().timetable("SUR").actions}
    accept_rules(wiring, ruleset, plan.digest, SIGNED)
    after = {each.id for each in wiring.world().timetable("SUR").actions}

    assert [each.country for each in plan.changed] == ["SUR"]
    assert before - after == {STATEMENT}
    others = {each.id for each in wiring.world().timetable("TTO").actions}
    assert STATEMENT in others


def test_a_flag_of_a_state_that_there_is_not_is_refused() -> None:
    store = MemoryStore()
    store.releases.add(BASE, load_ruleset(), by="a tester", note="first", source="", at=FOUNDED)

    with pytest.raises(BadInputError) as caught:
        preview_rules(wiring_over(store, lambda: NOON), flagged("QQQ"))

    assert [str(each) for each in caught.value.problems] == [
        "flags.toml: QQQ is the code of no State; correct it"
    ]
