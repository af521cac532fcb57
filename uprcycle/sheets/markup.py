"""The XML inside a workbook, read as a stream that cannot grow beyond what it is allowed.

Entities and document types are refused, so nothing expands. The encoding is UTF-8 or UTF-16, and
in both a sign is a byte of its own, so signs are counted before the parser sees them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from uprcycle.sheets.archive import damaged
from uprcycle.sheets.text import unreadable_file

MAX_SIGNS = 750_000
_TAG_SHARE, _TAG_ALLOWANCE = 16, 200


@dataclass(slots=True)
class Budget:
    """How many more signs of markup the parts of one workbook may hold, all together."""

    name: str
    left: int = MAX_SIGNS

    def spend(self, chunk: bytes) -> None:
        """Pay for ``chunk`` before it is parsed.

        Raises:
            BadInputError: It is too much, or one element has attributes without end.
        """
        tags, attributes = chunk.count(b"<"), chunk.count(b"=")
        self.left -= tags + attributes
        if self.left < 0 or attributes > _TAG_SHARE * tags + _TAG_ALLOWANCE:
            raise unreadable_file(
                self.name, "holds more markup than a schedule needs", "save only the sheet that counts"
            )


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is told of elements by their names without prefix, and of the text between them."""

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


def read_markup(chunks: Iterable[bytes], visitor: Visitor, budget: Budget) -> None:
    """Tell ``visitor`` of everything in ``chunks``, in order.

    Raises:
        BadInputError: It is not well-formed, declares an entity, or is more than ``budget`` allows.
    """

    def refuse(*_: object) -> NoReturn:
        raise unreadable_file(
            budget.name, "declares a document type", "save it again with a spreadsheet program"
        )

    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: visitor.start(local_name(name), attributes)
    parser.EndElementHandler = lambda name: visitor.end(local_name(name))
    parser.CharacterDataHandler = visitor.text
    try:
        for chunk in chunks:
            budget.spend(chunk)
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 -- expat takes it by place
    except (ExpatError, ValueError) as error:
        raise damaged(budget.name) from error


def local_name(name: str) -> str:
    """Return ``name`` without its prefix, as "row" of "x:row"."""
    return name.rpartition(":")[2]
