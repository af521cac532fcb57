"""What is wrong with a catalogue: missing, in doubt, stale, or suspicious.

A suspicious translation is one that no reader of the language is needed to doubt: it drops a
place or a figure, ends unlike the English, or is the English.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

_PLACE = re.compile(r"\{[^{}]*\}")
_FIGURE = re.compile(r"\d+(?:[.,:\u00a0\u202f]?\d+)*")
_SEPARATORS = re.compile(r"[.,:\u00a0\u202f]")
_SAME_END = str.maketrans(
    {"\u3002": ".", "\u06d4": ".", "\u061f": "?", "\uff1f": "?", "\uff1a": ":", "\uff01": "!"}
)
"""The marks by which Chinese and Arabic end what English ends with a mark of its own."""

_WORDS_THAT_MAY_AGREE = 2
"""So many words may be the same in both languages, such as "Session {number}"."""


class Flaw(StrEnum):
    """How a message can be wrong in a catalogue."""

    MISSING = "missing"
    DOUBTFUL = "in doubt"
    STALE = "stale"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw: of which English message, and what to look at."""

    flaw: Flaw
    message: str
    what: str = ""


def check_catalogue(catalogue: Catalog, template: Catalog) -> tuple[Finding, ...]:
    """Return what is wrong, in the order of the template, stale messages last."""
    entries = (entry for entry in template if entry.id)
    found = [finding for entry in entries for finding in _check_entry(entry, catalogue.get(_one(entry)))]
    known = {_one(entry) for entry in template}
    left = [_one(entry) for entry in (*catalogue, *catalogue.obsolete.values()) if _one(entry) not in known]
    return (*found, *(Finding(Flaw.STALE, message) for message in left))


def _one(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else str(entry.id[0])


def _forms(entry: Entry) -> tuple[str, ...]:
    texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return tuple(str(each or "") for each in texts)


def _check_entry(english: Entry, entry: Entry | None) -> Iterator[Finding]:
    message = _one(english)
    if entry is None or not all(_forms(entry)) or not _forms(entry):
        yield Finding(Flaw.MISSING, message)
    elif entry.fuzzy:
        yield Finding(Flaw.DOUBTFUL, message, f"was the translation of {(entry.previous_id or ('?',))[0]!r}")
    else:
        sources = (english.id,) if isinstance(english.id, str) else tuple(english.id)
        for what in dict.fromkeys(_suspicions(sources, entry)):
            yield Finding(Flaw.SUSPICIOUS, message, what)


def _suspicions(sources: tuple[str, ...], entry: Entry) -> Iterator[str]:
    if isinstance(entry.id, str) != (len(sources) == 1):
        yield "counts in one of the two languages only"
        return
    for form in _forms(entry):
        if not any(_places(form) == _places(source) for source in sources):
            yield f"places differ: {_listed(_places(sources[-1]))} became {_listed(_places(form))}"
        if not any(_figures(form) == _figures(source) for source in sources):
            yield f"figures differ: {_listed(_figures(sources[-1]))} became {_listed(_figures(form))}"
        if _end(form) != _end(sources[-1]):
            yield f"ends with {form[-1]!r}, the English with {sources[-1][-1]!r}"
        if form != form.strip() or "  " in form:
            yield "has a stray space"
        if form in sources and len(_PLACE.sub("", form).split()) > _WORDS_THAT_MAY_AGREE:
            yield "is the English"


def _places(text: str) -> Counter[str]:
    return Counter(_PLACE.findall(text))


def _figures(text: str) -> Counter[str]:
    return Counter(_SEPARATORS.sub("", figure) for figure in _FIGURE.findall(_PLACE.sub("", text)))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements())) or "none"


def _end(text: str) -> str:
    last = text[-1:].translate(_SAME_END)
    return last if last in set(".?:!") else ""
