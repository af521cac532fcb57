"""Where one document can be read in one language, as somebody found and recorded it.

An address is text of a stranger: only https to a named public host is kept, and whoever shows it
shows it as text. Nothing is ever fetched.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem

_LONGEST = 500
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(?::443)?(?:/[!#$&-;=?@-Z_a-z~%]*)?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PRIVATE = frozenset(
    {
        "alt",
        "arpa",
        "corp",
        "example",
        "home",
        "internal",
        "invalid",
        "lan",
        "local",
        "localhost",
        "onion",
        "test",
    }
)
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9./()-]{2,59}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """One record: the document is here, or this link no longer counts (``is_superseded``).

    ``number`` is 0 until the store gives one; the record with the highest counts for its language.
    ``checked_on`` is the day on which somebody opened the address. Moments are UTC.
    """

    country: str
    cycle: int
    document: str
    language: str
    url: str
    by: str
    at: datetime
    checked_on: date
    symbol: str = ""
    is_superseded: bool = False
    number: int = 0


def check_link(link: DocumentLink, today: date) -> None:
    """Check what somebody wants to record.

    Raises:
        BadInputError: With every problem of it.
    """
    problems = check_words(("--by", link.by))
    if not is_public_address(link.url):
        what = f"{link.url[:80]!r} is no address of a public page"
        problems.append(Problem("URL", what, "give one that begins with https:// and names a host"))
    if not _LANGUAGE.fullmatch(link.language):
        problems.append(Problem("--language", f"{link.language[:80]!r} is no code", "write it as fr"))
    if link.symbol and not _SYMBOL.fullmatch(link.symbol):
        remedy = "write it as A/HRC/WG.6/54/KEN/1"
        problems.append(Problem("--symbol", f"{link.symbol[:80]!r} is no symbol of a document", remedy))
    if link.checked_on > today:
        problems.append(
            Problem("--checked", f"{link.checked_on} has not come yet", f"give {today} or earlier")
        )
    if problems:
        raise BadInputError("the link cannot be recorded", problems)


def is_public_address(url: str) -> bool:
    """Tell whether ``url`` is https to a host with a public name; numbers and local names are not."""
    if len(url) > _LONGEST or not _ADDRESS.fullmatch(url):
        return False
    labels = (urlsplit(url).hostname or "").split(".")
    is_named = len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
    return is_named and labels[-1] not in _PRIVATE
