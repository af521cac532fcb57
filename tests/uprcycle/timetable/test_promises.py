"""What holds for every milestone of every State in both cycles on record."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from tests.uprcycle.examples import packaged_world
from uprcycle.days.span import Days, Instant, Precision, Status, Unknown, read_span
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Basis, Kind
from uprcycle.schedule.session import Published
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.timetable.milestone import Milestone, StepKind
from uprcycle.timetable.timetable import Timetable, order_of

WORLD = packaged_world()
CERTAIN = (Status.CONFIRMED, Status.HELD)
COUNTED = (
    StepKind.OFFSET,
    StepKind.FORECAST,
    StepKind.FALLBACK,
    StepKind.PROJECTION,
    StepKind.IN_COUNCIL,
)


@cache
def timetables() -> list[Timetable]:
    return [each for cycle in WORLD.cycles for each in WORLD.timetables(cycle)]


@cache
def everything() -> list[Milestone]:
    return [milestone for each in timetables() for milestone in (*each.milestones, *each.actions)]


def named(milestone: Milestone) -> tuple[str, int, str]:
    return milestone.country, milestone.cycle, milestone.id


def kinds(milestone: Milestone) -> set[StepKind]:
    return {step.kind for step in milestone.finding.steps}


def of(country: str, cycle: int, milestone_id: str) -> Milestone:
    found = WORLD.timetable(country, cycle).milestone(milestone_id)
    assert found is not None
    return found


# Truth


def test_there_are_386_timetables() -> None:
    assert len(timetables()) == 386


def test_what_is_computed_is_estimated_in_every_timetable() -> None:
    assert [
        named(each)
        for each in everything()
        if kinds(each) & set(COUNTED) and each.status is not Status.ESTIMATED
    ] == []


def test_nothing_but_a_published_date_is_confirmed_or_held() -> None:
    certain = [each for each in everything() if each.status in CERTAIN]

    assert [named(each) for each in certain if kinds(each) - {StepKind.PUBLISHED, StepKind.CUT_OFF}] == []
    assert len(certain) > 1000


def test_no_doubtful_word_of_the_record_stands_behind_a_confirmed_or_held_date() -> None:
    certain = [each for each in everything() if each.status in CERTAIN]

    assert {each.finding.citation.confidence for each in certain} == {
        "confirmed",
        # Days of adoption that were read; only those of the Council session around them were not.
        "UPR dates read; session dates general knowledge",
        "UPR dates and start read; end general knowledge",
        "start and 4 Oct read; end general knowledge",
    }


def test_no_derived_day_of_a_review_is_more_than_tentative() -> None:
    reviews = [each.review.slot.dates for each in timetables()]
    derived = [each for each in reviews if each.citation.confidence.startswith("derived")]

    assert {each.status for each in derived} == {Status.TENTATIVE}
    assert len(derived) > 300


def test_nothing_that_lies_ahead_of_the_record_is_held() -> None:
    read_on = date(2026, 11, 21)

    assert [
        named(each) for each in everything() if each.status is Status.HELD and order_of(each)[1] > read_on
    ] == []


def test_every_date_has_a_source_or_says_what_it_waits_for() -> None:
    assert [
        named(each)
        for each in everything()
        if not each.finding.citation.document and StepKind.UNKNOWN not in kinds(each)
    ] == []


def test_every_milestone_has_its_steps_and_the_last_span_is_its_own() -> None:
    # A session's days and the likeliest day are steps too, closer or wider than the date itself.
    other = (StepKind.LIKELIEST,)

    assert [named(each) for each in everything() if not each.finding.steps] == []
    assert [
        named(each)
        for each in everything()
        if each.finding.steps[-1].kind not in other
        and each.finding.steps[-1].span != each.span
        and each.id not in {"session-start", "session-end", "cycle-start"}
    ] == []


def test_an_unknown_date_is_listed_last_and_never_dropped() -> None:
    ids = [rule.id for rule in WORLD.rulebook.milestones if not rule.condition.terms]
    for timetable in timetables():
        listed = [each.id for each in timetable.milestones]
        unknown = [isinstance(each.span, Unknown) for each in timetable.milestones]
        assert unknown == sorted(unknown)
        assert [each for each in ids if each not in listed] == []


def test_milestones_and_actions_are_sorted_by_first_and_last_day() -> None:
    for timetable in timetables():
        for dated in (timetable.milestones, timetable.actions):
            assert [order_of(each) for each in dated] == sorted(order_of(each) for each in dated)


def test_an_id_stands_once_in_a_timetable() -> None:
    assert [
        each.country for each in timetables() if len({m.id for m in each.milestones}) < len(each.milestones)
    ] == []


def test_actions_are_in_no_timetable_that_is_shown() -> None:
    assert {each.rule.kind for timetable in timetables() for each in timetable.actions} == {Kind.ACTION}
    assert Kind.ACTION not in {each.rule.kind for timetable in timetables() for each in timetable.milestones}


def test_a_forecast_holds_its_likeliest_day() -> None:
    told = [(each.likeliest, each.span) for each in everything() if each.likeliest]

    assert [
        pair
        for pair in told
        if not isinstance(pair[1], Days) or not pair[1].first <= pair[0].first <= pair[1].last
    ] == []
    assert len(told) > 100


def test_only_a_published_date_differs_from_what_the_rule_says() -> None:
    beaten = {StepKind.PUBLISHED, StepKind.CUT_OFF, StepKind.IN_COUNCIL}

    assert [
        named(each)
        for each in everything()
        if each.rule_says != each.span and each.finding.steps[-1].kind not in beaten
    ] == []


def test_mid_term_reports_are_voluntary_everywhere() -> None:
    reports = [each for each in everything() if each.id == "state-mid-term-report"]

    assert len(reports) == 386
    assert [named(each) for each in reports if not each.rule.voluntary] == []


# Phases


def test_phases_open_in_order_for_every_review() -> None:
    for timetable in timetables():
        opened = [(list(Phase).index(phase), day) for phase, day in timetable.openings.items()]
        assert opened == sorted(opened)
        assert [day for _, day in opened] == sorted(day for _, day in opened)


@pytest.mark.slow
def test_a_review_never_goes_back_to_an_earlier_phase() -> None:
    order = [None, *Phase]
    for timetable in timetables():
        days = [date(2015, 1, 1) + timedelta(weeks=number) for number in range(900)]
        passed = [order.index(timetable.phase(day)) for day in days]
        assert passed == sorted(passed)


def test_every_state_with_a_day_has_all_phases_but_those_nobody_can_know() -> None:
    missing = {
        (each.country, each.cycle): [str(phase) for phase in Phase if phase not in each.openings]
        for each in timetables()
    }

    assert {key: phases for key, phases in missing.items() if phases} == {
        # Its next review is on record as unknown.
        ("UKR", 3): ["next-cycle"],
        ("UKR", 4): [str(phase) for phase in Phase],
        # Its outcome was never adopted, or is not, and its deadline is suspended.
        ("MMR", 3): ["adoption", "follow-up"],
        ("MMR", 4): ["submissions"],
        ("NIC", 4): ["adoption", "follow-up"],
    }


# What the sources hide


@pytest.mark.parametrize(
    ("country", "utc", "zone", "local"),
    [
        pytest.param("BRA", "2016-09-22 13:00", "America/Sao_Paulo", "2016-09-22 10:00", id="session-27"),
        pytest.param(
            "CZE", "2017-03-30 13:00", "Europe/Prague", "2017-03-30 15:00", id="session-28-after-the-change"
        ),
        pytest.param(
            "TON", "2017-06-29 13:00", "Pacific/Tongatapu", "2017-06-30 02:00", id="session-29-next-day"
        ),
    ],
)
def test_the_hour_of_a_deadline_is_three_in_geneva(country: str, utc: str, zone: str, local: str) -> None:
    deadline = of(country, 3, "stakeholder-submission-deadline")

    assert isinstance(deadline.span, Instant)
    assert deadline.span.is_cut_off
    moment = deadline.span.start
    assert f"{moment.astimezone(ZoneInfo('UTC')):%Y-%m-%d %H:%M}" == utc
    assert f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" == local
    assert WORLD.countries[country].zone.utcoffset(moment.replace(tzinfo=None)) == ZoneInfo(zone).utcoffset(
        moment.replace(tzinfo=None)
    )


def test_the_deadline_of_session_27_lies_before_its_cycle_and_still_holds() -> None:
    deadline, start = of("BHR", 3, "stakeholder-submission-deadline"), of("BHR", 3, "cycle-start")

    assert order_of(deadline)[0] == date(2016, 9, 22)
    assert order_of(start)[0] == date(2017, 5, 1)
    assert (deadline.status, start.status) == (Status.CONFIRMED, Status.HELD)


def test_the_un_deadline_is_that_of_the_stakeholders_and_a_field_of_its_own() -> None:
    for country in ("BHR", "CZE", "TON"):
        stakeholders = of(country, 3, "stakeholder-submission-deadline")
        united_nations = of(country, 3, "un-entity-submission-deadline")
        assert (stakeholders.span, united_nations.span) == (stakeholders.span, stakeholders.span)
        assert stakeholders.rule is not united_nations.rule


def test_the_draft_recommendations_are_due_48_hours_after_the_end_of_a_known_sitting() -> None:
    review, draft = of("THA", 3, "working-group-review"), of("THA", 3, "recommendation-list-circulated")

    assert str(review.span) == "2021-11-10T09:00/2021-11-10T12:30"
    assert str(draft.span) == "2021-11-10T12:30/2021-11-12T12:30"
    assert (review.status, draft.status) == (Status.HELD, Status.ESTIMATED)


def test_a_session_known_to_the_month_gives_no_day() -> None:
    closest = {Precision.INSTANT, Precision.DAY, Precision.WEEK}
    hanging = [
        each
        for each in WORLD.timetable("USA").milestones
        if each.rule.lead.anchor in {"review", "session start", "session end"}
    ]

    assert [each.id for each in hanging if each.span.precision in closest] == []
    assert len(hanging) >= 40


def test_hours_are_those_of_geneva_whatever_the_zone_of_the_machine() -> None:
    assert of("TON", 3, "stakeholder-submission-deadline").span == Instant(
        datetime(2017, 6, 29, 15, tzinfo=ZoneInfo("Europe/Zurich")),
        datetime(2017, 6, 29, 15, tzinfo=ZoneInfo("Europe/Zurich")),
    )


def test_with_the_day_of_its_review_confirmed_some_dates_of_a_state_are_counted_from_what_is_sure() -> None:
    review = WORLD.timetable("SYR", 4).review
    day = Published(read_span("2027-01-25"), Status.CONFIRMED, review.slot.dates.citation)
    confirmed = replace(review, slot=replace(review.slot, dates=day))
    settings = Setting(WORLD.office, WORLD.countries["SYR"].facts)
    counted = {
        found.id
        for found in compute_timetable(confirmed, WORLD.rulebook, settings).milestones
        if found.is_counted_from_sure and found.rule.basis is Basis.STATED and found.rule.is_pressing
    }

    assert {"pre-session-statement", "recommendation-list-circulated"} <= counted
    assert counted.isdisjoint({"un-entity-submission-deadline", "hrc-adoption", "state-addendum"})
    assert [named(found) for found in everything() if found.is_projected and found.is_counted_from_sure] == []
