"""Lines as components within components, with whatever does not fit remembered.

Nesting is followed without recursion and to a depth that no calendar has, so that nothing a
stranger writes can exhaust the stack.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from calendars.doctor.lines import Line, Text, read_text

DEEPEST = 10
ITEMS = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


@dataclass
class Component:
    """What stands between BEGIN and END; it is filled while it is read and not changed after.

    ``number`` is the line of its BEGIN and ``last`` that of its END.
    """

    kind: str
    number: int
    last: int = 0
    lines: list[Line] = field(default_factory=list)
    children: list["Component"] = field(default_factory=list)
    parent: str = ""

    @cached_property
    def by_name(self) -> dict[str, list[Line]]:
        """Its lines by name."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.name, []).append(line)
        return found

    def first(self, name: str) -> Line | None:
        """Return the first line of this name."""
        return next(iter(self.by_name.get(name, ())), None)

    def all(self, name: str) -> list[Line]:
        """Return every line of this name."""
        return self.by_name.get(name, [])

    def value(self, name: str) -> str:
        """Return the first value of this name, empty where there is none."""
        line = self.first(name)
        return line.value.strip() if line else ""

    def kinds(self, *kinds: str) -> list["Component"]:
        """Return the parts of these kinds."""
        return [each for each in self.children if each.kind in kinds]


@dataclass(frozen=True)
class Parsed:
    """A feed as far as it could be read.

    ``calendars`` are the outermost VCALENDARs; ``stray`` are lines that stand in no component,
    ``unopened`` the ENDs without a BEGIN, ``unclosed`` the components without an END.
    ``seen_at`` is when it was fetched or opened.
    """

    text: Text
    seen_at: datetime
    calendars: tuple[Component, ...]
    components: tuple[Component, ...]
    stray: tuple[Line, ...]
    unopened: tuple[Line, ...]
    unclosed: tuple[Component, ...]
    too_deep: tuple[Line, ...]

    @cached_property
    def items(self) -> tuple[Component, ...]:
        """The events, tasks and journals of all calendars, in the order of the file."""
        return tuple(each for each in self.components if each.kind in ITEMS)

    @property
    def calendar(self) -> Component | None:
        """The first calendar."""
        return next(iter(self.calendars), None)

    @property
    def lines(self) -> Iterator[Line]:
        """Every line that belongs to a component."""
        return (line for each in self.components for line in each.lines)

    def uid_at(self, number: int) -> str:
        """Return the UID of the item that holds a line, empty where none does."""
        place = bisect_right(self._starts, number) - 1
        if place < 0 or number > self.items[place].last:
            return ""
        return self.items[place].value("UID")

    @cached_property
    def _starts(self) -> list[int]:
        return [each.number for each in self.items]


def parse(data: bytes, seen_at: datetime) -> Parsed:
    """Read any bytes as a feed; never fails."""
    text = read_text(data)
    builder = _Builder()
    for line in text.lines:
        builder.take(line)
    last = text.lines[-1].number if text.lines else 0
    return builder.finish(text, seen_at, last)


@dataclass
class _Builder:
    """The components that are open, and all that were found."""

    open: list[Component] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)
    unopened: list[Line] = field(default_factory=list)
    unclosed: list[Component] = field(default_factory=list)
    too_deep: list[Line] = field(default_factory=list)
    depth_beyond: int = 0

    def take(self, line: Line) -> None:
        """Add one line where it belongs."""
        if line.name == "BEGIN":
            self._begin(line)
        elif line.name == "END":
            self._end(line)
        elif self.depth_beyond:
            return
        elif self.open:
            self.open[-1].lines.append(line)
        else:
            self.stray.append(line)

    def finish(self, text: Text, seen_at: datetime, last: int) -> Parsed:
        """Close what is still open and return everything."""
        for each in self.open:
            each.last = last
        if not text.is_cut:
            self.unclosed.extend(self.open)
        calendars = (each for each in self.components if each.kind == "VCALENDAR" and not each.parent)
        return Parsed(
            text,
            seen_at,
            tuple(calendars),
            tuple(self.components),
            tuple(self.stray),
            tuple(self.unopened),
            tuple(self.unclosed),
            tuple(self.too_deep),
        )

    def _begin(self, line: Line) -> None:
        kind = line.value.strip().upper()
        if kind in ITEMS:
            self._leave_item()
        if len(self.open) >= DEEPEST:
            self.depth_beyond += 1
            self.too_deep.append(line)
            return
        parent = self.open[-1] if self.open else None
        component = Component(kind, line.number, parent=parent.kind if parent else "")
        if parent:
            parent.children.append(component)
        self.open.append(component)
        self.components.append(component)

    def _end(self, line: Line) -> None:
        if self.depth_beyond:
            self.depth_beyond -= 1
            return
        kind = line.value.strip().upper()
        kinds = [each.kind for each in self.open]
        if kind not in kinds:
            self.unopened.append(line)
            return
        while True:
            component = self.open.pop()
            component.last = line.number
            if component.kind == kind:
                return
            self.unclosed.append(component)

    def _leave_item(self) -> None:
        """Close the item that is open: items do not hold items, so its END was forgotten."""
        if any(each.kind in ITEMS for each in self.open):
            while True:
                component = self.open.pop()
                component.last = component.lines[-1].number if component.lines else component.number
                self.unclosed.append(component)
                if component.kind in ITEMS:
                    return
