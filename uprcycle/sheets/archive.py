"""The archive that a workbook is, judged by its directory before anything in it is unpacked.

Knows sizes, names and nesting; knows nothing of sheets. No part is ever held twice, and none is
unpacked beyond the size that the directory promises.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from struct import error as StructError  # noqa: N812 -- named like the other errors
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from uprcycle.errors import BadInputError
from uprcycle.sheets.text import unreadable_file

MAX_PACKED = 5_000_000
MAX_UNPACKED = 20_000_000
MAX_RATIO = 100
MAX_ENTRIES = 200
CHUNK = 65_536

_START = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, StructError, EOFError, OSError, ValueError, RuntimeError)
_AGAIN = "open it in a spreadsheet and save it again as .xlsx"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive within limits; its parts go by their names in small letters."""

    name: str
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
            raise unreadable_file(self.name, f"lacks its part {part[:80]!r}", _AGAIN)
        try:
            with self.file.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise damaged(self.name) from error


def open_archive(name: str, content: bytes) -> Archive:
    """Judge the directory of ``content``.

    Raises:
        BadInputError: No archive, a damaged one, or one that would unpack to more than it may.
    """
    if content.startswith(_OLD_OFFICE):
        raise unreadable_file(name, "is protected by a password or of the old kind (.xls)", _AGAIN)
    if not content.startswith(_START):
        raise unreadable_file(name, "is not a workbook", _AGAIN)
    if len(content) > MAX_PACKED:
        raise unreadable_file(
            name, f"is larger than {MAX_PACKED // 1_000_000} MB", "remove what is not needed"
        )
    try:
        file = ZipFile(BytesIO(content))
    except _BROKEN as error:
        raise damaged(name) from error
    archive = Archive(name, file, {each.filename.casefold(): each for each in file.infolist()})
    _check_directory(name, file.infolist())
    _check_nesting(archive)
    return archive


def damaged(name: str) -> BadInputError:
    """Return the refusal of a workbook that is not whole."""
    return unreadable_file(name, "is damaged", _AGAIN)


def _check_directory(name: str, entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise unreadable_file(name, f"holds more than {MAX_ENTRIES} parts", "save only the sheet that counts")
    if sum(each.file_size for each in entries) > MAX_UNPACKED:
        what = f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
        raise unreadable_file(name, what, "save only the sheet that counts")
    if any(each.file_size > MAX_RATIO * each.compress_size for each in entries):
        what = f"holds a part packed to less than a hundredth of its size ({MAX_RATIO} times)"
        raise unreadable_file(name, what, "remove empty rows and columns, and save it again")
    if any(each.compress_type not in _METHODS or each.flag_bits & _ENCRYPTED for each in entries):
        raise unreadable_file(name, "is packed or locked in a way that is not read", _AGAIN)
    if len({each.filename.casefold() for each in entries}) < len(entries):
        raise unreadable_file(name, "holds two parts of one name", _AGAIN)
    if any(_leads_out(each.filename) for each in entries):
        raise unreadable_file(name, "holds a part whose name leads out of it", _AGAIN)


def _leads_out(part: str) -> bool:
    return part.startswith("/") or "\\" in part or ":" in part or ".." in part.split("/")


def _check_nesting(archive: Archive) -> None:
    for part in archive.parts:
        if next(archive.chunks(part), b"").startswith((_START, _OLD_OFFICE)) and "vbaproject" not in part:
            raise unreadable_file(archive.name, "holds another file inside it", "remove embedded objects")
