"""Who may do what, in one table of acts and standings; whatever it does not grant is denied.

The table says what somebody may do. What they may be shown of it is said by
:mod:`uprcycle.visibility`, for the audience that :func:`audience_of` names.
"""

from collections.abc import Mapping
from enum import StrEnum

from uprcycle.access.principal import Principal
from uprcycle.access.standing import Standing
from uprcycle.people import Office
from uprcycle.visibility import Audience
from uprcycle.visibility import audience_of as audience_of_office


class Act(StrEnum):
    """What can be done by somebody who signed in."""

    SEE_DUTIES = "see duties"
    ANSWER_DUTIES = "answer duties"
    SEE_OFFICE = "see office"
    HAND_OVER = "hand over"
    SEE_BOARD = "see board"
    SEE_PEOPLE = "see people"
    NAME_DEPUTIES = "name deputies"
    EDIT_PEOPLE = "edit people"
    SEE_OUTBOX = "see outbox"
    SEND = "send"
    SEE_KNOWLEDGE = "see knowledge"
    PLAN_RELEASE = "plan release"
    RELEASE = "release"
    OVERRIDE = "override"
    SEE_AUDIT = "see audit"
    SEE_HEALTH = "see health"
    MANAGE_ACCESS = "manage access"
    MANAGE_KEYS = "manage keys"


_ADMINISTRATOR, _OFFICER, _OBSERVER = Standing.ADMINISTRATOR, Standing.OFFICER, Standing.OBSERVER
_OF_THE_OFFICE = frozenset({Standing.HOLDER, Standing.HEAD})

GRANTED: Mapping[Act, frozenset[Standing]] = {
    Act.SEE_DUTIES: _OF_THE_OFFICE,
    Act.ANSWER_DUTIES: _OF_THE_OFFICE,
    Act.SEE_OFFICE: frozenset({_OFFICER, _OBSERVER}) | _OF_THE_OFFICE,
    Act.HAND_OVER: _OF_THE_OFFICE,
    Act.SEE_BOARD: frozenset({_OFFICER, _OBSERVER, Standing.HEAD}),
    Act.SEE_PEOPLE: frozenset({_ADMINISTRATOR, _OFFICER, _OBSERVER, Standing.HEAD}),
    Act.NAME_DEPUTIES: frozenset({_ADMINISTRATOR, Standing.HEAD}),
    Act.EDIT_PEOPLE: frozenset({_ADMINISTRATOR}),
    Act.SEE_OUTBOX: frozenset({_OFFICER}),
    Act.SEND: frozenset({_OFFICER}),
    Act.SEE_KNOWLEDGE: frozenset({_OFFICER, _OBSERVER}),
    Act.PLAN_RELEASE: frozenset({_OFFICER}),
    Act.RELEASE: frozenset({_OFFICER}),
    Act.OVERRIDE: frozenset({_OFFICER}),
    Act.SEE_AUDIT: frozenset({_OFFICER}),
    Act.SEE_HEALTH: frozenset({_ADMINISTRATOR, _OFFICER}),
    Act.MANAGE_ACCESS: frozenset({_ADMINISTRATOR}),
    Act.MANAGE_KEYS: frozenset({_ADMINISTRATOR}),
}

WHOLE = frozenset(
    {Act.PLAN_RELEASE, Act.RELEASE, Act.SEE_AUDIT, Act.SEE_HEALTH, Act.MANAGE_ACCESS, Act.MANAGE_KEYS}
)
"""Acts on what cannot be divided by States: whatever State is named, they need a grant over all."""


def may(principal: Principal, act: Act, *, country: str = "", office: Office | None = None) -> bool:
    """Tell whether somebody may do something.

    Args:
        principal: Who, as they are today.
        act: What.
        country: The ISO3 code of the State that it is about; empty for all States at once.
        office: The office that it is about; its State is then meant, whatever ``country`` says.
    """
    state = "" if act in WHOLE else (office.country if office else country)
    if any(each.standing in GRANTED[act] and each.covers(state) for each in principal.grants):
        return True
    if office is None or act in WHOLE:
        return False
    is_holder = Standing.HOLDER in GRANTED[act] and principal.holds(office)
    return is_holder or (Standing.HEAD in GRANTED[act] and principal.heads(office))


def may_anywhere(principal: Principal, act: Act) -> bool:
    """Tell whether there is any State or office about which somebody may do something."""
    countries = {"", *(country for each in principal.grants for country in each.countries)}
    return any(may(principal, act, country=each) for each in countries) or any(
        may(principal, act, office=each.office) for each in principal.held
    )


def audience_of(principal: Principal, country: str, office: Office | None = None) -> Audience:
    """Return as which audience somebody looks at a State, or at the lists of one of its offices.

    Officers and observers are staff of the UN. Whoever holds several offices looks as what all are.
    """
    meant = office.country if office else country
    looking = {Standing.OFFICER, Standing.OBSERVER}
    if any(each.standing in looking and each.covers(meant) for each in principal.grants):
        return Audience.UN
    there = [each.office for each in principal.held if each.office.country == meant]
    held = [each for each in there if office is None or each.name == office.name]
    return audience_of_office(is_un=all(each.is_un for each in held)) if held else Audience.PUBLIC
