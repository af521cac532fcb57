"""Our feeds through every parser and a client that nobody here wrote: entries read, and differences.

Prints a table with a row for each kind of entry and each language; an entry can be of several kinds.
Ends with 1 where anything differs or a parser is missing.
"""

import sys
import tempfile
from pathlib import Path

from tests.interop.client import CLIENT, as_known, fetch
from tests.interop.feeds import NAMES, meant, path, render, serving_feeds
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS
from tests.interop.own import OWN_KINDS
from tests.interop.parsers import PARSERS
from tests.interop.tongues import TONGUES

FEEDS = {f"{language}{number}": (name, language) for language in TONGUES for number, name in enumerate(NAMES)}


def read_bytes(matrix: Matrix) -> list[str]:
    """Let every parser read every feed; return what is wrong."""
    wrong = [f"{each.name}: {each.missing}" for each in PARSERS if each.missing]
    for name, language in FEEDS.values():
        body, said = render(name, language).body, meant(name, language)
        for parser in (each for each in PARSERS if not each.missing):
            found = matrix.add(parser.name, language, said, parser.read(body))
            wrong += (f"{parser.name}, {name} in {language}: {each}" for each in found)
    return wrong


def read_over_http(matrix: Matrix) -> list[str]:
    """Let the client subscribe to every feed of our server; return what is wrong."""
    with tempfile.TemporaryDirectory() as folder, serving_feeds() as server:
        addresses = {calendar: f"{server}{path(*feed)}" for calendar, feed in FEEDS.items()}
        shown = fetch(addresses, Path(folder))
    wrong = []
    for calendar, (name, language) in FEEDS.items():
        found = matrix.add(CLIENT, language, as_known(meant(name, language)), shown[calendar])
        wrong += [f"{CLIENT}, {name} in {language}: {each}" for each in found]
    return wrong


def main() -> int:
    """Print the matrix, then what is wrong."""
    matrix = Matrix()
    wrong = [*read_bytes(matrix), *read_over_http(matrix)]
    readers = [*(each.name for each in PARSERS), CLIENT]
    print("entries read / fields that differ from what is meant\n")
    print("\n".join(matrix.lines([*KINDS, *OWN_KINDS, *TONGUES], readers)))
    print(f"\n{len(wrong)} differences", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
