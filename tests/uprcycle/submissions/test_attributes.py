"""Attributes are found under any prefix, and say yes unless they say no."""

import pytest

from uprcycle.submissions.attributes import attribute, is_on, number, value


def test_an_attribute_is_found_whatever_its_prefix() -> None:
    assert [attribute({key: "x"}, "val") for key in ("w:val", "val", "ns0:val", "w:other")] == [
        "x",
        "x",
        "x",
        "",
    ]


def test_most_elements_say_what_they_say_in_one_attribute() -> None:
    assert value({"w:type": "page", "w:val": "x"}) == "x"


@pytest.mark.parametrize(
    ("said", "expected"), [("1", True), ("true", True), ("0", False), ("false", False), ("off", False)]
)
def test_a_switch_is_on_unless_it_says_no(said: str, *, expected: bool) -> None:
    assert (is_on({"w:val": said}), is_on({})) == (expected, True)


@pytest.mark.parametrize(("said", "expected"), [("12", 12), ("", 0), ("-1", 0), ("²", 0), ("9" * 5000, 0)])
def test_a_number_is_whole_and_short(said: str, expected: int) -> None:
    assert number({"w:val": said}) == expected
