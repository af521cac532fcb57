"""A date set by hand: what it is of, in which releases it counts, what it beats and what still speaks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from tests.uprcycle.examples import (
    dated,
    lead,
    published,
    release_of,
    review,
    rule,
    schedule,
    slot,
    world_of,
)
from uprcycle.days.span import Status, Unknown, read_span
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries, load_ruleset
from uprcycle.timetable.find import find_published
from uprcycle.timetable.milestone import Milestone, StepKind
from uprcycle.timetable.override import Aim, Lift, Override, find_overridden, in_force, overrides_of
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.why import ground_lines

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
KENYA = Aim("hrc-adoption", "KEN", 5)
SESSION = Aim("hrc-adoption", session=55)
DEADLINE = "stakeholder-submission-deadline"


def override(aim: Aim = KENYA, span: str = "2028-03-15", **changes: object) -> Override:
    cells = {
        "status": Status.CONFIRMED,
        "reason": "A letter.",
        "source": "the letter",
        "by": "desk",
    } | changes
    return Override(aim, read_span(span), at=AT, **cells)  # type: ignore[arg-type]


def released(number: int, day: int = 21) -> Release:
    return replace(release_of(Schedule(), number), at=datetime(2026, 11, day, tzinfo=UTC))


def told(*overrides: Override, milestone: str = "hrc-adoption", given: Schedule | None = None) -> Milestone:
    world = World(release_of(given or schedule()), load_countries(), [load_ruleset()], overrides)
    found = world.timetable("KEN").milestone(milestone)
    assert found is not None
    return found


def dates(milestone: Milestone) -> tuple[str, str, str]:
    return str(milestone.span), str(milestone.status), str(milestone.rule_says)


# What it is of


@pytest.mark.parametrize(
    "words",
    [
        {"country": "KEN"},
        {"cycle": 5},
        {"cycle": 5, "session": 55},
        {"country": "KEN", "cycle": 5, "session": 55},
        {},
    ],
)
def test_an_override_is_of_a_state_in_a_cycle_or_of_a_session(words: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="of a State in a cycle or of a session"):
        Aim("hrc-adoption", **words)  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["by", "reason", "source"])
def test_an_override_without_author_reason_or_source_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match="needs an author, a reason and a source"):
        override(**{missing: " "})  # type: ignore[arg-type]


def test_an_override_takes_no_date_back() -> None:
    with pytest.raises(ValueError, match="withdrawn in the schedule"):
        override(status=Status.WITHDRAWN)


@pytest.mark.parametrize(
    ("aim", "text"), [(KENYA, "KEN 5 hrc-adoption"), (SESSION, "session 55 hrc-adoption")]
)
def test_an_aim_is_said_in_one_line(aim: Aim, text: str) -> None:
    assert str(aim) == text


@pytest.mark.parametrize(
    ("aim", "expected"),
    [
        (KENYA, True),
        (SESSION, True),
        (Aim("hrc-adoption", "KEN", 4), False),
        (Aim("hrc-adoption", "TGO", 5), False),
        (Aim("hrc-adoption", session=54), False),
    ],
)
def test_an_aim_covers_its_state_or_those_now_in_its_session(aim: Aim, *, expected: bool) -> None:
    assert aim.covers(review()) is expected


# When it counts


@pytest.mark.parametrize(
    ("release", "expected"), [(released(1), False), (released(2), True), (released(9), True)]
)
def test_an_override_counts_from_the_release_after_it_was_set(release: Release, *, expected: bool) -> None:
    assert override(release=2).counts_in(release) is expected


@pytest.mark.parametrize(("number", "expected"), [(2, True), (3, True), (4, False), (5, False)])
def test_a_lifted_override_counts_until_the_release_before(number: int, *, expected: bool) -> None:
    lifted = override(release=2, lift=Lift("desk", AT, 4))

    assert lifted.counts_in(released(number)) is expected


@pytest.mark.parametrize(("day", "expected"), [(20, True), (21, True), (22, False)])
def test_an_override_counts_in_releases_of_its_last_day_and_no_later_one(day: int, *, expected: bool) -> None:
    assert override(expires=date(2026, 11, 21)).counts_in(released(1, day)) is expected


def test_those_in_force_keep_their_order() -> None:
    first, later, third = override(release=1), override(release=3), override(SESSION, release=2)

    assert in_force([third, later, first], released(2)) == (third, first)


# What wins


def test_a_state_s_own_goes_before_its_session_s_and_the_later_before_the_earlier() -> None:
    of_session = override(SESSION, number=9)
    early, late = override(number=1), override(number=2)

    assert overrides_of(review(), [late, of_session, early]) == {"hrc-adoption": late}
    assert overrides_of(review(), [of_session]) == {"hrc-adoption": of_session}
    assert overrides_of(review(country="TGO", slot=slot("TGO")), [late, of_session]) == {
        "hrc-adoption": of_session
    }


@pytest.mark.parametrize(
    ("overrides", "span"),
    [
        ((), "2028-03-10"),
        ((override(SESSION, "2028-03-14"),), "2028-03-14"),
        ((override(SESSION, "2028-03-14"), override(KENYA, "2028-03-15")), "2028-03-15"),
    ],
    ids=["published", "of-the-session", "of-the-state"],
)
def test_an_override_beats_what_is_published(overrides: tuple[Override, ...], span: str) -> None:
    given = schedule(dated("hrc-adoption", "2028-03-10", country="KEN"))

    assert str(told(*overrides, given=given).span) == span


def test_a_day_set_by_hand_ends_at_the_rule_s_hour() -> None:
    finding = find_overridden(
        override(span="2028-03-15"),
        find_published(published("2028-03-10")),
        rule("deadline", lead("review"), at=time(15)),
    )

    assert (str(finding.span), [step.kind for step in finding.steps]) == (
        "2028-03-15T15:00",
        [StepKind.OVERRIDE, StepKind.CUT_OFF, StepKind.SCHEDULE_SAYS],
    )


def test_no_date_at_all_can_be_set_by_hand() -> None:
    assert told(override(span="unknown")).span == Unknown()


def test_a_date_known_to_nobody_can_be_set_by_hand_and_says_its_own_status() -> None:
    assert dates(told(override(status=Status.TENTATIVE)))[:2] == ("2028-03-15", "tentative")


def test_what_hangs_on_the_date_moves_with_it() -> None:
    plain, moved = told(milestone="state-addendum"), told(override(), milestone="state-addendum")

    assert plain.span != moved.span
    assert moved.finding.steps[0].kind is StepKind.OVERRIDE


def test_other_milestones_and_states_keep_their_dates() -> None:
    given = schedule(slots=(slot(), slot("TGO", order=2)))
    aim = Aim("implementation-matrix", "KEN", 5)
    with_it = World(release_of(given), load_countries(), [load_ruleset()], [override(aim)])
    without = world_of(given)

    changed = [
        (table.country, each.id)
        for table, before in zip(with_it.timetables(), without.timetables(), strict=True)
        for each, old in zip(
            sorted(table.milestones, key=lambda each: each.id),
            sorted(before.milestones, key=lambda each: each.id),
            strict=True,
        )
        if each != old
    ]
    assert changed == [("KEN", "implementation-matrix")]


def test_a_withdrawn_review_stays_withdrawn() -> None:
    given = schedule(slots=(slot(dates=published("2027-11-03", Status.WITHDRAWN)),))

    assert told(override(), given=given).status is Status.WITHDRAWN


# What still speaks


def test_the_schedule_still_says_its_own_date() -> None:
    milestone = told(
        override(span="2028-03-15"), given=schedule(dated("hrc-adoption", "2028-03-10", country="KEN"))
    )

    assert [(step.kind, str(step.span)) for step in milestone.finding.steps] == [
        (StepKind.OVERRIDE, "2028-03-15"),
        (StepKind.SCHEDULE_SAYS, "2028-03-10"),
    ]


def test_the_rule_still_says_its_own_date() -> None:
    aim = Aim("implementation-matrix", "KEN", 5)
    plain = told(milestone="implementation-matrix")

    assert dates(told(override(aim), milestone="implementation-matrix")) == (
        "2028-03-15",
        "confirmed",
        str(plain.span),
    )


def test_the_reason_is_told_before_what_schedule_and_rule_say() -> None:
    given = schedule(dated(DEADLINE, "2027-03-10", country="KEN"))
    aim = Aim(DEADLINE, "KEN", 5)

    lines = ground_lines(told(override(aim, "2027-03-17"), milestone=DEADLINE, given=given), ENGLISH)
    plain = [line.replace("\N{THIN SPACE}", " ") for line in lines]

    assert plain[0] == (
        "Set by hand for the deadline for submissions: Wednesday, 17 March 2027."
        " Reason: A letter. Read in: the letter."
    )
    assert plain[2] == (
        "For the deadline for submissions the schedule by itself says:"
        " Wednesday, 10 March 2027, 15:00 Geneva time (CET)."
    )
    assert plain[3].startswith("The rule by itself says: ")
