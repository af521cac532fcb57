"""Which keys may be made, and what a scope asks of its owner."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from uprcycle.access.key import ACTS, LONGEST, ApiKey, Scope, check_key, read_scopes
from uprcycle.errors import BadInputError

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
KEY = ApiKey("k1", "p-amina", "a script", frozenset({Scope.DUTIES}), NOW, NOW + LONGEST)
SECOND = timedelta(seconds=1)


def test_every_scope_asks_for_an_act() -> None:
    assert ACTS.keys() == set(Scope)


def test_a_key_is_open_until_it_is_over_or_ended() -> None:
    ended = replace(KEY, revoked=NOW)

    assert [each.is_open(at) for each in (KEY, ended) for at in (NOW, KEY.expires - SECOND, KEY.expires)] == [
        *(True, True, False),
        *(False, False, False),
    ]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        pytest.param((), ["is missing"], id="none"),
        pytest.param(("duties:read", "all", "*"), ["'all' is unknown", "'*' is unknown"], id="unknown"),
    ],
)
def test_wrong_scopes_are_named(words: tuple[str, ...], what: list[str]) -> None:
    with pytest.raises(BadInputError) as caught:
        read_scopes(words)

    assert [each.what for each in caught.value.problems] == what


def test_scopes_are_read_by_name() -> None:
    assert read_scopes(["schedule:plan", "audit:read"]) == {Scope.PLAN, Scope.AUDIT}


@pytest.mark.parametrize(
    ("key", "where"),
    [
        pytest.param(replace(KEY, label=" ", expires=NOW), ["label", "days"], id="both"),
        pytest.param(replace(KEY, label="a\nb"), ["label"], id="two-lines"),
        pytest.param(replace(KEY, label="x" * 61), ["label"], id="long"),
        pytest.param(replace(KEY, expires=KEY.expires + SECOND), ["days"], id="for-ever"),
        pytest.param(KEY, [], id="sound"),
    ],
)
def test_faults_of_a_new_key_are_named_at_once(key: ApiKey, where: list[str]) -> None:
    found: list[str] = []
    try:
        check_key(key)
    except BadInputError as error:
        found = [each.where for each in error.problems]

    assert found == where
