"""A clash in words: where, what meets what, both certainties, and what to do instead."""

from datetime import date

import pytest

from tests.uprcycle.examples import packaged_world
from uprcycle.days.holiday import Holiday
from uprcycle.days.span import Days, day_span, window_span
from uprcycle.store.packaged import load_language
from uprcycle.timetable.clashes import Clash
from uprcycle.timetable.clashes_council import CouncilClash
from uprcycle.timetable.clashes_fortnight import FortnightClash
from uprcycle.timetable.clashes_rest import Rest, RestClash
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.clashes import clash_problem

WORLD = packaged_world()
COUNCIL = WORLD.release.schedule.council_by_number[61]
CARIBBEAN = "UN Multi-Country Office Barbados and the Eastern Caribbean"
ASHURA = Holiday(date(2022, 8, 8), "Ashura", is_estimated=True)


def of(code: str, milestone_id: str) -> Milestone:
    found = WORLD.timetable(code, 4).milestone(milestone_id)
    assert found is not None
    return found


def council_clash(after: Days | None) -> CouncilClash:
    days = window_span(date(2026, 3, 8), date(2026, 3, 31))
    return CouncilClash((of("SYC", "geneva-pre-session"),), days, COUNCIL, date(2026, 2, 9), after)


def rest_clash(*rests: Rest, is_likeliest: bool = False) -> RestClash:
    day = day_span(ASHURA.day)
    return RestClash((of("DZA", "national-report"),), day, rests, date(2022, 8, 4), is_likeliest)


PRE_SESSION = "Geneva pre-session, 8 Mar – 8 Apr 2026 (estimated)"
LUCIA = "Saint Lucia, Review in the Working Group, 22 Jan 2026 (tentative)"
KITTS = "Saint Kitts and Nevis, Review in the Working Group, 27 Jan 2026 (tentative)"
REST_TEXT = "National report due, 8 Aug 2022 (confirmed): Monday, 8 August 2022 is "
STANDS = "the deadline stands; the last working day before it is Thursday, 4 August 2022"


@pytest.mark.parametrize(
    ("clash", "expected"),
    [
        pytest.param(
            council_clash(window_span(date(2026, 4, 1), date(2026, 4, 7))),
            (
                "Seychelles",
                f"{PRE_SESSION}: Council session 61 meets, 23 Feb – 31 Mar 2026 (held)",
                "write to missions about 9 Feb 2026, or 1–7 Apr 2026",
            ),
            id="council",
        ),
        pytest.param(
            rest_clash(Rest("DZA", is_weekend=False, holiday=ASHURA)),
            ("Algeria", f"{REST_TEXT}probably a holiday in Algeria: Ashura", STANDS),
            id="the-moon",
        ),
        pytest.param(
            rest_clash(Rest("", is_weekend=False), Rest("DZA", is_weekend=True)),
            ("Algeria", f"{REST_TEXT}a holiday in Geneva; a weekend in Algeria", STANDS),
            id="both-places",
        ),
        pytest.param(
            rest_clash(Rest("", is_weekend=True), is_likeliest=True),
            (
                "Algeria",
                REST_TEXT.replace("): ", "): its likeliest day, ").replace(" is", ", is")
                + "a weekend in Geneva",
                STANDS,
            ),
            id="the-likeliest-day",
        ),
        pytest.param(
            FortnightClash(
                (of("LCA", "working-group-review"), of("KNA", "working-group-review")),
                window_span(date(2026, 1, 22), date(2026, 1, 27)),
                CARIBBEAN,
            ),
            (
                f"{CARIBBEAN}: Saint Lucia, Saint Kitts and Nevis",
                f"several States within a fortnight: {LUCIA}; {KITTS}",
                "share out the work in time",
            ),
            id="fortnight",
        ),
    ],
)
def test_a_clash_says_where_what_and_what_to_do(clash: Clash, expected: tuple[str, str, str]) -> None:
    told = clash_problem(clash, WORLD.countries, load_language("en"))

    assert (told.where, plain(told.what), told.remedy) == expected


def test_without_a_week_after_only_the_day_before_is_proposed() -> None:
    told = clash_problem(council_clash(None), WORLD.countries, load_language("en"))

    assert told.remedy == "write to missions about 9 Feb 2026"


def test_the_likeliest_day_of_a_forecast_is_named_beside_its_range() -> None:
    deadlines = tuple(of(code, "stakeholder-submission-deadline") for code in ("KEN", "PLW"))
    clash = FortnightClash(deadlines, window_span(date(2025, 10, 8), date(2025, 10, 8)), "a desk")

    told = clash_problem(clash, WORLD.countries, load_language("en"))

    assert plain(told.what).endswith("25 Sept – 15 Oct 2025 (estimated), likeliest 8 Oct 2025")


def test_a_likeliest_day_that_is_the_only_one_is_not_named_twice() -> None:
    reports = tuple(of(code, "national-report") for code in ("KNA", "LCA"))
    clash = FortnightClash(reports, window_span(date(2025, 10, 6), date(2025, 10, 6)), "a desk")

    told = clash_problem(clash, WORLD.countries, load_language("en"))

    assert told.what.endswith("Saint Lucia, National report due, 6 Oct 2025 (estimated)")


def plain(text: str) -> str:
    """Return ``text`` without the thin spaces of ranges."""
    return text.replace("\N{THIN SPACE}", " ")
