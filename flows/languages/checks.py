"""What is wrong with a catalogue: missing, in doubt, stale, or suspicious."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from flows.languages.suspicions import doubt


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
    entries, code = (entry for entry in template if entry.id), str(catalogue.locale)
    found = [finding for each in entries for finding in _check_entry(each, catalogue.get(_one(each)), code)]
    known = {_one(entry) for entry in template}
    left = [_one(entry) for entry in (*catalogue, *catalogue.obsolete.values()) if _one(entry) not in known]
    return (*found, *(Finding(Flaw.STALE, message) for message in left))


def _one(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else str(entry.id[0])


def _forms(entry: Entry) -> tuple[str, ...]:
    texts = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return tuple(str(each or "") for each in texts)


def _check_entry(english: Entry, entry: Entry | None, code: str) -> Iterator[Finding]:
    message = _one(english)
    if entry is None or not all(_forms(entry)) or not _forms(entry):
        yield Finding(Flaw.MISSING, message)
    elif entry.fuzzy:
        yield Finding(Flaw.DOUBTFUL, message, f"was the translation of {(entry.previous_id or ('?',))[0]!r}")
    else:
        sources = (english.id,) if isinstance(english.id, str) else tuple(english.id)
        for what in dict.fromkeys(_suspicions(sources, entry, code)):
            yield Finding(Flaw.SUSPICIOUS, message, what)


def _suspicions(sources: tuple[str, ...], entry: Entry, code: str) -> Iterator[str]:
    if isinstance(entry.id, str) != (len(sources) == 1):
        yield "counts in one of the two languages only"
        return
    for form in _forms(entry):
        yield from doubt(sources, form, code)
