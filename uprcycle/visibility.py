"""Who may see what and where, in one table; whatever it does not grant is denied.

Four levels, from the inventory's protection rules: public items may enter any feed; partner
and UN-internal items are for those who take part, and for staff of the UN; private items stand
as guidance on the list of those they concern and nowhere else (decision 0020).
"""

from collections.abc import Mapping
from enum import StrEnum


class Visibility(StrEnum):
    """How far an item may travel."""

    PUBLIC = "public"
    PARTNERS = "partners"
    UN_INTERNAL = "un-internal"
    PRIVATE = "private"


class Audience(StrEnum):
    """Who is looking."""

    PUBLIC = "public"
    PARTNERS = "partners"
    UN = "un"


class View(StrEnum):
    """Where an item can turn up.

    DATES are timetables and all that is made of them: feeds, pages, the API, the change log,
    Prefect's pages, each for one audience. TASKS have a state and are counted and reminded of;
    GUIDANCE stands below them and has none. Both are lists of one office.
    """

    DATES = "dates"
    TASKS = "tasks"
    GUIDANCE = "guidance"


_EVERYBODY = frozenset(Audience)
_OFFICES = frozenset({Audience.PARTNERS, Audience.UN})
_UN = frozenset({Audience.UN})

_GRANTED: Mapping[tuple[View, Visibility], frozenset[Audience]] = {
    (View.DATES, Visibility.PUBLIC): _EVERYBODY,
    (View.DATES, Visibility.PARTNERS): _OFFICES,
    (View.DATES, Visibility.UN_INTERNAL): _UN,
    (View.TASKS, Visibility.PUBLIC): _OFFICES,
    (View.TASKS, Visibility.PARTNERS): _OFFICES,
    (View.TASKS, Visibility.UN_INTERNAL): _UN,
    (View.GUIDANCE, Visibility.PRIVATE): _OFFICES,
}
_FOR_EVERY_ROLE = frozenset({View.DATES})


def may_see(
    audience: Audience, visibility: Visibility, view: View = View.DATES, *, is_addressed: bool = False
) -> bool:
    """Tell whether ``audience`` may see an item in ``view``.

    What stands on the list of an office has to be addressed to one of its roles as well.
    """
    is_theirs = is_addressed or view in _FOR_EVERY_ROLE
    return is_theirs and audience in _GRANTED.get((view, visibility), ())


def audience_of(*, is_un: bool) -> Audience:
    """Return the audience of an office: UN only where nobody but its staff sits there."""
    return Audience.UN if is_un else Audience.PARTNERS
