"""Which program this is: the digest of all that has a say in the bytes of a feed besides the store."""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from uprcycle.days.span import GENEVA

_PACKAGES = ("calendars", "uprcycle")
_LIBRARIES = ("babel", "python-dateutil")
_CLOCKS = range(2006, 2050)
"""The years of whose days the offset of Geneva's clocks has a say in the bytes."""
_QUARTER = timedelta(minutes=15)
_SUFFIXES = (".py", ".toml", ".csv", ".po", ".j2", ".css", ".svg")


@cache
def program_digest() -> str:
    """Return the digest of the installed program; the same on every machine that has the same."""
    libraries = {name: metadata.version(name) for name in _LIBRARIES} | {"clocks": _clocks()}
    return digest_of({name: resources.files(name) for name in _PACKAGES}, libraries)


def digest_of(packages: Mapping[str, Traversable], libraries: Mapping[str, str]) -> str:
    """Return the SHA-256 of code and data of ``packages``, and of the versions of ``libraries``."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name, version in libraries.items():
        digest.update(f"{name} {version}\n".encode())
    for name, folder in packages.items():
        for path, content in _files(folder, name):
            digest.update(f"{path} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _clocks() -> str:
    """Return the digest of Geneva's offsets by the rules in force, whosever copy of them that is."""
    first, count = datetime(_CLOCKS.start, 1, 1, 12, tzinfo=GENEVA), len(_CLOCKS) * 366
    offsets = ((first + timedelta(days=each)).utcoffset() or timedelta() for each in range(count))
    return hashlib.sha256(bytes(each // _QUARTER for each in offsets)).hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of ours, in order of path."""
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        inner = f"{path}/{each.name}"
        if each.is_dir():
            yield from _files(each, inner)
        elif each.name.endswith(_SUFFIXES):
            yield inner, each.read_bytes()
