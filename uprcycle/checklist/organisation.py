"""What is known of an office as an organisation, which the conditions of some rules ask for.

Conditions mix two subjects: the State ("developing_state") and whoever acts ("ecosoc_accredited").
An office answers for itself what follows from its roles; the State answers the rest.
"""

from collections.abc import Mapping

from uprcycle.people import Office, Role
from uprcycle.rules.condition import Condition

_INSTITUTION: Mapping[str, bool] = {"has_nhri": True, "ecosoc_accredited": False}
"""Of a national institution: it exists, and it takes part by its own status and not by that of an NGO."""

_ORGANISATION: Mapping[str, bool] = {"has_a_status_nhri": False}
"""Of civil society: the status of the State's national institution opens no door to it."""


def applies_to(office: Office, condition: Condition, state: Mapping[str, bool]) -> bool | None:
    """Tell whether a rule is meant for ``office``; None where neither it nor the State says.

    Whether an organisation is accredited is never concluded from its role: it stays unknown.

    Args:
        office: Whoever would act.
        condition: That of the rule.
        state: What is known of the State.
    """
    return condition.holds({**state, **_facts_of(office)})


def _facts_of(office: Office) -> Mapping[str, bool]:
    is_institution, is_organisation = (each in office.roles for each in (Role.NHRI, Role.CSO))
    if is_institution is is_organisation:
        return {"has_nhri": True} if is_institution else {}
    return _INSTITUTION if is_institution else _ORGANISATION
