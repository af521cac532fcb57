"""The XML inside an office file, read as a stream that cannot grow beyond what it is allowed.

Entities and document types are refused, so nothing expands. The encoding is UTF-8 or UTF-16, and
in both a sign is a byte of its own, so signs are counted before the parser sees them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from uprcycle.ooxml.guard import DAMAGED, TOO_LARGE, Guard
from uprcycle.phrase import in_short

_TAG_SHARE, _TAG_ALLOWANCE = 16, 200


@dataclass(slots=True)
class Budget:
    """How many more signs of markup the parts of one file may hold, all together."""

    name: str
    guard: Guard
    spent: int = 0

    def spend(self, chunk: bytes) -> None:
        """Pay for ``chunk`` before it is parsed.

        Raises:
            BadInputError: It is too much, or one element has attributes without end.
        """
        tags, attributes = chunk.count(b"<"), chunk.count(b"=")
        self.spent += tags + attributes
        if self.spent > self.guard.max_signs or attributes > _TAG_SHARE * tags + _TAG_ALLOWANCE:
            raise self.guard.refuse(
                self.name, in_short("holds more markup than its contents need", TOO_LARGE), self.guard.less
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
        raise budget.guard.refuse(budget.name, in_short("declares a document type", DAMAGED))

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
        raise budget.guard.refuse_damaged(budget.name) from error


def local_name(name: str) -> str:
    """Return ``name`` without its prefix, as "row" of "x:row"."""
    return name.rpartition(":")[2]


def pass_by(*_: object) -> None:
    """Take no notice: for a part that says all in its attributes."""
