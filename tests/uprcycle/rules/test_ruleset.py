"""A ruleset has one text and one digest for what it says, and is read back from it."""

import json
from datetime import date
from typing import Any

import pytest

from uprcycle.countries import LeadOffice
from uprcycle.errors import BadInputError
from uprcycle.rules.anchor import MILESTONE_OF
from uprcycle.rules.choices import Choices
from uprcycle.rules.leads import Leads
from uprcycle.rules.ruleset import Files, Ruleset, check_whole, digest_of, read_ruleset, write_text
from uprcycle.store.packaged import load_countries, load_ruleset
from uprcycle.visibility import Visibility

PACKAGED = load_ruleset()


def files() -> dict[str, Any]:
    return dict(PACKAGED.files)


def problems_of(given: dict[str, Any]) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        read_ruleset(write_text(given))
    return [str(each) for each in caught.value.problems]


def test_a_ruleset_is_read_back_from_its_text() -> None:
    again = read_ruleset(PACKAGED.text)

    assert again == PACKAGED
    assert (again.rulebook, again.office) == (PACKAGED.rulebook, PACKAGED.office)
    assert again.digest == PACKAGED.digest == digest_of(PACKAGED.text)


def test_the_text_holds_nothing_but_the_files() -> None:
    assert json.loads(PACKAGED.text) == PACKAGED.files
    assert write_text(PACKAGED.files) == PACKAGED.text


def test_the_order_of_files_and_of_keys_says_nothing() -> None:
    turned = {
        name: {
            table: [dict(reversed(row.items())) for row in rows]
            for table, rows in PACKAGED.files[name].items()
        }
        for name in sorted(PACKAGED.files, reverse=True)
    }

    assert list(turned) != list(PACKAGED.files)
    assert write_text(turned) == PACKAGED.text


@pytest.mark.parametrize("key", ["title", "description", "offset", "note"])
def test_whatever_people_read_or_count_by_is_said(key: str) -> None:
    changed = files()
    changed["rules/outcome.toml"]["rule"][0][key] = "12 days after"

    assert digest_of(write_text(changed)) != PACKAGED.digest


def test_the_working_days_are_those_of_its_holidays() -> None:
    changed = files()
    assert PACKAGED.office.is_working(date(2027, 3, 3))

    changed["holidays/geneva.toml"]["holiday"].append({"date": "2027-03-03", "name": "A new day of rest"})

    assert read_ruleset(write_text(changed)).office.holidays == {*PACKAGED.office.holidays, date(2027, 3, 3)}


def test_documents_are_cited_as_the_sources_name_them() -> None:
    changed = files()
    row = changed["sources.toml"]["source"][0]
    row["short"] = "The Guide"

    book = read_ruleset(write_text(changed)).rulebook

    before = [each.document for rule in PACKAGED.rulebook.rules for each in rule.sources]
    after = [each.document for rule in book.rules for each in rule.sources]
    assert after == [each.replace("UN Practical Guidance (2020)", "The Guide") for each in before]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        pytest.param(
            lambda held: held.pop("sources.toml"),
            ["sources.toml: is missing; export the rules in force to see one"],
            id="no-sources",
        ),
        pytest.param(
            lambda held: held["holidays/geneva.toml"]["holiday"].append({"date": "soon"}),
            ["holidays/geneva.toml: holiday 67: Invalid isoformat string: 'soon'"],
            id="no-day",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(spoil: Any, expected: list[str]) -> None:  # noqa: ANN401
    spoilt = files()
    spoil(spoilt)

    assert problems_of(spoilt) == expected


def test_rules_that_were_kept_stay_readable_whatever_is_asked_of_new_ones() -> None:
    bare: Files = {"sources.toml": {}, "holidays/geneva.toml": {}}

    assert read_ruleset(write_text(bare)).rulebook.rules == ()
    assert [each.where for each in check_whole(read_ruleset(write_text(bare)).rulebook)] == [
        *MILESTONE_OF.values(), "national-report", "rules/phases.toml"
    ]  # fmt: skip


def test_a_ruleset_of_no_file_is_refused() -> None:
    assert problems_of({}) == [
        f"{name}: is missing; export the rules in force to see one"
        for name in ("sources.toml", "holidays/geneva.toml")
    ]


def test_rulesets_of_one_text_are_one() -> None:
    other = Ruleset(PACKAGED.text, PACKAGED.rulebook, PACKAGED.office)

    assert (other == PACKAGED, hash(other) == hash(PACKAGED)) == (True, True)


def test_a_state_is_given_the_presence_and_the_lead_that_rules_give_it_on_a_day() -> None:
    changed = files()
    no_team = {"country": "KEN", "flag": "has_unct", "holds": False, "from": "2027-01-01"}
    lead = {"country": "KEN", "office": "UN mission", "roles": ["UN-MISSION"], "from": "2028-01-01"}
    changed["flags.toml"]["flag"].append({**no_team, "confidence": "read", "source": "a letter"})
    changed["choices.toml"]["office"] = [{**lead, "source": "a letter"}]
    ruleset, kenya = read_ruleset(write_text(changed)), load_countries()["KEN"]

    found = [ruleset.state_on(kenya, date(year, 6, 1)) for year in (2026, 2027, 2028)]

    assert [each.facts["has_unct"] for each in found] == [True, False, False]
    assert [each.facts["no_un_presence"] for each in found] == [False, True, True]
    assert [each.lead for each in found] == [None, None, LeadOffice("UN mission", frozenset({"UN-MISSION"}))]
    assert found[0] is kenya
    assert PACKAGED.state_on(load_countries()["BEN"], date(2026, 6, 1)) is load_countries()["BEN"]


def test_an_office_is_named_once_from_one_day() -> None:
    changed = files()
    row = {"country": "KEN", "office": "UN mission", "roles": ["UN-MISSION"], "source": "a letter"}
    changed["choices.toml"]["office"] = [row, row | {"office": "Another"}]

    assert problems_of(changed) == [
        "choices.toml: names an office for KEN twice from the same day; keep one row"
    ]


def test_rules_without_choices_say_what_they_said() -> None:
    older = {name: tables for name, tables in PACKAGED.files.items() if name != "choices.toml"}
    ruleset = read_ruleset(write_text(older))

    assert (ruleset.files, ruleset.digest) == (older, digest_of(write_text(older)))
    assert (ruleset.rulebook, ruleset.choices, ruleset.leads) == (PACKAGED.rulebook, Choices(), Leads())


def test_the_public_digest_hangs_on_what_everybody_may_see_alone() -> None:
    def renamed(visibility: Visibility) -> Ruleset:
        chosen = next(each.id for each in PACKAGED.rulebook.rules if each.visibility is visibility)
        files = json.loads(PACKAGED.text)
        for tables in files.values():
            for row in tables.get("rule", ()):
                row["title"] = "Another title" if row["id"] == chosen else row["title"]
        return Ruleset(write_text(files), PACKAGED.rulebook, PACKAGED.office)

    hidden, public = renamed(Visibility.UN_INTERNAL), renamed(Visibility.PUBLIC)
    assert (hidden.digest == PACKAGED.digest, public.digest == PACKAGED.digest) == (False, False)
    assert hidden.public_digest == PACKAGED.public_digest
    assert public.public_digest != PACKAGED.public_digest
