"""When a rule applies, and when nobody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.rules.condition import Condition

names = st.sampled_from(["has_unct", "has_nhri", "ecosoc_accredited", "no_geneva_presence"])
conditions = st.lists(st.lists(names, min_size=1).map(tuple)).map(tuple).map(Condition)


@given(conditions)
def test_a_written_condition_reads_back(condition: Condition) -> None:
    assert Condition.parse(str(condition)) == condition


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        pytest.param("", {}, True, id="none-always-holds"),
        pytest.param("a", {"a": True}, True, id="true"),
        pytest.param("a", {"a": False}, False, id="false"),
        pytest.param("a", {}, None, id="not-known"),
        pytest.param("a;b", {"a": True, "b": True}, True, id="both"),
        pytest.param("a;b", {"a": True}, None, id="and-one-not-known"),
        pytest.param("a;b", {"b": False}, False, id="and-one-false-is-enough"),
        pytest.param("a|b", {"b": True}, True, id="or-one-true-is-enough"),
        pytest.param("a|b", {"a": False}, None, id="or-one-not-known"),
        pytest.param("a|b", {"a": False, "b": False}, False, id="neither"),
        pytest.param("a;b|c", {"a": True, "c": True}, True, id="the-bar-binds-first"),
        pytest.param("a|b;c", {"a": True, "c": False}, False, id="the-bar-binds-first-on-the-left"),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(
    text: str, facts: dict[str, bool], *, holds: bool | None
) -> None:
    assert Condition.parse(text).holds(facts) is holds
