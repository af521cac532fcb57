"""Who may see what, and where."""

import pytest

from uprcycle.visibility import Audience, View, Visibility, audience_of, may_see


def seen(audience: Audience, view: View, *, is_addressed: bool) -> str:
    """Return the levels that an audience may see in a view, as one text."""
    levels = (each for each in Visibility if may_see(audience, each, view, is_addressed=is_addressed))
    return " ".join(levels)


@pytest.mark.parametrize(
    ("audience", "dates", "tasks", "guidance"),
    [
        (Audience.PUBLIC, "public", "", ""),
        (Audience.PARTNERS, "public partners", "public partners", "private"),
        (Audience.UN, "public partners un-internal", "public partners un-internal", "private"),
    ],
)
def test_nobody_sees_beyond_their_level_or_what_is_private_but_as_guidance(
    audience: Audience, dates: str, tasks: str, guidance: str
) -> None:
    assert [seen(audience, each, is_addressed=True) for each in View] == [dates, tasks, guidance]


@pytest.mark.parametrize("audience", Audience)
def test_what_is_addressed_to_others_is_on_no_list_and_a_date_like_any(audience: Audience) -> None:
    dates = seen(audience, View.DATES, is_addressed=True)

    assert [seen(audience, each, is_addressed=False) for each in View] == [dates, "", ""]


def test_dates_are_what_is_asked_for_where_nothing_else_is() -> None:
    assert may_see(Audience.PUBLIC, Visibility.PUBLIC)
    assert not may_see(Audience.UN, Visibility.PRIVATE)


def test_an_office_is_of_the_un_or_a_partner() -> None:
    assert [audience_of(is_un=True), audience_of(is_un=False)] == [Audience.UN, Audience.PARTNERS]
