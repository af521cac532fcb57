"""Setting a date by hand, over a store in memory: what it asks for, and when feeds, pages and plans know."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from flows.feeds.publishing import publish
from flows.releases.overriding import Standing, set_override, standing_of
from flows.releases.releasing import Draft, Signature, preview, roll_back
from tests.flows.installed import FOUNDED, NOON, wiring_over
from uprcycle.days.span import Status, read_span
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.schedule.session import Schedule
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset, load_schedule
from uprcycle.store.ports import Revision
from uprcycle.timetable.override import Aim, Override

SESSION = 54
DEADLINE = "stakeholder-submission-deadline"
ADOPTION = "hrc-adoption"
DAY = timedelta(days=1)


@cache
def last_session() -> Schedule:
    whole = load_schedule()
    return Schedule(
        tuple(each for each in whole.sessions if each.number == SESSION),
        whole.councils,
        tuple(each for each in whole.slots if each.session == SESSION),
        tuple(each for each in whole.dates if each.session == SESSION),
    )


class Installation:
    """A store in memory with the last session released, on a day that can be moved."""

    def __init__(self) -> None:
        self.now = NOON
        store = MemoryStore()
        self.schedule = last_session()
        store.releases.add(self.schedule, load_ruleset(), by="a tester", note="", source="", at=FOUNDED)
        self.wiring = wiring_over(store, lambda: self.now)
        publish(self.wiring)
        self.country = self.wiring.world().reviews()[0].country
        self.cycle = self.wiring.world().current_cycle

    def override(self, milestone: str, span: str, **changes: object) -> Override:
        plain = Override(
            aim=Aim(milestone, self.country, self.cycle),
            span=read_span(span),
            status=Status.CONFIRMED,
            reason="Agreed by letter.",
            source="the letter",
            by="A. Example",
            at=self.now,
        )
        return replace(plain, **changes)  # type: ignore[arg-type]

    def release(self) -> None:
        self.now += DAY
        self.wiring.store.releases.add(
            self.schedule, load_ruleset(), by="a tester", note="", source="", at=self.now
        )
        publish(self.wiring)

    def shown(self, milestone: str) -> str:
        found = self.wiring.world().timetable(self.country).milestone(milestone)
        assert found is not None
        return str(found.span)

    def histories(self) -> dict[str, Revision]:
        return dict(self.wiring.store.revisions.current())


@pytest.fixture
def here() -> Installation:
    return Installation()


# When it is seen


def test_a_date_set_by_hand_is_seen_from_the_next_release_on(here: Installation) -> None:
    before = here.shown(ADOPTION)
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    seen = [here.shown(ADOPTION)]
    here.release()
    seen.append(here.shown(ADOPTION))
    here.wiring.store.overrides.lift(1, by="A. Example", at=here.now)
    seen.append(here.shown(ADOPTION))
    here.release()

    assert [*seen, here.shown(ADOPTION)] == [before, "2027-10-01", "2027-10-01", before]


def test_an_earlier_release_is_shown_as_it_was(here: Installation) -> None:
    before = here.wiring.world_of(1).timetables()
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    here.release()

    assert here.wiring.world_of(1).timetables() == before
    assert here.wiring.world_as_of(NOON).timetables() == before
    assert here.wiring.world_of(2).timetables() != before


def test_no_feed_shows_a_changed_date_with_an_old_sequence(here: Installation) -> None:
    before = here.histories()
    set_override(here.wiring, here.override(DEADLINE, "2026-07-24"))
    published = publish(here.wiring).changed
    here.release()
    after = here.histories()

    changed = {name for name, each in after.items() if each != before.get(name)}
    redated = {name for name in changed & before.keys() if after[name].dated != before[name].dated}
    assert published == 0
    assert [name for name in redated if name.endswith(DEADLINE)] != []
    assert {after[name].sequence - before[name].sequence for name in redated} == {1}
    assert {after[name].modified for name in changed} == {here.now}


def test_the_same_release_again_publishes_nothing(here: Installation) -> None:
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    here.release()

    assert publish(here.wiring).changed == 0


def test_a_second_schedule_does_not_lose_the_date(here: Installation) -> None:
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    here.release()
    here.release()

    assert here.shown(ADOPTION) == "2027-10-01"


def test_a_rollback_keeps_the_date(here: Installation) -> None:
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    here.release()
    here.schedule = replace(here.schedule, dates=())
    here.release()
    here.now += DAY
    roll_back(here.wiring, 1, Signature("a tester", "back"))

    assert (here.wiring.world().release.number, here.shown(ADOPTION)) == (4, "2027-10-01")


def test_a_plan_that_was_made_before_no_longer_fits(here: Installation) -> None:
    draft = Draft(here.schedule)
    before = preview(here.wiring, draft).plan
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    after = preview(here.wiring, draft).plan

    assert (before.is_empty, after.is_empty, before.digest == after.digest) == (True, False, False)


def test_the_ends_of_a_window_that_became_a_day_are_cancelled(here: Installation) -> None:
    before = here.histories()
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    here.release()
    after = here.histories()

    whole = f"{here.cycle}-{here.country}-{ADOPTION}"
    ends = {f"{whole}-opens", f"{whole}-closes"}
    assert {name for name in before if name.startswith(whole)} == ends
    assert {name: (after[name].sequence, after[name].withdrawn) for name in (whole, *ends)} == {
        whole: (0, False),
        f"{whole}-opens": (1, True),
        f"{whole}-closes": (1, True),
    }


def test_an_expired_date_goes_with_the_first_release_after_its_day(here: Installation) -> None:
    before = here.shown(ADOPTION)
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01", expires=(NOON + DAY).date()))
    here.release()
    seen = here.shown(ADOPTION)
    here.release()

    assert (seen, here.shown(ADOPTION)) == ("2027-10-01", before)


def test_what_was_set_says_what_the_next_release_changes(here: Installation) -> None:
    done = set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))

    assert done.override == here.override(ADOPTION, "2027-10-01", number=1, release=2)
    assert {(each.country, each.cycle) for each in done.moved} == {(here.country, here.cycle)}
    assert ADOPTION in [each.change.milestone_id for each in done.moved]


def test_a_date_of_a_session_is_that_of_all_its_states(here: Installation) -> None:
    given = here.override(ADOPTION, "2027-10-01", aim=Aim(ADOPTION, session=SESSION))
    done = set_override(here.wiring, given)
    here.release()

    spans = {str(each.milestone(ADOPTION).span) for each in here.wiring.world().timetables()}  # type: ignore[union-attr]
    assert spans == {"2027-10-01"}
    assert {each.country for each in done.moved} == {each.country for each in here.wiring.world().reviews()}


# Where it stands


def test_an_override_waits_counts_ends_and_is_lifted(here: Installation) -> None:
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01"))
    seen = [standing_of(here.wiring.store.overrides.all()[0], here.wiring)]
    here.release()
    seen.append(standing_of(here.wiring.store.overrides.all()[0], here.wiring))
    here.wiring.store.overrides.lift(1, by="A. Example", at=here.now)
    seen.append(standing_of(here.wiring.store.overrides.all()[0], here.wiring))
    here.release()
    seen.append(standing_of(here.wiring.store.overrides.all()[0], here.wiring))

    assert seen == [Standing.WAITING, Standing.IN_FORCE, Standing.ENDING, Standing.LIFTED]


def test_an_override_that_nobody_released_in_time_is_expired(here: Installation) -> None:
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01", expires=NOON.date()))
    here.now += DAY

    assert standing_of(here.wiring.store.overrides.all()[0], here.wiring) is Standing.EXPIRED


# What is refused


def earlier(here: Installation, **changes: object) -> Override:
    return here.override(DEADLINE, "2026-07-10", **changes)


@pytest.mark.parametrize("confirmed_by", ["", "A. Example", " a.  EXAMPLE "])
def test_an_earlier_deadline_takes_a_second_person(here: Installation, confirmed_by: str) -> None:
    with pytest.raises(RefusedError, match="a released deadline would come earlier"):
        set_override(here.wiring, earlier(here, confirmed_by=confirmed_by))

    assert here.wiring.store.overrides.all() == ()


def test_an_earlier_deadline_that_two_answer_for_is_kept_with_both(here: Installation) -> None:
    set_override(here.wiring, earlier(here, confirmed_by="B. Example"))

    assert [(row.by, row.action) for row in here.wiring.store.audit.rows(2)] == [
        ("B. Example", "confirm earlier"),
        ("A. Example", "override"),
    ]


def test_a_later_deadline_takes_one_person(here: Installation) -> None:
    done = set_override(here.wiring, here.override(DEADLINE, "2026-07-24"))

    assert done.override.confirmed_by == ""


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"aim": Aim("hrc-adoptoin", session=SESSION)}, "did you mean 'hrc-adoption'"),
        ({"expires": date(2026, 11, 20)}, "2026-11-20 is past"),
    ],
)
def test_what_could_never_count_is_refused(
    here: Installation, changes: dict[str, object], answer: str
) -> None:
    with pytest.raises(BadInputError, match=answer):
        set_override(here.wiring, here.override(ADOPTION, "2027-10-01", **changes))

    assert here.wiring.store.overrides.all() == ()


def test_a_milestone_that_the_state_does_not_have_is_refused_by_name(here: Installation) -> None:
    with pytest.raises(BadInputError, match="did you mean 'hrc-adoption'"):
        set_override(here.wiring, here.override("hrc-adoptoin", "2027-10-01"))


@pytest.mark.parametrize("aim", [Aim(ADOPTION, session=99), Aim(ADOPTION, "VAT", 4)])
def test_a_review_or_session_that_is_not_there_is_refused(here: Installation, aim: Aim) -> None:
    with pytest.raises(RefusedError, match="release 1 has no"):
        set_override(here.wiring, here.override(ADOPTION, "2027-10-01", aim=aim))


def test_the_hour_of_the_release_does_not_matter(here: Installation) -> None:
    here.now = datetime(2026, 11, 21, 23, 59, tzinfo=UTC)
    set_override(here.wiring, here.override(ADOPTION, "2027-10-01", at=here.now))
    here.release()

    assert here.shown(ADOPTION) == "2027-10-01"
