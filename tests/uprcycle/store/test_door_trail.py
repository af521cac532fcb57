"""What the trail says of doors: nothing of addresses, labels and secrets."""

from datetime import UTC, datetime

from uprcycle.access.key import ApiKey, Scope
from uprcycle.store.door_trail import identified, keyed, told_of_releases, unidentified

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
KEY = ApiKey("k1", "p-amina", "my label", frozenset({Scope.PLAN}), NOW, NOW)


def test_what_uprcycle_does_of_itself_stands_under_its_own_name() -> None:
    entries = (
        keyed("end", KEY, "", NOW),
        identified("p-amina", NOW),
        unidentified("p-amina", "desk", NOW),
        told_of_releases("switch off", "h1", "", NOW),
    )

    assert [(each.by, each.action, each.subject, each.detail) for each in entries] == [
        ("uprcycle", "end key", "p-amina", "k1 schedule:plan"),
        ("uprcycle", "know by organisation", "p-amina", ""),
        ("desk", "forget organisation", "p-amina", ""),
        ("uprcycle", "switch off web-hook", "h1", ""),
    ]
