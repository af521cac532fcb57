"""Eight processes claim the same messages, each in an order of its own.

A group whose claim is refused, because the others kept the store busy for longer than anybody waits, is
claimed again, as the next round does.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from mortal_rounds import Place, finish, start

from notifications.deliver import LEASE
from tests.notifications.build import NOON
from uprcycle.errors import RefusedError
from uprcycle.store.database import open_store
from uprcycle.store.ports import Envelope

WORKERS = 8


def race(place: Place, rows: int, seed: int) -> dict[str, object]:
    """Let eight processes claim the same messages, each in an order of its own."""
    letters = [_light(number) for number in range(rows)]
    with tempfile.TemporaryDirectory() as folder:
        children = [
            start(partial(_claim, place, letters, Path(folder) / str(each), seed + each))
            for each in range(WORKERS)
        ]
        for each in children:
            finish(each)
        claims = Counter(line for each in Path(folder).iterdir() for line in each.read_text().split())
    twice = sum(each > 1 for each in claims.values())
    return {
        "name": f"{WORKERS} processes, {rows} messages",
        "value": twice,
        "unit": "claimed twice",
        "claimed": len(claims),
    }


def _claim(place: Place, letters: Sequence[Envelope], file: Path, seed: int) -> None:
    mine, chance = [], random.Random(seed)  # noqa: S311 - an order is no secret
    groups = [letters[first : first + 10] for first in range(0, len(letters), 10)]
    chance.shuffle(groups)
    store = open_store(place.store)
    while groups:
        group = groups.pop()
        try:
            claims = store.ledger.claim_all(group, now=NOON, lease=LEASE)
        except RefusedError:
            groups.insert(0, group)
            continue
        mine += [each.person for each, is_mine in zip(group, claims, strict=True) if is_mine]
    store.close()
    file.write_text("\n".join(mine))


def _light(number: int) -> Envelope:
    who = f"p{number}"
    return Envelope(f"<{number}@example.org>", (f"one/{who}", f"two/{who}"), who, "email", b"x", NOON)
