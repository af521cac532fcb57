"""Where a page of the site lies in an export, and its links turned into links between files.

What the export does not hold keeps its full address, so that a link never leads nowhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import parse_qsl, urlsplit

_LINK = re.compile(r'\b(href|src|action)="([^"]*)"')
_CODE = r"[A-Za-z0-9-]+"
_LISTS = {"/": "index.html", "/countries": "countries/index.html", "/sessions": "sessions/index.html"}
_LISTS |= {"/changes": "changes/index.html", "/subscribe": "subscribe/index.html"}
_PAGE = re.compile(rf"/(countries|sessions|changes)/({_CODE})")
_DATE = re.compile(rf"/countries/({_CODE})/({_CODE})")
_FEED = re.compile(rf"/feeds/((?:{_CODE}/)?{_CODE}\.ics)")
_JSON = re.compile(rf"/api/v1/((?:{_CODE}/)*{_CODE})")
_FILE = re.compile(r"/static/([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of an export by code; the first has its pages at the top, each other its own folder."""

    codes: tuple[str, ...]

    def folder(self, code: str) -> str:
        """Return the folder of a language with a slash at its end, empty for the first."""
        return "" if code == self.codes[0] else f"{code}/"


def file_of(address: str, language: str, tongues: Tongues) -> str | None:
    """Return the file in which an address of the site lies, with its fragment; None where it has none.

    Args:
        address: A path with query and fragment; ``lang`` in the query outweighs ``language``.
        language: The code of the language of the page that links to it.
        tongues: The languages of the export.
    """
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    code = query.pop("lang", language)
    if file := _FILE.fullmatch(parts.path):
        return f"static/{file[1]}"
    if query or code not in tongues.codes:
        return None
    found, fragment = _place(parts.path, tongues.folder(code)), parts.fragment
    if found is None and (date := _DATE.fullmatch(parts.path)):
        found, fragment = f"{tongues.folder(code)}countries/{date[1]}.html", date[2]
    return f"{found}#{fragment}" if found and fragment else found


def localise(html: str, address: str, language: str, tongues: Tongues, full: Callable[[str], str]) -> str:
    """Return a page whose links lead to files of the export, or by ``full`` to the site itself.

    ``address`` is the path of the page, in which relative links such as ``?lang=fr`` are read.
    """
    here = file_of(address, language, tongues) or ""

    def turned(found: re.Match[str]) -> str:
        link = unescape(found[2])
        if link.startswith("?"):
            link = f"{address}{link}"
        if not link.startswith("/") or link.startswith("//"):
            return found[0]
        target = file_of(link, language, tongues)
        leads = full(link) if target is None else _between(here, target)
        return f'{found[1]}="{escape(leads)}"'

    return _LINK.sub(turned, html)


def _place(path: str, folder: str) -> str | None:
    if path in _LISTS:
        return f"{folder}{_LISTS[path]}"
    if page := _PAGE.fullmatch(path):
        return f"{folder}{page[1]}/{page[2]}.html"
    if feed := _FEED.fullmatch(path):
        return f"{folder}feeds/{feed[1]}"
    if data := _JSON.fullmatch(path):
        return f"{folder}api/{data[1]}.json"
    return None


def _between(here: str, target: str) -> str:
    path, mark, fragment = target.partition("#")
    return f"{relpath(path, dirname(here) or '.')}{mark}{fragment}"
