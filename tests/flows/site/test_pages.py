"""What the web is given: the same truth as the command line, and readiness that never raises."""

from pathlib import Path

from flows.feeds.showing import show_timetable
from flows.site.pages import pages_of, readiness
from tests.flows.installed import NOON, TODAY, founded_memory, stored, wiring_over
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import language_codes
from uprcycle.wording.language import ENGLISH
from web.sources import Readiness


def test_the_web_sees_the_installation() -> None:
    wiring = founded_memory()
    sources = pages_of(wiring)
    timetable = sources.world().timetable("KEN")

    assert sources.today() == TODAY
    assert sources.languages == language_codes()
    assert sources.show(timetable, ENGLISH) == show_timetable(wiring, timetable, ENGLISH)
    assert sources.feed("country/KEN", "en") is sources.feed("country/KEN", "en")
    assert sources.site.address("/feeds/all.ics") == "http://127.0.0.1:8080/feeds/all.ics"
    assert sources.site.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert sources.site.calendar_host == wiring.settings.calendar_host


def test_the_web_sees_what_became_public_and_when() -> None:
    sources = pages_of(founded_memory())
    (imprint,) = sources.history.releases()
    (entry,) = sources.history.entries("")

    assert (imprint, entry) == (entry.imprint, sources.history.between(0, 1))
    assert sources.history.world_on(TODAY) is sources.world()


def test_the_public_address_and_the_interface_may_both_be_asked_for(home: Path) -> None:
    wiring = stored(home, base_url="https://upr.example.org", host="0.0.0.0")  # noqa: S104 - not listened on

    assert pages_of(wiring).site.hosts == ("upr.example.org", "127.0.0.1", "localhost", "[::1]", "0.0.0.0")  # noqa: S104


def test_an_installation_with_a_release_is_ready() -> None:
    wiring = founded_memory()
    assert readiness(wiring) == Readiness(1)

    wiring.store.heartbeats.beat("round", NOON)
    assert readiness(wiring) == Readiness(1, NOON)


def test_one_without_a_release_or_with_a_broken_store_is_not(home: Path) -> None:
    empty = readiness(wiring_over(MemoryStore()))
    wiring = stored(home)
    (home / "uprcycle.db").write_bytes(b"x" * 9000)
    broken = readiness(wiring)

    assert (empty.release, empty.problem) == (None, "nothing is released yet; run `uprcycle init` first")
    assert (broken.release, broken.problem) == (None, "the store cannot be used")
