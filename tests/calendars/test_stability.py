"""The same release gives the same bytes and tags in every process, zone and order of hashing."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

RENDER = """
import hashlib
from datetime import UTC, datetime
from calendars.feeds import find_feed
from calendars.identity import Site
from calendars.press import Press
from calendars.publish import plan_revisions
from flows.installation.program import program_digest
from uprcycle.schedule.release import Release
from uprcycle.store.packaged import load_countries, load_language, load_ruleset, load_schedule
from uprcycle.timetable.world import World

at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
release = Release(1, load_schedule(), at, "a tester", "", "", load_ruleset().digest)
world = World(release, load_countries(), [load_ruleset()])
known = {each.uid: each for each in plan_revisions(world, {}, ["KEN", "TON", "UKR"])}
press = Press(Site("https://upr.example.org", "cal.example.org"), program_digest())
for name in ("country/KEN", "country/TON", "country/UKR", "session/54"):
    for code in ("en", "fr"):
        feed = press.render(find_feed(name, world), world, known, load_language(code))
        print(name, code, feed.entries, feed.etag, hashlib.sha256(feed.body).hexdigest())
"""
MACHINES = (("UTC", "0"), ("Asia/Kathmandu", "1"), ("Pacific/Kiritimati", "424242"))


def printed(machine: tuple[str, str]) -> list[str]:
    zone, seed = machine
    told = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONTZPATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", RENDER], check=True, capture_output=True, text=True, env=told
    )
    return done.stdout.splitlines()


@pytest.mark.slow
def test_no_machine_changes_a_byte_or_a_tag() -> None:
    with ThreadPoolExecutor(2) as threads:
        first, *others = threads.map(printed, MACHINES)

    assert others == [first, first]
    assert len({line.rsplit(" ", 1)[1] for line in first}) == len(first) == 8
