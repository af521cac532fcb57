"""The public change log: what is computed once, what nobody is told, and what stood on a day."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest

import flows.releases.changelog
from flows.installation.wiring import Wiring
from flows.releases.changelog import ChangeLog, end_of
from tests.flows.installed import FOUNDED, wiring_over
from tests.flows.released import BASE, LATER
from uprcycle.days.span import Status, read_span
from uprcycle.errors import RefusedError
from uprcycle.schedule.session import Schedule
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.announced import Announcement, Entry, Imprint, Opening
from uprcycle.timetable.override import Aim, Override
from uprcycle.timetable.plan import Plan, Verdict, plan_release
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility

DAY = timedelta(days=1)
INTERNAL = next(
    each.id for each in load_ruleset().rulebook.milestones if each.visibility is Visibility.UN_INTERNAL
)


def installed(*schedules: Schedule, note: str = "why", source: str = "a letter") -> Wiring:
    """Return an installation in memory that made one release a day."""
    wiring = wiring_over(MemoryStore())
    for number, schedule in enumerate(schedules):
        add(wiring, schedule, FOUNDED + number * DAY, note, source)
    return wiring


def add(
    wiring: Wiring, schedule: Schedule, at: datetime, note: str = "why", source: str = "a letter"
) -> None:
    wiring.store.releases.add(schedule, load_ruleset(), by="Secret Example", note=note, source=source, at=at)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Which releases were compared, in order."""
    pairs: list[tuple[int, int]] = []

    def counted(old: World, new: World) -> Plan:
        pairs.append((old.release.number, new.release.number))
        return plan_release(old, new)

    monkeypatch.setattr(flows.releases.changelog, "plan_release", counted)
    return pairs


def numbers(entries: Iterable[Entry]) -> list[int]:
    return [each.imprint.number for each in entries]


def test_the_log_is_newest_first_and_begins_with_the_opening() -> None:
    second, first = ChangeLog(installed(BASE, LATER.schedule)).entries()

    assert second.imprint == Imprint(2, FOUNDED + DAY, "why", "a letter")
    assert (second.opening, second.announcement.old, second.announcement.new) == (None, 1, 2)
    assert second.announcement.count(Verdict.MOVED) == len(second.announcement.reviews) == 12
    assert first == Entry(Imprint(1, FOUNDED, "why", "a letter"), Announcement(0, 1, ()), Opening(27, 53, 54))


def test_nobody_is_named() -> None:
    log = ChangeLog(installed(BASE, LATER.schedule))

    assert "Secret" not in f"{log.releases()}{list(log.entries())}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("one\r\nSet-Cookie: two", "one Set-Cookie: two", id="lines"),
        pytest.param("safe\u202egnp.exe\u2066", "safegnp.exe", id="turning"),
        pytest.param("a\x1b[31m\x00b", "a [31m b", id="controls"),
    ],
)
def test_a_note_and_a_source_are_one_plain_line(text: str, expected: str) -> None:
    (imprint,) = ChangeLog(installed(BASE, note=text, source=text)).releases()

    assert (imprint.note, imprint.source) == (expected, expected)


def test_a_state_has_only_the_releases_that_changed_it() -> None:
    log = ChangeLog(installed(BASE, LATER.schedule, LATER.schedule, BASE))
    (moved,) = {each.country for each in log.between(1, 2).announcement.reviews} & {"HTI"}

    assert numbers(log.entries(moved)) == [4, 2]
    assert {each.country for entry in log.entries(moved) for each in entry.announcement.reviews} == {moved}
    assert numbers(log.entries("USA")) == []


def test_a_release_that_changed_only_what_is_hidden_changed_nothing() -> None:
    wiring = installed(BASE)
    aim = Aim(INTERNAL, "HTI", 4)
    by_hand = Override(
        aim, read_span("2026-05-04"), Status.CONFIRMED, "said so", "a call", "Secret Example", FOUNDED
    )
    wiring.store.overrides.add(by_hand)
    add(wiring, BASE, FOUNDED + DAY)
    log = ChangeLog(wiring)

    assert plan_release(wiring.world_of(1), wiring.world_of(2)).changed != ()
    assert log.between(1, 2).announcement == Announcement(1, 2, ())
    assert (numbers(log.entries()), numbers(log.entries("HTI"))) == ([2, 1], [])


def test_two_releases_are_compared_once(compared: list[tuple[int, int]]) -> None:
    log = ChangeLog(installed(BASE, LATER.schedule, BASE))

    for _ in range(2):
        list(log.entries())
        log.between(1, 3)
        log.between(3, 1)

    assert compared == [(2, 3), (1, 2), (1, 3), (3, 1)]


def test_threads_that_ask_at_once_compare_once(compared: list[tuple[int, int]]) -> None:
    log = ChangeLog(installed(BASE, LATER.schedule))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: log.between(1, 2), range(16)))

    assert (compared, len(set(map(id, (each.announcement for each in found))))) == ([(1, 2)], 1)


def test_whoever_waits_too_long_for_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.releases.changelog, "_PATIENCE", 0.01)
    log = ChangeLog(installed(BASE, LATER.schedule))
    entered, leave = Event(), Event()

    def slow(old: World, new: World) -> Plan:
        entered.set()
        leave.wait()
        return plan_release(old, new)

    monkeypatch.setattr(flows.releases.changelog, "plan_release", slow)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(log.between, 1, 2)
        entered.wait()
        with pytest.raises(
            RefusedError, match="releases are being compared for others; ask again in a moment"
        ):
            log.between(2, 1)
        leave.set()

    assert first.result() == log.between(1, 2)


def test_the_log_is_read_no_further_than_asked(compared: list[tuple[int, int]]) -> None:
    next(ChangeLog(installed(BASE, LATER.schedule, BASE)).entries())

    assert compared == [(2, 3)]


def test_what_is_too_heavy_is_not_kept_for_ever(
    compared: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.releases.changelog, "_STEPS_KEPT", 1)
    log = ChangeLog(installed(BASE, LATER.schedule, BASE))
    for _ in range(2):
        list(log.entries())
        log.between(1, 2)

    assert compared == [(2, 3), (1, 2)] * 2


@pytest.mark.parametrize(("old", "new", "named"), [(1, 3, 3), (3, 1, 3), (0, 2, 0), (0, 0, 0), (-1, 1, -1)])
def test_a_release_that_does_not_exist_is_refused(old: int, new: int, named: int) -> None:
    with pytest.raises(RefusedError, match=f"there is no release {named}; the store holds 2"):
        ChangeLog(installed(BASE, BASE)).between(old, new)


def test_an_empty_store_has_an_empty_log() -> None:
    log = ChangeLog(wiring_over(MemoryStore()))

    assert (log.releases(), list(log.entries())) == ((), [])


@pytest.mark.parametrize(("days", "release"), [(0, 1), (1, 2), (2, 2)])
def test_a_day_has_the_world_in_which_it_ended(days: int, release: int) -> None:
    log = ChangeLog(installed(BASE, LATER.schedule))
    day = FOUNDED.date() + days * DAY

    assert log.world_on(day).release.number == release
    assert log.world_on(day) is log.world_on(day)


def test_before_the_first_release_nothing_stood() -> None:
    with pytest.raises(RefusedError, match="nothing was released by 2026-11-19 23:59 UTC"):
        ChangeLog(installed(BASE)).world_on(FOUNDED.date() - DAY)


def test_a_store_that_was_replaced_is_compared_anew(compared: list[tuple[int, int]]) -> None:
    wiring = installed(BASE, LATER.schedule)
    log = ChangeLog(wiring)
    before = log.between(1, 2).announcement
    store = installed(LATER.schedule, LATER.schedule).store
    wiring.store.releases = store.releases  # type: ignore[misc]

    assert (len(before.reviews), log.between(1, 2).announcement) == (12, Announcement(1, 2, ()))
    assert compared == [(1, 2)] * 2


def test_a_day_ends_just_before_the_next() -> None:
    assert end_of(date(2026, 11, 20)) == datetime(2026, 11, 20, 23, 59, 59, 999_999, tzinfo=UTC)
