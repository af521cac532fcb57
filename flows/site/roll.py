"""The roll: who is what here today, by account or by office, read again when either changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from flows.installation.wiring import Wiring
from uprcycle.access.principal import Principal
from uprcycle.access.standing import Account
from uprcycle.people import Assignment
from uprcycle.preferences import Preferences
from uprcycle.roster.identity import person_id


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read, for one day and as long as nothing of its kind was written; by the ids of people.

    ``present`` are those who are anything here on the day.
    """

    people: int
    today: date
    present: frozenset[str]
    accounts: Mapping[str, Account]
    assignments: Mapping[str, tuple[Assignment, ...]]
    preferences: Mapping[str, Preferences]


class Roll:
    """Says who somebody is today. Threads may share it."""

    def __init__(self, wiring: Wiring) -> None:
        """Read from the store of ``wiring``."""
        self._wiring = wiring
        self._lock = Lock()
        self._page = _Page(-1, date.min, frozenset(), {}, {}, {})

    def of(self, person: str) -> Principal | None:
        """Return who has this id; None for all who are nothing here today, in the same time."""
        page = self._current()
        if person not in page.present:
            return None
        account, held = page.accounts.get(person), page.assignments.get(person, ())
        known = account or held[0].person
        chosen = page.preferences.get(person, Preferences(person))
        grants = account.grants if account else ()
        return Principal(
            id=person,
            name=known.name,
            email=known.email,
            language=chosen.language or known.language,
            grants=grants,
            assignments=held,
            today=page.today,
        )

    def at(self, address: str) -> Principal | None:
        """Return who has this mail address, in whatever letter case; likewise."""
        return self.of(person_id(address))

    def _current(self) -> _Page:
        now = self._wiring.sight().people, self._wiring.today()
        if (self._page.people, self._page.today) != now:
            with self._lock:  # of many that ask at once only the first one reads
                if (self._page.people, self._page.today) != now:
                    self._page = self._read(*now)
        return self._page

    def _read(self, people: int, today: date) -> _Page:
        store = self._wiring.store
        held: defaultdict[str, list[Assignment]] = defaultdict(list)
        for each in self._wiring.assignments():
            held[each.person.id].append(each)
        accounts = {each.id: each for each in store.accounts.all()}
        granted = {each.id for each in accounts.values() if each.grants}
        holding = {each for each, theirs in held.items() if any(one.holds_on(today) for one in theirs)}
        return _Page(
            people,
            today,
            frozenset(granted | holding),
            accounts,
            {person: tuple(theirs) for person, theirs in held.items()},
            store.preferences.all(),
        )
