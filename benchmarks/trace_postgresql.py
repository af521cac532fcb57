"""Reads with strace that on PostgreSQL, too, a claim is on disk before the first byte of its mail goes out.

    python benchmarks/trace_postgresql.py --mails 200   # T4

One strace follows the server and every backend it makes, another the sender. Of each mail: the transaction
that names it is committed by the sender, then a backend begins and ends an fdatasync of its log, and only
then may the sender name the recipient to the mail server. Prints a JSON line; ends with 1 if a promise was
broken. With fsync off at the server it finds every mail sent too early.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kill_rounds import sink

from tests.uprcycle.store.postgresql_server import find_binaries, running_server
from uprcycle.store.database import migrate

_CALL = re.compile(r"(?P<at>\d+\.\d+) (?P<name>\w+)\((?P<given>.*)\) += -?\d+.* <(?P<took>\d+\.\d+)>$")
_STRACE = ("strace", "-ff", "-ttt", "-T", "-s", "2000000", "-e")


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the system: when it began and ended, and what it was given."""

    name: str
    given: str
    began: float
    ended: float


def calls_in(folder: Path, prefix: str) -> list[Call]:
    """Return the calls in the logs of one strace, by their beginning."""
    return sorted(_calls(folder, prefix), key=lambda each: each.began)


def _calls(folder: Path, prefix: str) -> Iterator[Call]:
    for file in folder.glob(f"{prefix}.*"):
        for line in file.read_text("utf-8", "replace").splitlines():
            if found := _CALL.match(line):
                began = float(found["at"])
                yield Call(found["name"], found["given"], began, began + float(found["took"]))


def count_early(synced: list[Call], said: list[Call], mails: int) -> int:
    """Return of how many mails no sync lies between the commit of the claim and the first byte."""
    committed: dict[str, float] = {}
    sent: dict[str, float] = {}
    named: dict[str, set[str]] = {}
    for each in said:
        socket = each.given.partition(",")[0]
        if found := re.search(r"rcpt TO:<p(\d+)@", each.given):
            sent.setdefault(found[1], each.began)
            continue
        named.setdefault(socket, set()).update(re.findall(r"<(\d+)\.\d\.", each.given))
        if "COMMIT" in each.given:
            for name in named.pop(socket):
                committed.setdefault(name, each.began)
    if len(sent) != mails:
        raise RuntimeError(f"the trace shows {len(sent)} mails")
    return sum(
        not any(committed[name] <= each.began and each.ended <= first for each in synced)
        for name, first in sent.items()
    )


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=200)
    mails = parser.parse_args().mails
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError("no PostgreSQL server is installed")
    with (
        sink() as taking,
        running_server(binaries, fsync=True) as server,
        tempfile.TemporaryDirectory() as name,
    ):
        folder, address = Path(name), server.create()
        migrate(address)
        postmaster = (server.folder / "data" / "postmaster.pid").read_text().split()[0]
        watch = [*_STRACE, "trace=fdatasync", "-o", str(folder / "server"), "-p", postmaster]
        own = [sys.executable, str(Path(__file__).with_name("kill_rounds.py")), "send"]
        own += ["--store", address, "--port", str(taking.port), "--mails", str(mails)]
        with subprocess.Popen(watch, stderr=subprocess.DEVNULL) as watching:  # noqa: S603 - strace
            time.sleep(2)
            sender = [*_STRACE, "trace=sendto", "-o", str(folder / "sender"), *own]
            subprocess.run(sender, check=True)  # noqa: S603 - our own, under strace
            watching.terminate()
        synced, said = calls_in(folder, "server"), calls_in(folder, "sender")
    early = count_early(synced, said, mails)
    found = {
        "name": f"{mails} mails under strace",
        "value": early,
        "unit": "sent before the claim was on disk",
    }
    print(json.dumps(found | {"syncs": len(synced), "store": "PostgreSQL"}))
    return int(early > 0)


if __name__ == "__main__":
    sys.exit(main())
