"""What is chosen for a State moves its own dates, says why, and is taken back by a rollback."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from calendars.feeds import find_feed
from calendars.press import Press
from flows.feeds.publishing import publish
from flows.installation.wiring import Wiring
from flows.releases.releasing import roll_back
from flows.releases.ruling import preview_rules
from tests.flows.installed import FOUNDED, NOON
from tests.flows.released import SIGNED, founded
from tests.flows.rulings import accept, installed
from tests.uprcycle.rulesets import edited
from uprcycle.errors import BadInputError
from uprcycle.rules.anchor import Anchor, AnyAnchor, OtherMilestone
from uprcycle.rules.ruleset import Ruleset, read_ruleset, write_text
from uprcycle.store.database import migrate, open_store
from uprcycle.store.packaged import load_ruleset, load_schedule
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.why import ground_lines, source_lines

PACKAGED = load_ruleset()
OF_KENYA = 49  # the session of its last review, after which the next one is only projected


@pytest.fixture
def wiring() -> Wiring:
    """An installation of the session in which Kenya was reviewed, and whose clock goes on."""
    whole, moments = load_schedule(), count()
    schedule = replace(
        whole,
        sessions=tuple(each for each in whole.sessions if each.number == OF_KENYA),
        slots=tuple(each for each in whole.slots if each.session == OF_KENYA),
        dates=tuple(each for each in whole.dates if each.session == OF_KENYA),
    )
    return founded(lambda: NOON + timedelta(minutes=next(moments)), schedule)


def choosing(reading: str, country: str = "KEN", **cells: str) -> Ruleset:
    """Return the packaged rules, with one reading of C1 chosen for one State."""
    row = {
        "country": country,
        "contradiction": "C1",
        "reading": reading,
        "by": "a country team",
        "reason": "The national plan counts on it.",
        "source": "letter of 3 December 2026",
    }
    return edited(lambda files: files["choices.toml"].setdefault("choice", []).append(row | cells))


def spans(timetable: Timetable) -> dict[str, str]:
    return {each.id: str(each.span) for each in (*timetable.milestones, *timetable.actions)}


def moved(old: Timetable, new: Timetable) -> set[str]:
    before, after = spans(old), spans(new)
    assert before.keys() == after.keys()
    return {each for each in before if before[each] != after[each]}


def hanging_on(anchor: AnyAnchor) -> set[str]:
    """Return the rules that are counted from an anchor, and from what is counted from it."""
    rules = (*PACKAGED.rulebook.milestones, *PACKAGED.rulebook.actions)
    found = {each.id for each in rules if each.lead.anchor == anchor}
    return found.union(*(hanging_on(OtherMilestone(each)) for each in found))


def entries(wiring: Wiring, country: str) -> list[bytes]:
    """Return the entries of a feed; what stands before them names the release."""
    edition, name = wiring.edition(), f"country/{country}"
    world = edition.world
    feed = Press(wiring.site).render(find_feed(name, world), world, edition.revisions, ENGLISH)
    return feed.body.split(b"BEGIN:VEVENT")[1:]


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("5-years", {"project-next-review"} | hanging_on(Anchor.NEXT_REVIEW)),
        (
            "4.5-years",
            {"project-next-review"} | hanging_on(Anchor.NEXT_REVIEW) | hanging_on(Anchor.MIDPOINT),
        ),
    ],
)
def test_a_choice_moves_what_hangs_on_its_reading_and_nothing_of_other_states(
    wiring: Wiring, reading: str, expected: set[str]
) -> None:
    old = {each.country: each for each in wiring.world().timetables()}
    ruleset = choosing(reading)

    plan = preview_rules(wiring, ruleset).plan
    accept(wiring, ruleset)

    new = {each.country: each for each in wiring.world().timetables()}
    assert len(old) > 1
    assert moved(old["KEN"], new["KEN"]) == expected
    assert [each for each in old if old[each] != new[each]] == ["KEN"]
    assert [each.country for each in plan.changed] == ["KEN"]
    assert [(each.what, each.key) for each in plan.fields] == [("choice", "choice KEN C1")]


def test_the_entries_of_other_states_stay_the_same_bytes(wiring: Wiring) -> None:
    names = [each.country for each in wiring.world().reviews()]
    publish(wiring)
    before = {each: entries(wiring, each) for each in names}

    accept(wiring, choosing("5-years"))

    assert [each for each in names if entries(wiring, each) != before[each]] == ["KEN"]


def test_a_date_says_which_reading_was_chosen_for_the_state_and_why(wiring: Wiring) -> None:
    accept(wiring, choosing("5-years"))

    timetable = wiring.world().timetable("KEN")
    chosen, counted = (timetable.milestone(each) for each in ("next-review", "open-next-cycle-workspace"))
    said = (
        "The sources contradict each other here (C1). This reading was chosen for this State: "
        "UN good practices (2022), Introduction, line 143; "
        "Civil Society Compendium (2017), P1, lines 136, 146; "
        "not this: UN Practical Guidance (2020), Intro, line 36; "
        "UN good practices (2022), Foreword, line 80. "
        "Reason: The national plan counts on it. Read in: letter of 3 December 2026."
    )

    assert chosen
    assert counted
    assert str(chosen.span) == "2030-05-01"
    assert [each.is_projected for each in (chosen, counted)] == [True, True]
    assert [ground_lines(each, ENGLISH).count(said) for each in (chosen, counted)] == [1, 1]
    assert source_lines(chosen)[0] == "UN good practices (2022), Introduction, line 143"


def test_a_rollback_and_a_look_back_show_what_was_before_the_choice(wiring: Wiring) -> None:
    before = wiring.world().timetables()
    accept(wiring, choosing("5-years"))
    chosen = wiring.world().timetables()

    roll_back(wiring, 1, SIGNED)

    assert chosen != before
    assert wiring.world().timetables() == before
    assert wiring.world_of(2).timetables() == chosen
    assert wiring.world_as_of(FOUNDED).timetables() == before


def test_a_choice_for_later_reviews_moves_nothing_yet(wiring: Wiring) -> None:
    plan = preview_rules(wiring, choosing("5-years", **{"from": "2026-01-01"})).plan

    assert (plan.changed, plan.is_empty) == ((), False)


def test_a_choice_for_a_state_that_there_is_not_is_refused(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        preview_rules(wiring, choosing("5-years", "QQQ"))

    assert [str(each) for each in caught.value.problems] == [
        "choices.toml: QQQ is the code of no State; correct it"
    ]


def test_a_store_whose_rules_know_no_choices_opens_as_before_and_may_take_them_over(tmp_path: Path) -> None:
    text = write_text({name: held for name, held in PACKAGED.files.items() if name != "choices.toml"})
    older = read_ruleset(text)
    address = f"sqlite:///{tmp_path / 'store.db'}"
    migrate(address)
    with closing(open_store(address)) as store:
        wiring = installed(store, older)
        by_then = wiring.world().timetables()

        accept(wiring, PACKAGED)

        assert store.rulesets.of(older.digest).text == text
        assert wiring.world_of(1).timetables() == wiring.world().timetables() == by_then
