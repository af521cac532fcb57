"""Dates as people read them, in the language and zone of the reader, both zones named."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from uprcycle.days.span import cut_off, read_span
from uprcycle.store.packaged import load_countries, load_language
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.spans import local_moment_text, short_span_text, span_text, weekday_names, zone_city

FRENCH = load_language("fr")
# Eleven hours or more ahead of UTC on that day of the northern summer.
NEXT_DAY = ["FJI", "FSM", "KIR", "MHL", "NRU", "NZL", "SLB", "TON", "TUV", "VUT", "WSM"]
NO_BREAK = "\N{NO-BREAK SPACE}"
THIN = "\N{THIN SPACE}"


def plain(text: str) -> str:
    """Return ``text`` with ordinary spaces, for which spaces a locale uses is no matter here."""
    return text.replace(NO_BREAK, " ").replace(THIN, " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("span", "full", "short"),
    [
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "Monday, 4 May 2026, 09:00–12:30 Geneva time (CEST)",
            "4 May 2026, 09:00–12:30",
            id="sitting",
        ),
        pytest.param(
            "2022-03-25T15:00",
            "Friday, 25 March 2022, 15:00 Geneva time (CET)",
            "25 Mar 2022, 15:00",
            id="cut-off-in-winter-time",
        ),
        pytest.param(
            "2026-05-04T12:30/2026-05-06T12:30",
            "Monday, 4 May 2026, 12:30 – Wednesday, 6 May 2026, 12:30 Geneva time (CEST)",
            "4 May 2026, 12:30 – 6 May 2026, 12:30",
            id="hours-over-days",
        ),
        pytest.param(
            "2026-10-24T12:30/2026-10-26T11:30",
            "Saturday, 24 October 2026, 12:30 – Monday, 26 October 2026, 11:30 Geneva time (CEST/CET)",
            "24 Oct 2026, 12:30 – 26 Oct 2026, 11:30",
            id="hours-over-the-change-of-the-clock",
        ),
        pytest.param("2026-05-04", "Monday, 4 May 2026", "4 May 2026", id="day"),
        pytest.param("week of 2025-08-25", "week of 25 August 2025", "week of 25 August 2025", id="week"),
        pytest.param("2026-11", "November 2026", "November 2026", id="month"),
        pytest.param("2027-01/2027-02", "January – February 2027", "January – February 2027", id="months"),
        pytest.param(
            "2026-12/2027-01",
            "December 2026 – January 2027",
            "December 2026 – January 2027",
            id="months-of-years",
        ),
        pytest.param("2026-05-04/2026-05-15", "4–15 May 2026", "4–15 May 2026", id="window"),
        pytest.param(
            "2026-12-28/2027-01-03",
            "28 Dec 2026 – 3 Jan 2027",
            "28 Dec 2026 – 3 Jan 2027",
            id="over-new-year",
        ),
        pytest.param("2026-05-04/2026-05-04", "Monday, 4 May 2026", "4 May 2026", id="window-of-a-day"),
        pytest.param(
            "by 2026-05-04", "no later than 4 May 2026", "no later than 4 May 2026", id="latest-day"
        ),
        pytest.param("unknown", "date not known", "not known", id="unknown"),
    ],
)
def test_a_span_is_written_in_full_and_in_short(span: str, full: str, short: str) -> None:
    assert plain(span_text(read_span(span), ENGLISH)) == full
    assert plain(short_span_text(read_span(span), ENGLISH)) == short


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        pytest.param(
            "Pacific/Tongatapu", "; Friday, 30 June 2017, 02:00 Tongatapu time (+13)", id="next-day"
        ),
        pytest.param("Africa/Nairobi", "; 16:00 Nairobi time (EAT)", id="same-day"),
        pytest.param("Asia/Kathmandu", "; 18:45 Kathmandu time (+0545)", id="quarter-of-an-hour"),
        pytest.param(
            "America/Argentina/Buenos_Aires", "; 10:00 Buenos Aires time (-03)", id="city-of-two-words"
        ),
        pytest.param("Europe/Paris", "", id="same-hour"),
        pytest.param("Europe/Zurich", "", id="same-zone"),
    ],
)
def test_local_time_follows_that_of_geneva_unless_it_is_the_same(zone: str, local: str) -> None:
    deadline = read_span("2017-06-29T15:00")

    assert (
        span_text(deadline, ENGLISH, ZoneInfo(zone))
        == f"Thursday, 29 June 2017, 15:00 Geneva time (CEST){local}"
    )


@pytest.mark.parametrize(
    ("sitting", "zone", "local"),
    [
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "Africa/Nairobi",
            "10:00–13:30 Nairobi time (EAT)",
            id="same-day",
        ),
        pytest.param(
            "2026-05-04T14:30/2026-05-04T18:00",
            "Asia/Tokyo",
            "21:30 – Tuesday, 5 May 2026, 01:00 Tokyo time (JST)",
            id="over-midnight",
        ),
        pytest.param(
            "2026-05-04T09:00/2026-05-04T12:30",
            "Pacific/Honolulu",
            "Sunday, 3 May 2026, 21:00 – Monday, 4 May 2026, 00:30 Honolulu time (HST)",
            id="from-the-day-before",
        ),
    ],
)
def test_a_sitting_is_told_in_local_time_with_both_its_days(sitting: str, zone: str, local: str) -> None:
    told = span_text(read_span(sitting), ENGLISH, ZoneInfo(zone))

    assert told.split("; ")[1] == local


def test_a_day_has_no_local_twin() -> None:
    assert (
        span_text(read_span("2017-06-29"), ENGLISH, ZoneInfo("Pacific/Tongatapu")) == "Thursday, 29 June 2017"
    )


@pytest.mark.parametrize(
    ("span", "text"),
    [
        ("2026-05-04", "lundi 4 mai 2026"),
        ("2026-11", "novembre 2026"),
        ("2026-05-28/2026-06-03", "28 mai – 3 juin 2026"),
    ],
)
def test_dates_follow_the_habits_of_the_language(span: str, text: str) -> None:
    assert plain(span_text(read_span(span), FRENCH)) == text


@pytest.mark.parametrize(
    ("zone", "city"),
    [("Europe/Zurich", "Geneva"), ("America/New_York", "New York"), ("Asia/Kolkata", "Kolkata")],
)
def test_a_zone_is_named_by_its_city(zone: str, city: str) -> None:
    assert zone_city(ZoneInfo(zone), ENGLISH) == city


def test_for_some_states_a_deadline_of_geneva_falls_on_the_next_day() -> None:
    deadline = cut_off(date(2017, 6, 29), 15, 0)
    told = {each.iso3: span_text(deadline, ENGLISH, each.zone) for each in load_countries()}

    assert {text.split("; ")[0] for text in told.values()} == {
        "Thursday, 29 June 2017, 15:00 Geneva time (CEST)"
    }
    assert [code for code, text in told.items() if "30 June" in text] == NEXT_DAY


def test_weekdays_have_their_names_from_monday_on() -> None:
    assert weekday_names(ENGLISH)[0::6] == ("Monday", "Sunday")
    assert weekday_names(FRENCH)[0::6] == ("lundi", "dimanche")


def test_a_moment_is_read_by_the_clock_of_its_own_zone() -> None:
    at = datetime(2026, 5, 4, 15, 5, tzinfo=ZoneInfo("Africa/Nairobi"))

    assert local_moment_text(at, ENGLISH) == "Monday, 4 May 2026, 15:05"


def test_a_short_day_in_arabic_has_no_marks_of_direction() -> None:
    assert short_span_text(read_span("2026-11-21"), load_language("ar")) == "21 نوفمبر 2026"
