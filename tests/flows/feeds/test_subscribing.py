"""Making, listing, editing, moving and revoking feeds, on the desk's side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from calendars.access import digest_of
from flows.feeds import subscribing
from flows.feeds.subscribing import Change, FeedState, Listed, Wish
from flows.installation.wiring import Wiring
from tests.flows.installed import NOON, TODAY, founded_memory
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Fetch, Filter, Scope, Subscription

DAY = timedelta(days=1)
AMINA, BRUNO = (Person(f"p-{name}", name.title(), f"{name}@example.org") for name in ("amina", "bruno"))
KENYA, TOGO = (Office(f"RCO {name}", name[:3].upper(), frozenset({Role.RCO})) for name in ("Kenya", "Togo"))
MINE = Wish("My feed")


class Clock:
    now = NOON


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wiring(clock: Clock) -> Wiring:
    wiring = founded_memory(lambda: clock.now)
    held = [
        Assignment(AMINA, KENYA, valid_to=TODAY + 10 * DAY, organisation="UNDP"),
        Assignment(AMINA, TOGO, valid_from=TODAY + DAY),
        Assignment(BRUNO, TOGO),
    ]
    wiring.store.people.save(held, by="desk", at=NOON)
    return wiring


def test_the_address_is_handed_over_and_only_its_digest_is_kept(wiring: Wiring) -> None:
    handed = subscribing.make(wiring, AMINA, MINE, by="desk")

    token = handed.address.removeprefix("http://127.0.0.1:8080/feeds/my/").removesuffix(".ics")
    assert handed.subscription == Subscription(
        id=handed.subscription.id,
        person=AMINA.id,
        title="My feed",
        scope=Scope.PERSON,
        digest=digest_of(token),
        made=NOON,
        expires=TODAY + 400 * DAY,
    )
    assert wiring.store.subscriptions.all() == (handed.subscription,)
    assert token not in repr(wiring.store.subscriptions.all()) + repr(wiring.store.audit.rows())


@pytest.mark.parametrize(
    ("person", "wish", "said"),
    [
        (
            AMINA,
            Wish("x", Scope.OFFICE, "RCO Keny"),
            "is not held by p-amina today; did you mean 'RCO Kenya'?",
        ),
        (
            AMINA,
            Wish("x", Scope.OFFICE, "RCO Togo"),
            "is not held by p-amina today; theirs today: RCO Kenya",
        ),
        (AMINA, Wish("x", Scope.ORGANISATION, "UNICEF"), "is not held by p-amina today; theirs today: UNDP"),
        (BRUNO, Wish("x", Scope.ORGANISATION, "UNDP"), "is not held by p-bruno today; theirs today: none"),
        (Person("p-chara", "", ""), Wish("x"), "holds no office today; theirs today: none"),
    ],
    ids=["misspelt", "not-yet", "another-body", "somebody-else-s", "no-office"],
)
@pytest.mark.parametrize("act", [subscribing.preview, partial(subscribing.make, by="desk")])
def test_nobody_gets_a_feed_of_what_they_do_not_hold_today(
    wiring: Wiring, act: Callable[[Wiring, Person, Wish], object], person: Person, wish: Wish, said: str
) -> None:
    with pytest.raises(RefusedError) as error:
        act(wiring, person, wish)

    (problem,) = error.value.problems
    assert f"{problem.what}; {problem.remedy}" == said
    assert wiring.store.subscriptions.all() == ()


@pytest.mark.parametrize(
    ("title", "by", "problem"),
    [
        ("", "desk", "--title: '' cannot be kept; write it as plain text on one line"),
        ("a\nb", "desk", r"--title: 'a\nb' cannot be kept; write it as plain text on one line"),
        ("x" * 81, "desk", "--title: has 81 characters; use at most 80"),
        ("x", " ", "--by: ' ' cannot be kept; write it as plain text on one line"),
    ],
)
def test_words_that_cannot_be_kept_are_refused(wiring: Wiring, title: str, by: str, problem: str) -> None:
    with pytest.raises(BadInputError) as error:
        subscribing.make(wiring, AMINA, Wish(title), by=by)

    assert [str(each) for each in error.value.problems] == [problem]
    assert wiring.store.subscriptions.all() == ()


@pytest.mark.parametrize("who", ["p-amina", " AMINA@example.org "])
def test_a_person_is_found_by_id_and_address(wiring: Wiring, who: str) -> None:
    assert subscribing.find_person(wiring, who) == AMINA


def test_somebody_unknown_is_named_with_who_may_be_meant(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as error:
        subscribing.find_person(wiring, "amin@example.org")

    assert str(error.value.problems[0]).endswith("did you mean 'amina@example.org' or 'bruno@example.org'?")


def listed(wiring: Wiring) -> Listed:
    (found,) = subscribing.listed(wiring)
    return found


def test_a_feed_is_new_read_stale_without_a_role_and_over(wiring: Wiring, clock: Clock) -> None:
    made = subscribing.make(wiring, AMINA, Wish("x", days=60), by="desk").subscription
    seen = []
    for days in (0, 7, 8, 20, 30, 61):
        clock.now = NOON + days * DAY
        if days == 7:
            wiring.store.subscriptions.note_fetches([Fetch(made.id, "google", NOON + 2 * DAY)])
        if days == 20:
            wiring.store.people.save(
                [Assignment(AMINA, TOGO, TODAY + DAY, TODAY + 25 * DAY)], by="desk", at=NOON
            )
        found = listed(wiring)
        seen.append((days, found.state, found.ends_soon))

    assert seen == [
        (0, FeedState.NEW, False),
        (7, FeedState.READ, False),
        (8, FeedState.READ, False),
        (20, FeedState.STALE, False),
        (30, FeedState.NO_ROLE, True),
        (61, FeedState.EXPIRED, False),
    ]


def test_a_list_is_of_everybody_or_of_one_person(wiring: Wiring) -> None:
    for each in (BRUNO, AMINA):
        subscribing.make(wiring, each, MINE, by="desk")

    assert [each.subscription.person for each in subscribing.listed(wiring)] == ["p-amina", "p-bruno"]
    assert [each.subscription.person for each in subscribing.listed(wiring, BRUNO)] == ["p-bruno"]


def test_an_edit_changes_what_it_names_and_never_the_address(wiring: Wiring, clock: Clock) -> None:
    made = subscribing.make(wiring, AMINA, MINE, by="desk").subscription
    clock.now = NOON + 300 * DAY
    deadlines = Filter(kinds=(Kind.DEADLINE,))

    changes = [Change(), Change(title="Ours"), Change(filter=deadlines), Change(days=400)]
    edited = [subscribing.edit(wiring, made.id, each, by="desk") for each in changes]

    assert edited == [
        made,
        titled := replace(made, title="Ours"),
        filtered := replace(titled, filter=deadlines),
        replace(filtered, expires=TODAY + 700 * DAY, extended=clock.now),
    ]


def test_a_feed_that_is_over_lives_again_when_it_is_extended(wiring: Wiring, clock: Clock) -> None:
    made = subscribing.make(wiring, BRUNO, Wish("x", days=1), by="desk").subscription
    clock.now = NOON + 2 * DAY
    assert listed(wiring).state is FeedState.EXPIRED

    subscribing.edit(wiring, made.id, Change(days=30), by="desk")

    assert listed(wiring).state is FeedState.NEW


def test_a_new_address_has_its_whole_time_again(wiring: Wiring, clock: Clock) -> None:
    first = subscribing.make(wiring, AMINA, Wish("x", days=5), by="desk")
    clock.now = NOON + 3 * DAY

    second = subscribing.rotate(wiring, first.subscription.id, by="desk")

    assert second.address != first.address
    assert second.subscription.digest == digest_of(second.address.rpartition("/")[2].removesuffix(".ics"))
    assert second.subscription.expires == TODAY + 403 * DAY
    assert wiring.store.subscriptions.all() == (second.subscription,)


def test_no_new_address_is_given_to_whom_holds_nothing_any_more(wiring: Wiring, clock: Clock) -> None:
    wish = Wish("x", Scope.OFFICE, "RCO Kenya")
    made = subscribing.make(wiring, AMINA, wish, by="desk").subscription
    clock.now = NOON + 11 * DAY

    with pytest.raises(RefusedError, match="only for those who hold what it shows"):
        subscribing.rotate(wiring, made.id, by="desk")
    assert wiring.store.subscriptions.all() == (made,)


def test_what_was_revoked_stays_revoked(wiring: Wiring) -> None:
    made = subscribing.make(wiring, AMINA, MINE, by="desk").subscription
    assert subscribing.revoke(wiring, made.id, by="desk") == replace(made, revoked=NOON)

    for act in every_act(wiring, made.id, by="desk"):
        with pytest.raises(RefusedError, match=f"subscription {made.id} was revoked on 2026-11-21"):
            act()
    assert listed(wiring).state is FeedState.REVOKED


def test_a_feed_is_tried_out_as_it_is_served_and_only_while_it_is(wiring: Wiring, clock: Clock) -> None:
    wish = Wish("x", Scope.OFFICE, "RCO Kenya", days=20)
    made = subscribing.make(wiring, AMINA, wish, by="desk").subscription
    trial = subscribing.try_out(wiring, made.id)
    assert (trial.subscription, trial.feed.entries > 100, trial.report.findings) == (made, True, ())

    said, remedy = [], f"`uprcycle subscription edit {made.id} --days 400` extends it"
    for days in (11, 21):
        clock.now = NOON + days * DAY
        with pytest.raises(RefusedError) as error:
            subscribing.try_out(wiring, made.id)
        said.append((error.value.headline, str(error.value.problems[0])))
    assert said == [
        (
            "a feed is made only for those who hold what it shows",
            "RCO Kenya: is not held by p-amina today; theirs today: RCO Togo",
        ),
        (
            "the feed has ended",
            f"{made.id}: answers no more since its last day, 2026-12-11; {remedy}",
        ),
    ]


def test_what_is_not_there_is_named_with_what_may_be_meant(wiring: Wiring) -> None:
    made = subscribing.make(wiring, AMINA, MINE, by="desk").subscription

    for act in every_act(wiring, f"{made.id}0", by="desk"):
        with pytest.raises(BadInputError) as error:
            act()
        assert error.value.problems[0].remedy == f"did you mean {made.id!r}?"


def test_every_act_has_an_author(wiring: Wiring) -> None:
    made = subscribing.make(wiring, AMINA, MINE, by="desk").subscription

    for act in every_act(wiring, made.id, by=""):
        with pytest.raises(BadInputError, match="nobody can be named so"):
            act()
    assert wiring.store.subscriptions.all() == (made,)


def every_act(wiring: Wiring, subscription_id: str, by: str) -> list[Callable[[], object]]:
    return [
        partial(subscribing.edit, wiring, subscription_id, Change(title="y"), by=by),
        partial(subscribing.rotate, wiring, subscription_id, by=by),
        partial(subscribing.revoke, wiring, subscription_id, by=by),
    ]
