"""An installation in which nobody holds an office and nothing was ever sent."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from uprcycle.checklist.gaps import Gap
from uprcycle.people import Assignment, Person
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence, Staffing
from uprcycle.reach import Unreached
from uprcycle.store.ports import Envelope, ErasedKind, LedgerRow
from web.staff.source import Ahead, Covers, Draft, Needs, NoticeState, Shown, Staff

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class NoPeople:
    """Nobody is known."""

    def staffing(self) -> Staffing:
        return Staffing()

    def unreached(self) -> Mapping[str, Unreached]:
        return {}

    def chosen(self, person: str) -> Preferences:
        return Preferences(person)

    def gaps(self, countries: frozenset[str], days: int) -> tuple[Gap, ...] | None:
        del countries, days
        return ()

    def check(self, row: Mapping[str, str]) -> tuple[Assignment, ...]:
        del row
        return ()

    def save(self, assignments: Sequence[Assignment], absences: Sequence[Absence], by: str) -> None:
        del assignments, absences, by

    def end_absence(self, person: str, day: date, by: str) -> bool:
        del person, day, by
        return False

    def clear(self, person: str, by: str) -> None:
        del person, by

    def held(self, person: Person) -> Mapping[ErasedKind, int]:
        del person
        return {}

    def erase(self, person: Person, by: str) -> Mapping[ErasedKind, int]:
        del person, by
        return {}


class NoFiles:
    """Keeps no file."""

    def read(self, owner: str, name: str, content: bytes, covers: Covers) -> str:
        del owner, name, content, covers
        return "gone"

    def look(self, owner: str, key: str, covers: Covers) -> Draft | None:
        del owner, key, covers
        return None

    def load(self, owner: str, key: str, shown: Shown, covers: Covers) -> int | None:
        del owner, key, shown, covers
        return None


class NoPost:
    """Sent nothing and has nothing to send."""

    def now(self) -> datetime:
        return NOW

    def state(self) -> NoticeState:
        return NoticeState(1, "", (), (), NOW, None)

    def waiting(self, limit: int) -> tuple[LedgerRow, ...]:
        del limit
        return ()

    troubled = lately = waiting

    def message(self, message_id: str) -> LedgerRow | None:
        del message_id
        return None

    def notice_for(self, person: str) -> Envelope | None:
        del person
        return None

    def mail_for(self, person: str, day: date) -> Envelope | None:
        del person, day
        return None

    def ahead(self, days: int) -> Ahead | None:
        return Ahead(NOW.date(), days, (), ())

    def hold(self, reason: str, by: str) -> None:
        del reason, by

    def resume(self, by: str) -> None:
        del by

    def send(self, digest: str, *, at_once: bool) -> None:
        del digest, at_once


NOBODYS_STAFF = Staff(NoPeople(), NoFiles(), NoPost(), lambda *_: (), lambda: (), lambda _: Needs())
