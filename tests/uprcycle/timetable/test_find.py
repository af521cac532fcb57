"""One date at a time: published, in a session, by rule, by forecast, by the sources' rough lead, unknown."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from tests.uprcycle.examples import GUIDE, LIST, council, lead, published, rule, session, slot
from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.days.span import Status, Unknown, read_span
from uprcycle.days.workdays import Roll, WorkingDays
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.choice import Choice, Settled
from uprcycle.rules.forecast import Forecast, Season
from uprcycle.rules.rule import Rule
from uprcycle.timetable.find import (
    find_by_fallback,
    find_by_forecast,
    find_by_rule,
    find_published,
    find_slot,
    find_unknown,
    find_within,
)
from uprcycle.timetable.milestone import Finding, Step, StepKind

OFFICE = WorkingDays(holidays=frozenset({date(2027, 11, 1)}))
AT_THREE = rule(at=time(15))
NOTHING = find_unknown(Anchor.REVIEW)
FORECAST = Forecast(
    id="national-report",
    milestone="national-report",
    season=Season.AUTUMN,
    anchor=Anchor.SESSION_START,
    earliest=Offset.parse("91 days before"),
    likeliest=Offset.parse("91 days before"),
    latest=Offset.parse("88 days before"),
    observations=5,
    citation=Citation("the record"),
)


def found(span: str, status: Status = Status.CONFIRMED) -> Finding:
    return find_published(published(span, status))


def kinds(finding: Finding) -> list[str]:
    return [str(step.kind) for step in finding.steps]


# Published


@pytest.mark.parametrize(
    ("span", "by", "expected", "steps"),
    [
        pytest.param("2027-03-25", rule(), "2027-03-25", ["published"], id="a-day-of-a-rule-without-an-hour"),
        pytest.param(
            "2027-03-25", AT_THREE, "2027-03-25T15:00", ["published", "cut-off"], id="a-day-ends-at-the-hour"
        ),
        pytest.param(
            "2027-03-25T12:00", AT_THREE, "2027-03-25T12:00", ["published"], id="its-own-hour-stands"
        ),
        pytest.param("2027-03", AT_THREE, "2027-03", ["published"], id="a-month-has-no-hour"),
        pytest.param("by 2027-03-25", AT_THREE, "by 2027-03-25", ["published"], id="nor-a-latest-day"),
        pytest.param("unknown", AT_THREE, "unknown", ["published"], id="unknown-stands"),
    ],
)
def test_a_published_date_stands_as_it_is(span: str, by: Rule, expected: str, steps: list[str]) -> None:
    finding = find_published(published(span, Status.TENTATIVE), by)

    assert (str(finding.span), finding.status, finding.citation) == (expected, Status.TENTATIVE, LIST)
    assert kinds(finding) == steps


def test_a_published_date_brings_the_remark_of_the_record() -> None:
    remark = replace(published("2027-03-25"), note="Moved once.")

    assert find_published(remark).steps == (
        Step(StepKind.PUBLISHED, read_span("2027-03-25"), citation=LIST, note="Moved once."),
    )


def test_the_hour_is_that_of_the_zone_of_the_rule() -> None:
    kathmandu = rule(at=time(17), zone=ZoneInfo("Asia/Kathmandu"))
    finding = find_published(published("2027-03-25"), kathmandu)

    assert finding.steps[-1].until == "Asia/Kathmandu"
    assert str(finding.span) == "2027-03-25T17:00"


# In a session


def test_a_slot_with_a_day_stands_on_it() -> None:
    assert find_slot(slot(), session()) == find_published(published("2027-11-03"), anchor=Anchor.REVIEW)


@pytest.mark.parametrize(
    ("of_slot", "of_session", "status"),
    [
        (Status.CONFIRMED, Status.TENTATIVE, Status.TENTATIVE),
        (Status.TENTATIVE, Status.CONFIRMED, Status.TENTATIVE),
        (Status.ESTIMATED, Status.HELD, Status.ESTIMATED),
        (Status.HELD, Status.HELD, Status.HELD),
        (Status.WITHDRAWN, Status.HELD, Status.WITHDRAWN),
    ],
)
def test_a_slot_without_a_day_is_no_surer_than_itself_and_its_session(
    of_slot: Status, of_session: Status, status: Status
) -> None:
    days = "2027-11-01/2027-11-12"
    finding = find_slot(slot(dates=published("unknown", of_slot)), session(days, of_session))

    assert finding == Finding(
        read_span(days), status, LIST, (Step(StepKind.IN_SESSION, read_span(days), "55", citation=LIST),)
    )


def test_a_slot_without_day_and_session_is_published_as_unknown() -> None:
    finding = find_slot(slot(span="unknown", session=None), None)

    assert (finding.span, kinds(finding)) == (Unknown(), ["published"])


def test_an_adoption_lies_within_all_council_sessions_that_take_it() -> None:
    finding = find_within([council("2020-06-15/2020-07-17", 44), council("2020-09-14/2020-10-07", 45)])
    span = read_span("2020-06-15/2020-10-07")

    assert finding == Finding(
        span, Status.ESTIMATED, LIST, (Step(StepKind.IN_COUNCIL, span, "44, 45", citation=LIST),)
    )


@pytest.mark.parametrize(
    "dates",
    [
        pytest.param([], id="no-council-session"),
        pytest.param(["unknown"], id="unknown-days"),
        pytest.param(["2020-06-15/2020-07-17", "unknown"], id="one-of-two-unknown"),
    ],
)
def test_an_adoption_is_not_placed_where_a_council_session_is_not_known(dates: list[str]) -> None:
    assert find_within([council(each) for each in dates]) is None


# By rule


@pytest.mark.parametrize(
    ("by", "anchor", "expected", "steps"),
    [
        pytest.param(rule(), "2027-11-03", "2027-08-11", ["published", "anchor", "offset"], id="a-point"),
        pytest.param(
            rule(counted=lead("review", "8 weeks before", "4 weeks before")),
            "2027-11-03",
            "2027-09-08/2027-10-06",
            ["published", "anchor", "offset"],
            id="a-window",
        ),
        pytest.param(
            rule(counted=lead("review", "3 days before"), roll=Roll.PRECEDING),
            "2027-11-03",
            "2027-10-29",
            ["published", "anchor", "offset", "roll"],
            id="rolled-over-weekend-and-holiday",
        ),
        pytest.param(
            rule(counted=lead("review", "1 week before"), roll=Roll.PRECEDING),
            "2027-11-03",
            "2027-10-27",
            ["published", "anchor", "offset"],
            id="a-working-day-stays",
        ),
        pytest.param(
            rule(counted=lead("review", "1 week before", "3 days before"), roll=Roll.PRECEDING),
            "2027-11-03",
            "2027-10-27/2027-10-31",
            ["published", "anchor", "offset"],
            id="a-window-does-not-roll",
        ),
        pytest.param(
            rule(counted=lead("review", "3 days before"), roll=Roll.FOLLOWING, at=time(15)),
            "2027-11-03",
            "2027-11-02T15:00",
            ["published", "anchor", "offset", "roll", "cut-off"],
            id="rolled-and-then-at-the-hour",
        ),
    ],
)
def test_a_rule_counts_its_lead_from_the_anchor(
    by: Rule, anchor: str, expected: str, steps: list[str]
) -> None:
    finding = find_by_rule(by, found(anchor), OFFICE)

    assert (str(finding.span), kinds(finding)) == (expected, steps)


@pytest.mark.parametrize("status", list(Status))
def test_what_is_computed_is_estimated_however_sure_its_anchor(status: Status) -> None:
    anchor = found("2027-11-03", status)
    rough = lead("review", "8 months before", "6 months before")

    assert find_by_rule(rule(), anchor, OFFICE).status is Status.ESTIMATED
    assert find_by_forecast(FORECAST, anchor, OFFICE).status is Status.ESTIMATED
    assert find_by_fallback(rough, anchor, GUIDE, OFFICE).status is Status.ESTIMATED


def test_a_rule_cites_its_first_source_and_shows_its_count() -> None:
    finding = find_by_rule(
        rule(counted=lead("review", "8 weeks before", "4 weeks before")), found("2027-11-03"), OFFICE
    )

    assert finding.citation == GUIDE
    assert finding.steps[1:] == (
        Step(StepKind.ANCHOR, read_span("2027-11-03"), "review", status=Status.CONFIRMED),
        Step(StepKind.OFFSET, read_span("2027-09-08/2027-10-06"), "8 weeks before", "4 weeks before"),
    )


# By forecast


def test_a_forecast_from_a_known_day_has_a_range_and_a_likeliest_day() -> None:
    finding = find_by_forecast(FORECAST, found("2027-11-01"), OFFICE)

    assert (str(finding.span), finding.citation) == ("2027-08-02/2027-08-05", Citation("the record"))
    assert finding.steps[1:] == (
        Step(StepKind.ANCHOR, read_span("2027-11-01"), "session start", status=Status.CONFIRMED),
        Step(StepKind.FORECAST, finding.span, "91 days before", "88 days before", Citation("the record")),
        Step(StepKind.LIKELIEST, read_span("2027-08-02"), "91 days before", "5"),
    )


def test_a_forecast_from_a_month_is_wider_and_has_no_likeliest_day() -> None:
    finding = find_by_forecast(FORECAST, found("2027-11"), OFFICE)

    assert str(finding.span) == "2027-08-02/2027-09-03"
    assert kinds(finding) == ["published", "anchor", "forecast"]


def test_a_forecast_that_never_varied_is_one_day() -> None:
    steady = replace(FORECAST, latest=FORECAST.earliest)

    assert str(find_by_forecast(steady, found("2027-11-01"), OFFICE).span) == "2027-08-02"


def test_a_forecast_from_a_latest_day_is_a_latest_day() -> None:
    assert str(find_by_forecast(FORECAST, found("by 2027-11-01"), OFFICE).span) == "by 2027-08-05"


# By the rough lead of the sources, and unknown


def test_a_rough_lead_says_so_and_cites_its_source() -> None:
    finding = find_by_fallback(
        lead("review", "8 months before", "6 months before"), found("2027-11-30"), GUIDE, OFFICE
    )

    assert (str(finding.span), finding.citation) == ("2027-03-30/2027-05-30", GUIDE)
    assert kinds(finding) == ["published", "anchor", "fallback"]


def test_nothing_is_counted_from_an_unknown_anchor() -> None:
    unknown = Finding(
        Unknown(), Status.ESTIMATED, Citation(""), (Step(StepKind.UNKNOWN, Unknown(), "session start"),)
    )
    rough = lead("session start", "8 months before", "6 months before")

    assert find_by_rule(rule(counted=rough), NOTHING, OFFICE) == unknown
    assert find_by_forecast(FORECAST, NOTHING, OFFICE) == unknown
    assert find_by_fallback(rough, NOTHING, GUIDE, OFFICE) == unknown


@pytest.mark.parametrize("projected", [False, True])
def test_a_lead_that_was_chosen_for_the_state_says_so_after_its_count(*, projected: bool) -> None:
    choice = Choice("KEN", "C2", "half", date.min, date.max, "a team", "It was agreed.", "a letter")
    settled = (Settled(choice, (GUIDE,), (LIST,)), Settled(replace(choice, contradiction="C1"), (LIST,), ()))
    chosen = replace(lead("review", "2 years after"), settled=settled)

    finding = find_by_fallback(chosen, found("2027-11-02"), GUIDE, OFFICE, projected=projected)

    assert kinds(finding)[-3:] == ["projection" if projected else "fallback", "choice", "choice"]
    assert tuple(step.settled for step in finding.steps[-2:]) == settled
    assert {str(step.span) for step in finding.steps[-3:]} == {"2029-11-02"}
