"""Who may see what, in one place.

Four levels, from the inventory's protection rules: public items may enter any feed; partner
and UN-internal items only authenticated ones; private items never leave their owner.
"""

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


_SEEN_BY = {
    Audience.PUBLIC: frozenset({Visibility.PUBLIC}),
    Audience.PARTNERS: frozenset({Visibility.PUBLIC, Visibility.PARTNERS}),
    Audience.UN: frozenset({Visibility.PUBLIC, Visibility.PARTNERS, Visibility.UN_INTERNAL}),
}


def may_see(audience: Audience, visibility: Visibility) -> bool:
    """Tell whether ``audience`` may see an item; private items are for no audience at all."""
    return visibility in _SEEN_BY[audience]
