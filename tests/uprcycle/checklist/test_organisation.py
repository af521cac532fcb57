"""An office answers for itself what its roles tell, the State answers the rest."""

import pytest

from tests.uprcycle.examples import packaged_world
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.organisation import applies_to
from uprcycle.people import Office, Role
from uprcycle.rules.condition import Condition

NHRI = Office("A human rights commission", "KEN", frozenset({Role.NHRI}))
CSO = Office("A coalition", "KEN", frozenset({Role.CSO}))
BOTH = Office("A joint desk", "KEN", frozenset({Role.CSO, Role.NHRI}))
PARLIAMENT = Office("A committee", "KEN", frozenset({Role.PARLIAMENT}))
EITHER = "ecosoc_accredited|has_a_status_nhri"
A_STATUS, NO_STATUS = {"has_a_status_nhri": True}, {"has_a_status_nhri": False}


@pytest.mark.parametrize(
    ("office", "condition", "state", "applies"),
    [
        pytest.param(NHRI, "", {}, True, id="always"),
        pytest.param(NHRI, "has_nhri", {}, True, id="an-institution-exists"),
        pytest.param(BOTH, "has_nhri", {}, True, id="so-does-one-with-a-second-role"),
        pytest.param(PARLIAMENT, "has_nhri", {}, None, id="others-ask-the-state"),
        pytest.param(PARLIAMENT, "has_nhri", {"has_nhri": False}, False, id="which-may-know"),
        pytest.param(NHRI, EITHER, {}, None, id="status-not-known"),
        pytest.param(NHRI, EITHER, A_STATUS, True, id="a-status"),
        pytest.param(NHRI, EITHER, NO_STATUS, False, id="no-status-opens-no-door"),
        pytest.param(CSO, EITHER, A_STATUS, None, id="the-institution-s-status-is-not-the-organisation-s"),
        pytest.param(CSO, "ecosoc_accredited", A_STATUS, None, id="accreditation-is-not-concluded"),
        pytest.param(BOTH, EITHER, A_STATUS, True, id="two-roles-two-ways"),
        pytest.param(BOTH, EITHER, NO_STATUS, None, id="the-other-way-stays-open"),
        pytest.param(NHRI, "has_nhri;developing_state", {}, None, id="the-state-s-part-stays-open"),
        pytest.param(NHRI, "has_nhri;developing_state", {"developing_state": False}, False, id="or-not"),
    ],
)
def test_a_condition_is_answered_by_whoever_it_is_about(
    office: Office, condition: str, state: dict[str, bool], *, applies: bool | None
) -> None:
    assert applies_to(office, Condition.parse(condition), state) is applies


@pytest.mark.parametrize(
    ("office", "doubtful"),
    [
        pytest.param(NHRI, [], id="nhri"),
        pytest.param(CSO, ["ecosoc_accredited"], id="cso"),
    ],
)
def test_nothing_on_its_list_doubts_whether_an_institution_exists(
    office: Office, doubtful: list[str]
) -> None:
    found = build_checklist(packaged_world().timetable("KEN"), office, ())
    asked = {str(each.rule.condition) for each in found.tasks if each.dated.applies is None}

    assert [each for each in ("has_nhri", "ecosoc_accredited") if each in asked] == doubtful
