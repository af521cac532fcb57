"""Entries by kind and language against readers: how many were read, and what differs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.interop.meant import Meant
from tests.interop.reading import FIELDS, Reading


@dataclass
class Matrix:
    """What has been compared so far: entries and differences by row and reader.

    An entry counts in the row of each of its kinds, and in that of the language it was read in.
    """

    read: Counter[tuple[str, str]] = field(default_factory=Counter)
    different: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, reader: str, language: str, meant: Mapping[str, Meant], reading: Reading) -> list[str]:
        """Count one feed in, and return its differences in words."""
        found = differences(meant, reading)
        for uid, each in meant.items():
            for row in (*each.kinds, language):
                self.read[row, reader] += uid in reading
                self.different[row, reader] += len(found.get(uid, ()))
        return [f"{uid}: {each}" for uid, lines in found.items() for each in lines]

    def lines(self, rows: Sequence[str], readers: Sequence[str]) -> list[str]:
        """Return the matrix as a table, with a cell as ``entries read / differences``."""
        cells = [[self._cell(row, each) for each in readers] for row in rows]
        table = [["", *readers], *([row, *told] for row, told in zip(rows, cells, strict=True))]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in table]

    def _cell(self, row: str, reader: str) -> str:
        known = (row, reader) in self.read
        return f"{self.read[row, reader]} / {self.different[row, reader]}" if known else "not shown"


def differences(meant: Mapping[str, Meant], reading: Reading) -> dict[str, list[str]]:
    """Return in which fields ``reading`` differs from what is meant, by UID; empty when in none."""
    found: dict[str, list[str]] = {}
    for uid in sorted({*meant, *reading}):
        if uid not in reading or uid not in meant:
            found[uid] = ["not read" if uid in meant else "read, but never written"]
            continue
        pairs = {name: (getattr(meant[uid].item, name), getattr(reading[uid], name)) for name in FIELDS}
        lines = [f"{name} {read!r} for {said!r}" for name, (said, read) in pairs.items() if read != said]
        if lines:
            found[uid] = lines
    return found
