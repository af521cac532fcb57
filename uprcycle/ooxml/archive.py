"""The archive that an office file is, judged by its directory before anything in it is unpacked.

Knows sizes, names and nesting; knows nothing of sheets or paragraphs. No part is ever held twice, and none is
unpacked beyond the size that the directory promises.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from struct import error as StructError  # noqa: N812 -- named like the other errors
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from uprcycle.ooxml.guard import DAMAGED, LESS, TOO_LARGE, Guard
from uprcycle.phrase import in_short, phrase

CHUNK = 65_536

_START = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, StructError, EOFError, OSError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive within limits; its parts go by their names in small letters."""

    name: str
    guard: Guard
    file: ZipFile
    parts: Mapping[str, ZipInfo]

    def __contains__(self, part: str) -> bool:
        """Tell whether there is such a part; capital letters make no difference."""
        return part.casefold() in self.parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpack one part, a little at a time.

        Raises:
            BadInputError: There is no such part, or it is damaged.
        """
        info = self.parts.get(part.casefold())
        if info is None:
            raise self.guard.refuse(self.name, in_short(f"lacks its part {part[:80]!r}", DAMAGED))
        try:
            with self.file.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise self.guard.refuse_damaged(self.name) from error


def open_archive(name: str, content: bytes, guard: Guard) -> Archive:
    """Judge the directory of ``content``.

    Raises:
        BadInputError: No archive, a damaged one, or one that would unpack to more than it may.
    """
    if content.startswith(_OLD_OFFICE):
        raise guard.refuse(
            name,
            phrase("is protected by a password or of the old kind ({kind})", kind=guard.old_kind),
        )
    if not content.startswith(_START):
        raise guard.refuse(name, guard.other_kind)
    if len(content) > guard.max_packed:
        what = phrase("is larger than {most} MB", most=guard.max_packed // 1_000_000)
        raise guard.refuse(name, what, LESS)
    try:
        file = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise guard.refuse_damaged(name) from error
    archive = Archive(name, guard, file, {each.filename.casefold(): each for each in file.infolist()})
    _check_directory(name, file.infolist(), guard)
    _check_nesting(archive)
    return archive


def _check_directory(name: str, entries: list[ZipInfo], guard: Guard) -> None:
    if len(entries) > guard.max_parts:
        raise guard.refuse(name, in_short(f"holds more than {guard.max_parts} parts", TOO_LARGE), guard.less)
    if sum(each.file_size for each in entries) > guard.max_unpacked:
        what = in_short(f"unpacks to more than {guard.max_unpacked // 1_000_000} MB", TOO_LARGE)
        raise guard.refuse(name, what, guard.less)
    if any(each.file_size > guard.max_ratio * each.compress_size for each in entries):
        what = in_short(
            f"holds a part packed to less than a hundredth of its size ({guard.max_ratio} times)", TOO_LARGE
        )
        raise guard.refuse(name, what, guard.less)
    if any(each.compress_type not in _METHODS or each.flag_bits & _ENCRYPTED for each in entries):
        raise guard.refuse(name, in_short("is packed or locked in a way that is not read", DAMAGED))
    if len({each.filename.casefold() for each in entries}) < len(entries):
        raise guard.refuse(name, in_short("holds two parts of one name", DAMAGED))
    if any(_leads_out(each.filename) for each in entries):
        raise guard.refuse(name, in_short("holds a part whose name leads out of it", DAMAGED))


def _leads_out(part: str) -> bool:
    return part.startswith("/") or "\\" in part or ":" in part or ".." in part.split("/")


def _check_nesting(archive: Archive) -> None:
    for part in archive.parts:
        if next(archive.chunks(part), b"").startswith((_START, _OLD_OFFICE)) and "vbaproject" not in part:
            raise archive.guard.refuse(
                archive.name,
                phrase("holds another file inside it"),
                in_short("remove embedded objects", LESS),
            )
