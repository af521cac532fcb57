"""A grant holds in the States that it names, and in all where it names none."""

import pytest

from uprcycle.access.standing import GRANTABLE, Account, Grant, Standing


@pytest.mark.parametrize(
    ("countries", "country", "expected"),
    [
        pytest.param((), "KEN", True, id="all-States"),
        pytest.param((), "", True, id="all-at-once"),
        pytest.param(("KEN", "TGO"), "TGO", True, id="named"),
        pytest.param(("KEN",), "TGO", False, id="not-named"),
        pytest.param(("KEN",), "", False, id="not-all"),
    ],
)
def test_a_grant_covers_what_it_names(countries: tuple[str, ...], country: str, expected: bool) -> None:  # noqa: FBT001
    assert Grant(Standing.OFFICER, frozenset(countries)).covers(country) is expected


@pytest.mark.parametrize("standing", Standing)
def test_what_an_office_gives_is_never_granted(standing: Standing) -> None:
    if standing in GRANTABLE:
        assert Grant(standing).countries == frozenset()
    else:
        with pytest.raises(ValueError, match="follows from an office"):
            Grant(standing)


def test_an_address_is_not_written_where_an_account_is() -> None:
    assert repr(Account("p1", "amina@example.org", "Amina Example")) == (
        "Account(id='p1', name='Amina Example', language='en', grants=())"
    )
