"""What is said of States for a time, and what cannot be said."""

from datetime import date

import pytest

from uprcycle.rules.flags import Flag, Flags, read_flag_row
from uprcycle.store.packaged import load_countries, load_ruleset

ROW = {"country": "KEN", "flag": "has_nhri", "holds": True, "confidence": "read", "source": "a list"}


def flag(first: date, last: date = date.max, *, holds: bool = True, country: str = "KEN") -> Flag:
    return Flag(country, "has_nhri", holds, first, last, "read", "a list")


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2019, 12, 31), {}),
        (date(2020, 1, 1), {"has_nhri": True}),
        (date(2023, 6, 30), {"has_nhri": True}),
        (date(2023, 7, 1), {"has_nhri": False}),
        (date(2026, 1, 1), {}),
    ],
)
def test_a_flag_counts_from_its_first_to_its_last_day_and_the_later_one_wins(
    day: date, known: dict[str, bool]
) -> None:
    flags = Flags(
        (flag(date(2023, 7, 1), date(2025, 12, 31), holds=False), flag(date(2020, 1, 1), date(2024, 1, 1)))
    )

    assert flags.of("KEN", day) == known
    assert flags.of("UGA", day) == {}


def test_a_row_without_days_holds_for_ever() -> None:
    assert read_flag_row(ROW) == flag(date.min)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"country": "Kenya"}, "country is 'Kenya'; write its ISO code of three letters"),
        ({"flag": "no_un_presence"}, "flag is 'no_un_presence'; use one of developing_state, few_embassies"),
        ({"flag": "reprisal_risk"}, "flag is 'reprisal_risk'; use one of developing_state, few_embassies"),
        ({"from": "2024-01-01", "until": "2023-01-01"}, "until 2023-01-01 lies before from 2024-01-01"),
        ({"from": "soon"}, "Invalid isoformat string: 'soon'"),
        ({"holds": "yes"}, "holds is 'yes'"),
        ({"source": ""}, "source is ''"),
    ],
)
def test_what_cannot_be_said_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        read_flag_row(ROW | changes)

    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("key", ["country", "flag", "holds", "confidence", "source"])
def test_a_row_that_leaves_something_out_is_refused(key: str) -> None:
    with pytest.raises(KeyError, match=key):
        read_flag_row({other: cell for other, cell in ROW.items() if other != key})


@pytest.mark.parametrize("holds", [True, False])
def test_a_country_team_is_said_in_both_words_of_the_conditions(*, holds: bool) -> None:
    team = Flag("KEN", "has_unct", holds, date(2026, 1, 1), date.max, "read", "a letter")
    flags, day = Flags((flag(date(2020, 1, 1)), team)), date(2026, 1, 1)

    assert flags.of("KEN", day) == {"has_nhri": True, "has_unct": holds, "no_un_presence": not holds}
    assert flags.presence("KEN", day) == {"has_unct": holds, "no_un_presence": not holds}
    assert flags.presence("KEN", date(2025, 12, 31)) == {}


def test_the_packaged_flags_are_of_states_under_review_and_say_how_sure_they_are() -> None:
    flags, countries = load_ruleset().flags, load_countries()

    assert [
        each for each in flags.countries() if each not in countries or not countries[each].is_member
    ] == []
    assert {(each.name, each.holds, each.confidence) for each in flags.flags} == {
        ("developing_state", True, "general knowledge")
    }
