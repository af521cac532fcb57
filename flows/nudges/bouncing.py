"""Bouncing: what mail servers report back, and who is not reached."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.installation.wiring import Wiring
from flows.offices.recipients import unreached
from notifications.bounces import LARGEST, Returned, read_report
from uprcycle.people import Assignment, Person
from uprcycle.reach import Unreached
from uprcycle.store.ports import Purpose
from uprcycle.tokens import digest_of

_FOLDERS = ("new", "cur")


@dataclass(frozen=True, slots=True)
class Bounced:
    """What became of one report; ``person`` is None where it is not of a mail that we sent."""

    report: str
    person: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """Somebody who holds an office and hears less than they might: mail comes back, or they unsubscribed."""

    person: Person
    offices: tuple[str, ...]
    unreached: Unreached | None
    unsubscribed: datetime | None


def lost_people(wiring: Wiring) -> tuple[Lost, ...]:
    """Return who is not reached or has unsubscribed, of those who hold an office today, by id."""
    today, back, chosen = wiring.today(), unreached(wiring), wiring.store.preferences.all()
    held: defaultdict[str, list[Assignment]] = defaultdict(list)
    for each in wiring.assignments():
        if each.holds_on(today):
            held[each.person.id].append(each)
    gone = {who: each.unsubscribed for who, each in chosen.items() if each.unsubscribed}
    return tuple(
        Lost(
            held[who][0].person,
            tuple(sorted({each.office.name for each in held[who]})),
            back.get(who),
            gone.get(who),
        )
        for who in sorted(held.keys() & (back.keys() | gone.keys()))
    )


def open_reports(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the reports of a file or of a folder in the Maildir form, each under its name.

    Of a report that is too large only so much is read that this can be seen.
    """
    found = sorted(each for name in _FOLDERS for each in (path / name).glob("*")) if path.is_dir() else [path]
    for each in found:
        with each.open("rb") as file:
            yield each.name, file.read(LARGEST + 1)


def note_reports(wiring: Wiring, reports: Iterable[tuple[str, bytes]]) -> tuple[Bounced, ...]:
    """Note whose mail came back, in the order given; a report read again changes nothing."""
    return tuple(_noted(wiring, name, read_report(octets)) for name, octets in reports)


def _noted(wiring: Wiring, name: str, returned: Returned | None) -> Bounced:
    if returned is None or not _is_ours(wiring, returned):
        return Bounced(name)
    person = wiring.store.bounces.note(returned.message_id, returned.code, at=wiring.now())
    return Bounced(name, person, returned.code if person else "")


def _is_ours(wiring: Wiring, returned: Returned) -> bool:
    """Tell whether the report gives back the token of the very message that it names.

    A Message-ID can be guessed by whoever knows an address; the token only stood in the mail.
    """
    digest, now = digest_of(returned.token), wiring.now()
    opened = wiring.store.links.opened(digest, Purpose.UNSUBSCRIBE, now=now, day=wiring.today())
    return opened is not None and opened.message_id == returned.message_id
