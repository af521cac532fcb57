"""Who may see what."""

import pytest

from uprcycle.visibility import Audience, Visibility, may_see


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, ["public"]),
        (Audience.PARTNERS, ["public", "partners"]),
        (Audience.UN, ["public", "partners", "un-internal"]),
    ],
)
def test_nobody_sees_beyond_their_level_or_what_is_private(audience: Audience, seen: list[str]) -> None:
    assert [str(level) for level in Visibility if may_see(audience, level)] == seen
