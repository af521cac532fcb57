"""What an operator reads in Prefect's pages: public dates only, with how sure each is."""

from datetime import date, timedelta

import pytest

from flows.reporting.reports import (
    country_line,
    country_report,
    next_rows,
    phase_name,
    progress_of,
    prominent_ahead,
)
from tests.flows.installed import TODAY, founded_memory
from uprcycle.store.packaged import load_language
from uprcycle.timetable.timetable import order_of
from uprcycle.visibility import Visibility

WORLD = founded_memory().world()
BASE, OVERVIEW = "https://upr.example.org", "[All States](/v2/artifacts/key/uprcycle-overview)"
KENYA, UKRAINE = WORLD.timetable("KEN"), WORLD.timetable("UKR")


def section(lines: list[str], title: str) -> list[str]:
    """Return the rows of the tables under a heading, without their frames."""
    level = title.partition(" ")[0]
    start = lines.index(title) + 1
    ends = [number for number, line in enumerate(lines) if number > start and line.startswith(f"{level} ")]
    rows = (line for line in lines[start : min(ends, default=len(lines))] if line.startswith("|"))
    return [line.strip("| ") for line in rows if "---" not in line]


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("KEN", date(2020, 1, 1), "no phase open"),
        ("KEN", date(2024, 9, 16), "Submissions"),
        ("KEN", date(2025, 5, 1), "Review"),
        ("KEN", TODAY, "Follow-up"),
        ("UKR", TODAY, "no phase open"),
    ],
)
def test_the_phase_is_named_by_the_day(country: str, day: date, name: str) -> None:
    assert phase_name(WORLD.timetable(country), day) == name


def test_a_report_says_first_where_the_review_stands_and_how_to_read_on() -> None:
    lines = country_report(WORLD, KENYA, TODAY, address=BASE).splitlines()

    assert lines[:5] == [
        "# Kenya · cycle 4 · session 49",
        "",
        "**Follow-up** since 22 Oct 2025. 64 of 79 public dates are over.",
        "",
        f"[Page of the State]({BASE}/countries/KEN) · {OVERVIEW}",
    ]


def test_a_report_marks_the_present_phase_among_all() -> None:
    lines = country_report(WORLD, KENYA, TODAY).splitlines()

    assert section(lines, "## Phases")[1:] == [
        "✓ | Preparation | 1 May 2024",
        "✓ | Submissions | 19 Jun 2024",
        "✓ | Pre-session | 1 Jan 2025",
        "✓ | Review | 28 Apr 2025",
        "✓ | Outcome | 10 May 2025",
        "✓ | Adoption | 25 Aug 2025",
        "▶ | **Follow-up** | 22 Oct 2025",
        "Mid-term | 1 May 2027",
        "Next cycle | 1 Nov 2028",
    ]


def test_a_report_lists_what_is_next_and_then_every_public_date_with_those_that_are_over_marked() -> None:
    lines = country_report(WORLD, KENYA, TODAY).splitlines()
    dates = [row for row in section(lines, "## All dates") if "How sure" not in row]

    assert len(section(lines, "## Next")) == 6
    assert "1 May 2025 ✓ | tentative | Review in the Working Group" in dates
    assert len(dates) == sum(each.rule.visibility is Visibility.PUBLIC for each in KENYA.milestones)
    assert sum("✓" in row for row in dates) == progress_of(KENYA, TODAY).over == 64


def test_a_line_says_where_a_review_stands_and_what_is_next() -> None:
    assert country_line(KENYA, TODAY, BASE) == (
        "**Follow-up** since 22 Oct 2025. 64 of 79 public dates are over. "
        "Next: Middle of the cycle, 1 May – 1 Nov 2027. "
        f"[Page of the State]({BASE}/countries/KEN)"
    )
    assert country_line(UKRAINE, TODAY).endswith("are over. No date ahead is known.")


def test_a_report_changes_only_with_what_it_says() -> None:
    a_day, a_month = timedelta(days=1), timedelta(days=30)
    today = country_report(WORLD, KENYA, date(2026, 11, 22))

    assert country_report(WORLD, KENYA, date(2026, 11, 22) + a_day) == today
    assert country_report(WORLD, KENYA, date(2026, 11, 22) + 12 * a_month) != today


def test_progress_counts_dates_that_are_not_known_among_all() -> None:
    progress = progress_of(UKRAINE, TODAY)

    assert (progress.over, progress.all - progress.unknown, progress.percent) == (2, 2, 2.5)
    assert progress_of(KENYA, TODAY).percent == 81.0


def test_a_report_counts_the_dates_that_are_not_known() -> None:
    lines = country_report(WORLD, UKRAINE, TODAY).splitlines()
    unknown = sum(
        each.rule.visibility is Visibility.PUBLIC and not each.is_known for each in UKRAINE.milestones
    )

    assert (lines[0], lines[2]) == (
        "# Ukraine · cycle 4 · no session",
        f"**no phase open**. 2 of {unknown + 2} public dates are over.",
    )
    assert lines[-1] == f"{unknown} further dates are not known."


def test_a_report_reads_in_another_language() -> None:
    lines = country_report(WORLD, WORLD.timetable("MAR"), TODAY, load_language("fr")).splitlines()

    assert lines[0].startswith("# Maroc · ")


def test_what_comes_next_is_public_nearest_first_and_at_most_ten() -> None:
    rows = next_rows(KENYA, TODAY)
    ends = {each.id: order_of(each)[1] for each in KENYA.milestones}

    assert len(rows) == 10
    assert [list(row) for row in rows] == [["when", "how sure", "what", "id"]] * 10
    lasts = [ends[row["id"]] for row in rows]
    assert lasts == sorted(lasts)
    assert min(lasts) >= TODAY
    assert next_rows(UKRAINE, TODAY) == []


def test_the_overview_names_only_dates_everybody_should_know() -> None:
    ahead = prominent_ahead(KENYA, TODAY)

    assert [each.id for each in ahead][:2] == ["midpoint", "state-mid-term-report"]
    assert {each.rule.visibility for each in ahead} == {Visibility.PUBLIC}
