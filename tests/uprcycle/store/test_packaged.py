"""What comes with uprcycle can be loaded, and nothing that is not there."""

from datetime import date
from importlib import resources
from zoneinfo import ZoneInfo

import pytest

from uprcycle.countries import Region
from uprcycle.days.span import Status
from uprcycle.errors import BadInputError
from uprcycle.store.packaged import (
    language_codes,
    load_contact_windows,
    load_countries,
    load_language,
    load_ruleset,
    load_schedule,
)
from uprcycle.wording.language import ENGLISH


def test_all_member_states_and_two_observers_are_loaded() -> None:
    countries = load_countries()

    assert len(countries.members()) == 193
    assert [each.iso3 for each in countries if not each.is_member] == ["PSE", "VAT"]


def test_a_state_is_loaded_with_names_zone_weekend_and_presence() -> None:
    kenya, nepal, oman = (load_countries()[code] for code in ("KEN", "NPL", "OMN"))

    assert (kenya.region, kenya.zone) == (Region.AFRICA, ZoneInfo("Africa/Nairobi"))
    assert kenya.weekend == {5, 6}
    assert kenya.facts == {"has_unct": True, "no_un_presence": False}
    assert sorted(kenya.names) == ["ar", "en", "es", "fr", "ru", "zh"]
    assert (nepal.name("fr"), nepal.zone.key) == ("Népal", "Asia/Kathmandu")
    assert oman.facts == {}


def test_the_rulebook_holds_rules_actions_forecasts_and_phases() -> None:
    book = load_ruleset().rulebook

    assert (len(book.milestones), len(book.actions)) == (101, 155)
    assert (len(book.forecasts), len(book.phases)) == (9, 9)


def test_every_citation_of_a_rule_is_that_of_a_known_document() -> None:
    rows = load_ruleset().files["sources.toml"]["source"]
    known = {row.get("short", row["code"]) for row in rows}

    assert {each.document for rule in load_ruleset().rulebook.rules for each in rule.sources} <= known


def test_the_packaged_rules_are_read_from_all_their_files() -> None:
    folder = resources.files("uprcycle") / "data"
    written = {
        f"{name}/{each.name}"
        for name in ("rules", "checklists", "holidays")
        for each in (folder / name).iterdir()
    }

    assert set(load_ruleset().files) == {*written, "choices.toml", "flags.toml", "sources.toml"}


def test_the_schedule_leaves_the_inferred_cycle_out_unless_it_is_asked_for() -> None:
    packaged, inferred = load_schedule(), load_schedule(inferred=True)

    assert [each.number for each in packaged.sessions] == list(range(27, 55))
    assert [each.number for each in inferred.sessions] == list(range(27, 69))
    fifth = [each for each in inferred.sessions if each.cycle == 5]
    assert {(each.dates.status, each.dates.citation.confidence) for each in fifth} == {
        (Status.ESTIMATED, "inferred")
    }
    assert (len(packaged.councils), len(packaged.slots), len(packaged.dates)) == (30, 387, 101)


def test_the_office_is_closed_on_the_holidays_of_geneva() -> None:
    office = load_ruleset().office

    assert [
        day
        for day in (date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1))
        if not office.is_working(day)
    ] == [
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]


def test_english_needs_no_catalogue_and_comes_first() -> None:
    assert load_language("en") is ENGLISH
    assert language_codes()[0] == "en"


@pytest.mark.parametrize("code", [code for code in language_codes() if code != "en"])
def test_a_language_translates_what_english_says(code: str) -> None:
    assert load_language(code).marked_text("date not known")[1]


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("zh-CN", "did you mean 'zh'?"),
        ("zh_Hant", "did you mean 'zh'?"),
        ("FR", "did you mean 'fr'?"),
        ("Russian", "did you mean 'ru'?"),
        ("esp", "did you mean 'es'?"),
        ("العربية", "did you mean 'ar'?"),
    ],
)
def test_a_language_by_another_name_is_offered_by_its_code(typed: str, remedy: str) -> None:
    with pytest.raises(BadInputError) as caught:
        load_language(typed)

    assert [each.remedy for each in caught.value.problems] == [remedy]


@pytest.mark.parametrize("code", ["xx", "", "../fr", "pt"])
def test_a_language_without_a_catalogue_is_refused_with_those_there_are(code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        load_language(code)

    assert str(caught.value) == (
        f"the language is not known\n  language: there is no catalogue for {code!r};"
        f" use one of {', '.join(language_codes())}"
    )


def test_every_window_for_approaching_missions_is_a_rule() -> None:
    assert load_contact_windows() - set(load_ruleset().rulebook.by_id) == set()
    assert "mission-blackout" in load_contact_windows()
