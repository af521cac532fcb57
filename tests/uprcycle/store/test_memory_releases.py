"""Releases in memory, beside what test_releases and test_rulesets say of every store."""

from concurrent.futures import ThreadPoolExecutor

from tests.uprcycle.store.build import NOW, RULES, schedule
from uprcycle.store.memory import MemoryStore


def test_releases_of_many_threads_share_the_rules_they_bring() -> None:
    store = MemoryStore()
    given = schedule("KEN")

    with ThreadPoolExecutor(8) as threads:
        added = list(
            threads.map(
                lambda _: store.releases.add(given, RULES, by="desk", note="", source="", at=NOW), range(40)
            )
        )

    assert sorted(each.number for each in added) == list(range(1, 41))
    assert store.rulesets.digests == (RULES.digest,)
    assert store.rulesets.of(RULES.digest) is RULES
