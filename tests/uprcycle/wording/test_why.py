"""A derivation in sentences: exact for each kind of step, sound for every date of every State."""

from dataclasses import replace
from datetime import date

import pytest

from tests.uprcycle.examples import GUIDE, LIST, packaged_world, rule
from uprcycle.citation import Citation
from uprcycle.days.span import Status, read_span
from uprcycle.rules.choice import Choice, Settled
from uprcycle.rules.condition import Condition
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Finding, Milestone, Step, StepKind
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.spans import span_text
from uprcycle.wording.why import anchor_text, offset_text, why_lines

DAY = read_span("2027-03-25")
WINDOW = read_span("2027-08-02/2027-08-05")
CHOICE = Choice("KEN", "C2", "half", date.min, date.max, "a team", "It was agreed.", "a letter")


def milestone(*steps: Step, span: str = "2027-03-25", status: Status = Status.ESTIMATED) -> Milestone:
    found = read_span(span)
    return Milestone(rule(), "KEN", 5, Finding(found, status, GUIDE, steps), found)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        pytest.param(
            Step(StepKind.PUBLISHED, DAY, citation=LIST, note="Moved once."),
            "Published: Thursday, 25 March 2027. Read in: the printed list (confirmed). Moved once.",
            id="published",
        ),
        pytest.param(
            Step(StepKind.PUBLISHED, DAY, citation=Citation("")),
            "Published: Thursday, 25 March 2027.",
            id="published-without-a-source",
        ),
        pytest.param(
            Step(StepKind.PUBLISHED, read_span("unknown"), citation=LIST),
            "Published without a date. Read in: the printed list (confirmed).",
            id="published-as-unknown",
        ),
        pytest.param(
            Step(StepKind.PUBLISHED, WINDOW, "session start", citation=LIST),
            "Published for the Working Group session: 2–5 Aug 2027. Read in: the printed list (confirmed).",
            id="published-anchor",
        ),
        pytest.param(
            Step(StepKind.PUBLISHED, read_span("unknown"), "review", citation=LIST),
            "Published without a date for the review in the Working Group."
            " Read in: the printed list (confirmed).",
            id="published-anchor-without-a-date",
        ),
        pytest.param(
            Step(StepKind.IN_SESSION, WINDOW, "55"),
            "No day of its own is published; it falls within Working Group session 55: 2–5 Aug 2027.",
            id="in-session",
        ),
        pytest.param(
            Step(StepKind.IN_COUNCIL, WINDOW, "44, 45"),
            "No day of its own is published; it falls within Council session 44, 45: 2–5 Aug 2027.",
            id="in-council",
        ),
        pytest.param(
            Step(StepKind.ANCHOR, DAY, "council adoption"),
            "Counted from the adoption of the outcome by the Human Rights Council: Thursday, 25 March 2027.",
            id="anchor",
        ),
        pytest.param(
            Step(StepKind.CHOICE, DAY, settled=Settled(CHOICE, (LIST,), (Citation("a guide", "line 2"),))),
            "The sources contradict each other here (C2). This reading was chosen for this State:"
            " the printed list (confirmed); not this: a guide, line 2."
            " Reason: It was agreed. Read in: a letter.",
            id="choice",
        ),
        pytest.param(
            Step(StepKind.OFFSET, DAY, "1 week before"),
            "1 week before: Thursday, 25 March 2027.",
            id="offset",
        ),
        pytest.param(
            Step(StepKind.OFFSET, WINDOW, "10 working days before", "on the day"),
            "From 10 working days before until the day itself: 2–5 Aug 2027.",
            id="offset-window",
        ),
        pytest.param(
            Step(StepKind.FORECAST, WINDOW, "91 days before", "88 days before"),
            "Past sessions of this season had it between 91 days before and 88 days before: 2–5 Aug 2027."
            " This is a forecast.",
            id="forecast",
        ),
        pytest.param(
            Step(StepKind.LIKELIEST, DAY, "91 days before", "5"),
            "Likeliest day: Thursday, 25 March 2027 (91 days before; 5 sessions on record).",
            id="likeliest",
        ),
        pytest.param(
            Step(StepKind.LIKELIEST, DAY, "91 days before", "1"),
            "Likeliest day: Thursday, 25 March 2027 (91 days before; 1 session on record).",
            id="likeliest-of-one",
        ),
        pytest.param(
            Step(StepKind.FALLBACK, WINDOW, "8 months before", "6 months before"),
            "No date is published; the sources only give an approximate time."
            " From 8 months before until 6 months before: 2–5 Aug 2027.",
            id="fallback",
        ),
        pytest.param(
            Step(StepKind.ROLL, DAY, "preceding"),
            "Moved to a working day: Thursday, 25 March 2027.",
            id="roll",
        ),
        pytest.param(
            Step(StepKind.CUT_OFF, read_span("2027-03-25T15:00"), "15:00", "Europe/Zurich"),
            "The day ends at the rule's hour: Thursday, 25 March 2027, 15:00 Geneva time (CET).",
            id="cut-off",
        ),
        pytest.param(
            Step(StepKind.OVERRIDE, DAY, citation=LIST, note="The room is taken."),
            "Set by hand: Thursday, 25 March 2027. Reason: The room is taken."
            " Read in: the printed list (confirmed).",
            id="set-by-hand",
        ),
        pytest.param(
            Step(StepKind.OVERRIDE, WINDOW, "council adoption", note="A strike."),
            "Set by hand for the adoption of the outcome by the Human Rights Council: 2–5 Aug 2027."
            " Reason: A strike.",
            id="set-by-hand-for-an-anchor",
        ),
        pytest.param(
            Step(StepKind.SCHEDULE_SAYS, DAY, citation=LIST),
            "The schedule by itself says: Thursday, 25 March 2027.",
            id="schedule-says",
        ),
        pytest.param(
            Step(StepKind.SCHEDULE_SAYS, read_span("unknown"), "review"),
            "For the review in the Working Group the schedule by itself says: date not known.",
            id="schedule-says-of-an-anchor",
        ),
        pytest.param(
            Step(StepKind.UNKNOWN, read_span("unknown"), "session start"),
            "It depends on the start of the Working Group session, of which no date is known.",
            id="unknown",
        ),
    ],
)
def test_each_step_is_a_sentence(step: Step, sentence: str) -> None:
    first, *_ = why_lines(milestone(step), ENGLISH)

    assert first.replace("\N{THIN SPACE}", " ") == sentence


def test_every_kind_of_step_has_its_sentence() -> None:
    spoken = {
        step.kind
        for cycle in (3, 4)
        for each in packaged_world().timetables(cycle)
        for m in each.milestones
        for step in m.finding.steps
    }

    unused = {
        *(StepKind.ROLL, StepKind.IN_SESSION, StepKind.CHOICE, StepKind.OVERRIDE, StepKind.SCHEDULE_SAYS)
    }
    assert spoken | unused == set(StepKind)


def test_after_the_steps_come_status_basis_and_sources() -> None:
    told = milestone(Step(StepKind.PUBLISHED, DAY, citation=LIST))

    assert why_lines(told, ENGLISH)[1:] == (
        "Status: estimated – worked out by a rule or from past sessions; nobody has published it.",
        "Rule: stated in the source.",
        "Source: the guide, line 7.",
    )


def test_the_rule_speaks_where_it_was_overruled() -> None:
    told = replace(milestone(Step(StepKind.PUBLISHED, DAY, citation=LIST)), rule_says=read_span("2027-04-01"))

    assert why_lines(told, ENGLISH)[1] == "The rule by itself says: Thursday, 1 April 2027."


def test_the_rule_is_silent_where_nothing_is_known_on_purpose() -> None:
    suspended = Step(StepKind.PUBLISHED, read_span("unknown"), citation=LIST)
    told = replace(milestone(suspended, span="unknown"), rule_says=read_span("2027-04-01"))

    assert [each for each in why_lines(told, ENGLISH) if each.startswith("The rule by itself")] == []


def test_a_condition_nobody_can_answer_is_named() -> None:
    conditional = replace(rule(), condition=Condition.parse("has_nhri"))
    told = replace(milestone(Step(StepKind.PUBLISHED, DAY)), rule=conditional, applies=None)

    assert "It is not known whether its condition holds: has_nhri." in why_lines(told, ENGLISH)


def test_a_source_of_date_and_rule_alike_is_named_once() -> None:
    lines = why_lines(milestone(Step(StepKind.PUBLISHED, DAY)), ENGLISH)

    assert [each for each in lines if each.startswith("Source: ")] == ["Source: the guide, line 7."]


@pytest.mark.parametrize(
    ("phrase", "words"),
    [("on the day", "on the day"), ("1 year before", "1 year before"), ("48 hours after", "48 hours after")],
)
def test_an_offset_is_told_in_its_own_words(phrase: str, words: str) -> None:
    assert offset_text(phrase, ENGLISH) == words


def test_an_anchor_is_told_in_words() -> None:
    assert anchor_text("midpoint", ENGLISH) == "the middle of the cycle"


def test_the_deadline_of_kenya_is_told_as_a_forecast() -> None:
    deadline = packaged_world().timetable("KEN").milestone("stakeholder-submission-deadline")
    assert deadline is not None
    lines = [each.replace("\N{THIN SPACE}", " ") for each in why_lines(deadline, ENGLISH)]

    assert " ".join(lines[:5]) == (
        "Published for the Working Group session: 28 Apr – 9 May 2025. Read in: UPR Info (confirmed)."
        " The Council adopted fourteen outcomes; the days were not read."
        " Counted from the start of the Working Group session: Monday, 28 April 2025."
        " Past sessions of this season had it between 221 days before and 201 days before:"
        " 19 Sept – 9 Oct 2024. This is a forecast."
        " Likeliest day: Wednesday, 2 October 2024 (208 days before; 4 sessions on record)."
        " Status: estimated – worked out by a rule or from past sessions; nobody has published it."
    )


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "fr", "ar"])
def test_every_date_of_every_state_is_told_without_a_place_left_open(code: str) -> None:
    # A quarter of the States says enough of a translation, whose places are checked text by text as well.
    language, world = load_language(code), packaged_world()
    some = world.timetables()[:: 1 if code == "en" else 4]
    open_places = [
        (each.country, each.id, line)
        for timetable in some
        for each in (*timetable.milestones, *timetable.actions)
        for line in (
            *why_lines(each, language),
            span_text(each.span, language, world.countries[each.country].zone),
        )
        if "{" in line or "}" in line or not line
    ]

    assert open_places == []
