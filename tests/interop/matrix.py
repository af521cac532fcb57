"""Entries by kind against parsers: how many were read, and in how many fields a parser differs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.interop.meant import KINDS, Meant
from tests.interop.reading import Parser, Reading


@dataclass
class Matrix:
    """What has been compared so far: entries and differences by kind and parser."""

    read: Counter[tuple[str, str]] = field(default_factory=Counter)
    different: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, parser: Parser, meant: Mapping[str, Meant], reading: Reading) -> list[str]:
        """Count one feed in, and return its differences in words."""
        found = differences(parser, meant, reading)
        for uid, each in meant.items():
            for kind in each.kinds:
                self.read[kind, parser.name] += uid in reading
                self.different[kind, parser.name] += len(found.get(uid, ()))
        return [f"{uid}: {each}" for uid, lines in found.items() for each in lines]

    def lines(self, parsers: Iterable[str]) -> list[str]:
        """Return the matrix as a table, with a cell as ``entries read / differences``."""
        names = list(parsers)
        width = max(map(len, KINDS))
        rows = [" " * width + "".join(f"{name:>22}" for name in names)]
        for kind in KINDS:
            cells = (f"{self.read[kind, name]} / {self.different[kind, name]}" for name in names)
            rows.append(f"{kind:<{width}}" + "".join(f"{cell:>22}" for cell in cells))
        return rows


def differences(parser: Parser, meant: Mapping[str, Meant], reading: Reading) -> dict[str, list[str]]:
    """Return in which fields ``reading`` differs from what is meant, by UID; empty when in none."""
    found: dict[str, list[str]] = {}
    for uid in sorted({*meant, *reading}):
        if uid not in reading or uid not in meant:
            found[uid] = ["not read" if uid in meant else "read, but never written"]
            continue
        pairs = {name: (getattr(meant[uid].item, name), getattr(reading[uid], name)) for name in parser.tells}
        lines = [f"{name} {read!r} for {said!r}" for name, (said, read) in pairs.items() if read != said]
        if lines:
            found[uid] = lines
    return found
