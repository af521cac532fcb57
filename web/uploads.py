"""One file that somebody sends by a form, with the fields beside it: within limits, and in memory alone.

What people send may name people, so nothing of it is written to a disk on its way.
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from uprcycle.sheets.text import MAX_BYTES
from web.private import refuse_foreign
from web.sources import Sources

_AROUND = 64 * 1024  # boundaries, headers and the fields beside the file
_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; ``name`` is what its sender calls it, and empty where none was chosen."""

    name: str
    content: bytes = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)


class _InMemory(MultiPartParser):
    """Keeps files of any size that is read at all out of temporary files."""

    spool_max_size = MAX_BYTES + _AROUND


async def read_upload(request: Request, sources: Sources) -> Upload:
    """Return the one file of a form that one of our own pages sent.

    Raises:
        HTTPException: It is not of ours, is no such form, holds several files or is too large.
    """
    refuse_foreign(request, sources)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(HTTPStatus.BAD_REQUEST)
    parser = _InMemory(request.headers, _limited(request), max_files=1, max_fields=_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeError):
        raise HTTPException(HTTPStatus.BAD_REQUEST) from None
    files = [each for each in form.values() if isinstance(each, UploadFile)]
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        if not files:
            return Upload("", b"", fields)
        return Upload(files[0].filename or "", await files[0].read(), fields)
    finally:
        await form.close()


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > MAX_BYTES + _AROUND:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        yield part
