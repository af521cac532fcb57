"""One installation: what was read is kept until something is written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from flows.feeds.publishing import publish
from flows.installation import clock
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, open_chats, open_others, wire
from notifications.apprise_channel import ChatChannel, OtherChannel
from notifications.other_rooms import OtherRoom
from tests.flows.installed import FOUNDED, NOON, founded_memory, holder, wiring_over
from tests.uprcycle.store.build import LEASE, envelope, tick
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.errors import RefusedError
from uprcycle.people import Role
from uprcycle.schedule.release import Release
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset, load_schedule


def release_again(wiring: Wiring) -> Release:
    return wiring.store.releases.add(
        load_schedule(inferred=True),
        load_ruleset(),
        by="a tester",
        note="",
        source="",
        at=NOON - timedelta(hours=1),
    )


def test_before_a_release_there_is_no_world() -> None:
    wiring = wiring_over(MemoryStore())

    with pytest.raises(RefusedError, match="nothing is released yet; run `uprcycle init` first"):
        wiring.world()
    with pytest.raises(RefusedError, match="nothing was released by 2026-11-21 12:00 UTC"):
        wiring.world_as_of(NOON)


def test_the_world_is_kept_until_the_next_release() -> None:
    wiring = founded_memory()
    first = wiring.world()
    assert wiring.world() is first

    release_again(wiring)
    second = wiring.world()

    assert (first.release.number, second.release.number) == (1, 2)
    assert wiring.world() is second


def test_any_release_and_any_moment_has_its_world() -> None:
    wiring = founded_memory()
    release_again(wiring)

    assert [wiring.world_of(number).release.number for number in (1, 2)] == [1, 2]
    assert [wiring.world_as_of(moment).release.number for moment in (FOUNDED, NOON)] == [1, 2]
    for number in (0, 3):
        with pytest.raises(RefusedError, match=f"there is no release {number}; the store holds 2"):
            wiring.world_of(number)


def test_an_edition_is_the_same_until_release_or_revisions_change() -> None:
    wiring = founded_memory()
    first = wiring.edition()
    said = Tick("KEN", 4, "contact-upr-branch", "RCO Kenya", TaskState.DONE, "a tester", NOON)
    wiring.store.ticks.record(said)
    assert wiring.edition() is first

    publish(wiring, ["KEN"])
    second = wiring.edition()
    release_again(wiring)
    third = wiring.edition()

    assert [each.serial for each in (first, second, third)] == [0, 1, 2]
    assert [len(each.revisions) > 0 for each in (first, second, third)] == [False, True, True]
    assert third.revisions == second.revisions


def test_what_is_sent_to_people_leaves_the_edition_alone() -> None:
    wiring = founded_memory()
    first, written = wiring.edition(), wiring.written()

    assert wiring.store.ledger.claim(envelope("m1"), now=NOON, lease=LEASE)
    assert (wiring.written(), wiring.edition() is first) == (written, True)

    wiring.store.ticks.record(tick("brief"))
    assert wiring.written() == written + 1


def test_who_holds_what_is_read_again_when_somebody_wrote_of_people() -> None:
    wiring = founded_memory()
    none = wiring.assignments()
    amina = holder("HTI", "RCO Haiti", Role.RCO)
    wiring.store.people.save([amina], by="desk", at=NOON)
    held = wiring.assignments()

    assert (none, held) == ((), (amina,))
    assert wiring.assignments() is held


def test_threads_that_ask_at_once_get_the_same_world() -> None:
    wiring = founded_memory()
    with ThreadPoolExecutor(8) as pool:
        editions = list(pool.map(lambda _: wiring.edition(), range(64)))

    assert {each.world.release.number for each in editions} == {1}
    assert wiring.edition() is wiring.edition()


def test_wiring_without_a_store_is_refused(tmp_path: object) -> None:
    with pytest.raises(RefusedError, match="the store cannot be opened"):
        wire(Settings(data_dir=tmp_path))  # type: ignore[arg-type]


def test_chats_and_rooms_are_reached_through_apprise() -> None:
    room = OtherRoom("ours", "jsons", "RCO Togo", "TGO", "en", "jsons://chat.example.org")
    store = MemoryStore()

    chats = open_chats(store.chat_hooks, clock.now)
    others = open_others([room], store.heartbeats, clock.now)

    assert isinstance(chats, ChatChannel)
    assert isinstance(others, OtherChannel)
    assert others.rooms == {"ours": room}
