"""Run as a process: claim every key it is told to, and print those it got.

Arguments: the address of the store, the name of this process, the number of keys.
"""

import sys

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.store.database import open_store

if __name__ == "__main__":
    address, name, count = sys.argv[1:]
    ledger = open_store(address).ledger
    sys.stdin.readline()  # all processes start at the same word
    for number in range(int(count)):
        if ledger.claim(envelope(f"{name} {number}", f"key {number}"), now=NOW, lease=LEASE):
            print(number)  # noqa: T201 - the answer to the parent
