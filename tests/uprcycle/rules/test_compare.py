"""Two rulesets are compared in the words of their files."""

import pytest

from tests.uprcycle.rulesets import edited, with_cells, with_holiday, without_rule
from uprcycle.rules.compare import compare_rulesets
from uprcycle.rules.ruleset import Ruleset, write_text
from uprcycle.schedule.compare import FieldChange
from uprcycle.store.packaged import load_ruleset

PACKAGED = load_ruleset()


def changes(new: Ruleset, old: Ruleset = PACKAGED) -> list[tuple[str, str, str, str]]:
    return [(each.key, each.field, each.old, each.new) for each in compare_rulesets(old, new)]


def test_a_ruleset_does_not_differ_from_itself() -> None:
    assert compare_rulesets(PACKAGED, PACKAGED) == ()


def test_a_cell_that_differs_is_named_old_and_new() -> None:
    assert compare_rulesets(PACKAGED, with_cells("hrc-adoption", title="The Council adopts")) == (
        FieldChange(
            "rule",
            "rule hrc-adoption",
            "title",
            "Outcome adopted by the Human Rights Council",
            "The Council adopts",
        ),
    )


def test_a_row_that_is_new_or_gone_is_one_change() -> None:
    gone = without_rule("written-statement-adoption")

    (lost,), (found,) = changes(gone), changes(PACKAGED, gone)

    assert (lost[:2], lost[3], found[:3]) == (
        ("rule written-statement-adoption", ""),
        "",
        ("rule written-statement-adoption", "", ""),
    )
    assert lost[2] == found[3]
    assert "title: Send the Council a written statement" in lost[2]


def test_a_holiday_is_named_by_its_day() -> None:
    assert changes(with_holiday("2027-03-03")) == [
        ("holiday 2027-03-03", "", "", "date: 2027-03-03; name: A new day of rest")
    ]


def test_rows_of_a_table_that_nobody_knows_are_compared_as_a_whole() -> None:
    """A newer version may have kept it."""
    new = Ruleset('{"later.toml":{"thing":[{"name":"x"}]}}', PACKAGED.rulebook, PACKAGED.office)
    none = Ruleset("{}", PACKAGED.rulebook, PACKAGED.office)

    assert changes(new, none) == [("thing x", "", "", "name: x")]


def test_rows_within_a_row_are_written_out() -> None:
    new = with_cells("hrc-adoption", fallback={"anchor": "review", "offset": "5 months after"})

    assert changes(new) == [
        (
            "rule hrc-adoption",
            "fallback",
            "anchor review, offset 3 months after, until 4 months after",
            "anchor review, offset 5 months after",
        )
    ]


def test_the_order_of_rows_is_no_difference() -> None:
    assert changes(edited(lambda files: files["rules/outcome.toml"]["rule"].reverse())) == []


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        pytest.param("checklists/outcome.toml", [], id="same-phase"),
        pytest.param("rules/review.toml", [("phase", "outcome", "review")], id="other-phase"),
    ],
)
def test_a_rule_in_another_file_differs_only_by_its_phase(to: str, expected: list[tuple[str, ...]]) -> None:
    new = edited(lambda files: files[to]["rule"].append(files["rules/outcome.toml"]["rule"].pop()))

    assert [each[1:] for each in changes(new)] == expected


def test_what_is_chosen_for_a_state_is_named_by_state_and_contradiction() -> None:
    row = {
        "country": "KEN",
        "contradiction": "C1",
        "reading": "5-years",
        "from": "2027-01-01",
        "reason": "Plan",
    }
    offices = [{"country": "GRC", "office": "UN mission", "roles": ["HRA", "RCO"]}]
    old, new = (
        Ruleset(write_text({"choices.toml": tables}), PACKAGED.rulebook, PACKAGED.office)
        for tables in ({"choice": [row]}, {"choice": [row | {"reason": "Law"}], "office": offices})
    )

    assert changes(new, old) == [
        ("choice KEN C1 2027-01-01", "reason", "Plan", "Law"),
        ("office GRC", "", "", "country: GRC; office: UN mission; roles: HRA; RCO"),
    ]
