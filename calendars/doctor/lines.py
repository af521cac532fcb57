"""Bytes as lines, whatever they hold: the reader that no feed can stop.

It decodes, unfolds and cuts lines into name, parameters and value, and remembers what it had to
overlook. What stands in the lines is for others to judge.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

MOST_BYTES = 20 * 1024 * 1024
MOST_LINES = 100_000
"""Beyond these a feed is looked at no further: no calendar program takes so much."""

LONGEST_LINE = 75  # octets, without the line break

_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_BREAK = re.compile(rb"\r\n|\n|\r")
_CONTENT = re.compile(r'([^:;"\s]++)((?:;(?:[^":;]|"[^"]*+")*+)*+):(.*+)', re.DOTALL)
_PARAMETER = re.compile(r';([^=;"]*+)(=?)((?:[^";]|"[^"]*+")*+)')
_VALUES = re.compile(r'"[^"]*+"|[^,"]++')


@dataclass(frozen=True)
class Line:
    """One line of content, unfolded; ``number`` is where it starts, counted from 1.

    A line that begins no property has no name, and all of it is its value.
    """

    number: int
    name: str
    value: str
    tail: str = ""

    @cached_property
    def parameters(self) -> Mapping[str, tuple[str, ...]]:
        """The parameters by name in capitals, quotes taken off."""
        return {
            match[1].upper(): tuple(each.strip('"') for each in _VALUES.findall(match[3]))
            for match in _PARAMETER.finditer(self.tail)
        }

    @property
    def has_bad_parameters(self) -> bool:
        """Whether a parameter has no name or no value."""
        return any(not (match[1] and match[2]) for match in _PARAMETER.finditer(self.tail))

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, empty where there is none."""
        return next(iter(self.parameters.get(name, ())), "")


@dataclass(frozen=True, slots=True)
class Text:
    """The bytes of a feed as lines, and the numbers of those that had to be mended.

    ``encoding`` is empty unless a mark says that the bytes are not UTF-8 at all. A character in
    ``cut_characters`` is cut by a fold: broken in its row, whole once the line is unfolded.
    """

    size: int
    kept: int
    encoding: str
    has_mark: bool
    lines: tuple[Line, ...]
    ends: Mapping[bytes, int]
    blank: tuple[int, ...]
    long: tuple[int, ...]
    broken: tuple[int, ...]
    cut_characters: tuple[int, ...]
    is_cut: bool


@dataclass
class _Rows:
    """What is noticed while rows are read; ``ends`` holds the first row that ends in each way."""

    ends: dict[bytes, int] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)
    long: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    is_cut: bool = False

    def read(self, data: bytes) -> Iterator[tuple[int, list[bytes]]]:
        """Yield each line as its number and its rows, the blank that folds a row taken off."""
        pieces: list[bytes] = []
        begun = 1
        for number, row in self._rows(data):
            if not row:
                self.blank.append(number)
            elif row[:1] in (b" ", b"\t") and pieces:
                pieces.append(row[1:])
            else:
                if pieces:
                    yield begun, pieces
                begun, pieces = number, [row]
        if pieces:
            yield begun, pieces

    def decode(self, number: int, pieces: list[bytes]) -> str:
        """Return a line as text; letters of another encoding are guessed to be of western Europe."""
        whole = b"".join(pieces)
        try:
            text = whole.decode()
        except UnicodeDecodeError:
            self.broken.append(number)
            return whole.decode("cp1252", "replace")
        if len(pieces) > 1 and not whole.isascii() and not all(map(_is_whole, pieces)):
            self.cut.append(number)
        return text

    def _rows(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        start = 0
        number = 0
        for number, match in enumerate(_BREAK.finditer(data), start=1):
            row = data[start : match.start()]
            start = match.end()
            self.ends.setdefault(match[0], number)
            if len(row) > LONGEST_LINE:
                self.long.append(number)
            yield number, row
            if number == MOST_LINES:
                self.is_cut = True
                return
        if start < len(data):
            self.ends.setdefault(b"", number + 1)
            yield number + 1, data[start:]


def read_text(data: bytes) -> Text:
    """Read any bytes; never fails."""
    kept = data[:MOST_BYTES]
    encoding = _WIDE_MARKS.get(kept[:2], "")
    if encoding:
        kept = kept[2:].decode(encoding, "replace").encode("utf-8", "replace")
    rows = _Rows()
    lines = tuple(
        _line(number, rows.decode(number, pieces)) for number, pieces in rows.read(kept.removeprefix(_MARK))
    )
    return Text(
        size=len(data),
        kept=min(len(data), MOST_BYTES),
        encoding=encoding,
        has_mark=kept.startswith(_MARK),
        lines=lines,
        ends=rows.ends,
        blank=tuple(rows.blank),
        long=tuple(rows.long),
        broken=tuple(rows.broken),
        cut_characters=tuple(rows.cut),
        is_cut=rows.is_cut or len(data) > MOST_BYTES,
    )


def _line(number: int, text: str) -> Line:
    match = _CONTENT.fullmatch(text)
    if match is None:
        return Line(number, "", text)
    return Line(number, match[1].upper(), match[3], match[2])


def _is_whole(row: bytes) -> bool:
    try:
        row.decode()
    except UnicodeDecodeError:
        return False
    return True
