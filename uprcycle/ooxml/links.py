"""What one part of an office file refers to: other parts of it, or places outside it."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from uprcycle.ooxml.archive import Archive
from uprcycle.ooxml.markup import Budget, Visitor, pass_by, read_markup


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: its key within the part, the last word of its type, and where it leads.

    ``target`` is the name of a part, or whatever the file says of a place outside it.
    """

    key: str
    kind: str
    target: str
    is_outside: bool = False


def read_links(archive: Archive, budget: Budget, source: str) -> tuple[Link, ...]:
    """Return the links of the part ``source`` in their order; the whole file is the part "".

    Raises:
        BadInputError: The part has no list of links, or a damaged one.
    """
    folder = posixpath.dirname(source)
    found: list[Link] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        key, target = attributes.get("Id", ""), attributes.get("Target", "")
        kind = attributes.get("Type", "").rpartition("/")[2]
        is_outside = attributes.get("TargetMode") == "External"
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found.append(Link(key, kind, target if is_outside else part, is_outside))

    read_markup(archive.chunks(links_of(source)), Visitor(start, pass_by, pass_by), budget)
    return tuple(found)


def links_of(source: str) -> str:
    """Return the name of the part that lists the links of ``source``."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")
