"""The roll: who is what here today, by account or by office, read again when either changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from flows.installation.wiring import Wiring
from uprcycle.access.principal import Principal
from uprcycle.access.standing import Account
from uprcycle.people import Assignment
from uprcycle.preferences import Preferences
from uprcycle.roster.identity import person_id


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read, as long as nothing of its kind was written; by the ids of people."""

    people: int
    accounts: Mapping[str, Account]
    assignments: Mapping[str, tuple[Assignment, ...]]
    preferences: Mapping[str, Preferences]


class Roll:
    """Says who somebody is today. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Read from the store of ``wiring``."""
        self._wiring = wiring
        self._lock = Lock()
        self._page = _Page(-1, {}, {}, {})

    def of(self, person: str) -> Principal | None:
        """Return who has this id; None where they are nothing here today."""
        page = self._current()
        account, held = page.accounts.get(person), page.assignments.get(person, ())
        known = account or (held[0].person if held else None)
        if known is None:
            return None
        chosen = page.preferences.get(person, Preferences(person))
        grants = account.grants if account else ()
        found = Principal(
            id=person,
            name=known.name,
            email=known.email,
            language=chosen.language or known.language,
            grants=grants,
            assignments=held,
            today=self._wiring.today(),
        )
        return found if found.is_somebody else None

    def at(self, address: str) -> Principal | None:
        """Return who has this mail address, in whatever letter case; likewise."""
        return self.of(person_id(address))

    def _current(self) -> _Page:
        people = self._wiring.sight().people
        if self._page.people != people:
            with self._lock:  # of many that ask at once only the first one reads
                if self._page.people != people:
                    self._page = self._read(people)
        return self._page

    def _read(self, people: int) -> _Page:
        store = self._wiring.store
        held: defaultdict[str, list[Assignment]] = defaultdict(list)
        for each in self._wiring.assignments():
            held[each.person.id].append(each)
        return _Page(
            people,
            {each.id: each for each in store.accounts.all()},
            {person: tuple(theirs) for person, theirs in held.items()},
            store.preferences.all(),
        )
