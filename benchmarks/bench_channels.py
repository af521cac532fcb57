"""Addresses of chats, back-off and sealing at full size: JSON lines.

Hostile addresses and changed ones are read, and those of every schema of the installed Apprise; servers on
loopback ask for rest and say that a chat is gone; messages are sealed, and a rotation of their key is
killed again and again, after which all of them must open.

    python benchmarks/bench_channels.py --messages 4000 --kills 20
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apprise.plugins import N_MGR

from flows.installation.founding import found
from flows.installation.keys import load_keys
from flows.installation.rekeying import examine_keys, retire, rotate
from flows.installation.sealing import FernetSeal, make_key
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from notifications.apprise_channel import ChatChannel, enabled_schemas
from notifications.hooks import fingerprint_of, read_hook
from tests.notifications.chat_server import Loopback, serving
from tests.notifications.hook_addresses import GIVEN, LOGIC, PROVIDERS, SLACK, hostile, mutated
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment, Office, Person
from uprcycle.store.memory import MemoryStore
from uprcycle.store.ports import ChatHook, ChatHooks, Envelope

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LETTER = b"From: uprcycle@example.org\r\n\r\n" + b"x" * 20_000
ASKED = 2
"""How often a chat is asked within the seconds that are played: at once, and after its rest."""

OURS = (".logic.azure.com", ".environment.api.powerplatform.com")


def main() -> None:
    """Run everything and print a line for each part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=5)
    chosen = parser.parse_args()
    say("addresses", **addresses(chosen.mutations))
    say("back-off", **back_off())
    say("sealing", **sealing())
    with tempfile.TemporaryDirectory() as folder:
        say("rotation", **rotation(Path(folder), chosen.messages, chosen.kills))


def say(part: str, **figures: object) -> None:
    """Print one line."""
    print(json.dumps({"part": part, **figures}), flush=True)


def addresses(count: int) -> dict[str, object]:
    """Read addresses that nobody may use."""
    made, changed = hostile(), list(mutated(count, seed=1))
    enabled = sorted(enabled_schemas())
    schemas = N_MGR.schemas()  # type: ignore[no-untyped-call]
    urls = [f"{schema}://{each.partition('://')[2]}" for schema in schemas for each in GIVEN]
    hosts = {host for each in changed if (host := host_of(each))}
    return {
        "hostile": len(made),
        "hostile accepted": sum(host_of(each) is not None for each in made),
        "changed": len(changed),
        "changed that lead elsewhere": sum(
            each not in PROVIDERS and not each.endswith(OURS) for each in hosts
        ),
        "schemas": len(schemas),
        "schemas accepted": sum(host_of(each) is not None for each in urls),
        "switched on": enabled,
    }


def host_of(address: str) -> str | None:
    """Return where an address leads; None where it is refused."""
    try:
        return read_hook(address).host
    except BadInputError:
        return None


def back_off() -> dict[str, object]:
    """Let two chats ask for 7 seconds of rest and be gone, and count what is asked too early."""
    early, after_the_end, late = 0, 0, 0
    for address in (SLACK, LOGIC):
        for status in (429, 503, 404, 410, 403):
            with serving() as server:
                now = [NOON]
                hooks = hooked(address)
                channel = ChatChannel(hooks, lambda now=now: now[0], Loopback(server))  # type: ignore[misc]
                server.answer(status, Retry_After="7")
                for second in range(8):
                    now[0] = NOON + timedelta(seconds=second)
                    channel.send(b"text", "c1")
                asked = len(server.taken)
            if status in {429, 503}:
                early, late = early + max(0, asked - ASKED), late + (asked < ASKED)
            else:
                after_the_end += asked - 1
    return {"asked too early": early, "asked after the end": after_the_end, "not asked again": late}


def hooked(address: str) -> ChatHooks:
    """Return the ways of a store that holds this one."""
    store, hook = MemoryStore(), read_hook(address)
    person = Person("p1", "Amina Example", "amina@example.org")
    store.people.save([Assignment(person, Office("RCO Kenya", "KEN", frozenset()))], by="desk", at=NOON)
    kept = ChatHook("c1", hook.kind.value, "p1", fingerprint_of(hook), NOON, hook.address)
    store.chat_hooks.add(kept, by="desk")
    return store.chat_hooks


def sealing() -> dict[str, object]:
    """Seal and open a letter of 20 kB a thousand times."""
    seal, began = FernetSeal((make_key(), make_key())), time.perf_counter()
    sealed = [seal.seal(LETTER) for _ in range(1000)]
    middle = time.perf_counter()
    opened = sum(seal.open(each) == LETTER for each in sealed)
    return {
        "seal, microseconds": round((middle - began) * 1000),
        "open, microseconds": round((time.perf_counter() - middle) * 1000),
        "opened": opened,
        "grown by": round(len(sealed[0]) / len(LETTER), 2),
    }


def rotation(folder: Path, messages: int, kills: int) -> dict[str, object]:
    """Rotate the key of many messages, killed again and again, and count what is lost."""
    wiring = found(Settings(data_dir=folder)).wiring
    claimed = wiring.store.ledger.claim_all(tuple(letters(messages)), now=NOON, lease=timedelta(hours=1))
    began = time.perf_counter()
    rotate(wiring)
    whole = time.perf_counter() - began
    retire(wiring)
    stopped = Counter(killed(folder, random.uniform(0.3, 1.0) * (whole + 1.5)) for _ in range(kills))  # noqa: S311
    again = wire(Settings(data_dir=folder))
    rotate(again)
    retired = retire(again)
    return {
        "messages": sum(claimed),
        "seconds": round(whole, 2),
        "killed": stopped[True],
        "older keys put away": retired,
        "keys left": len(load_keys(again.settings)),
        "lost": messages - opened_of(again),
        "opened by no key": examine_keys(again).unopened,
    }


def letters(count: int) -> Iterator[Envelope]:
    """Yield so many messages."""
    for number in range(count):
        yield Envelope(f"<{number}@example.org>", (f"k{number}",), "p1", "email", LETTER, NOON)


def opened_of(wiring: Wiring) -> int:
    """Return how many messages read as they were claimed."""
    return sum(row.envelope.payload == LETTER for row in wiring.store.ledger.rows())


def killed(folder: Path, delay: float) -> bool:
    """Start a rotation, kill it after a while, and tell whether it was still under way."""
    environment = os.environ | {"UPRCYCLE_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "flows.cli", "keys", "rotate", "--yes"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:  # noqa: S603
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        return child.wait() == -signal.SIGKILL


if __name__ == "__main__":
    main()
