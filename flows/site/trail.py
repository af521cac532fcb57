"""The audit trail as the desk sees it: looked through by the page, checked, and given out."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from flows.installation.wiring import Wiring
from flows.releases.changelog import ChangeLog
from flows.site.background import Background
from uprcycle.days.span import GENEVA
from uprcycle.errors import BadInputError, Problem
from uprcycle.store.audit_search import AuditSearch
from uprcycle.store.chain import AuditRow, Head, read_head, verify_chain, verify_noted
from uprcycle.store.trail import OURSELVES, subject_of_release
from web.desk.registry import Checked, Searched, TrailRow

_AT_ONCE = 1_000


class Trail:
    """Reads the trail."""

    def __init__(self, wiring: Wiring, log: ChangeLog) -> None:
        """Read that of one installation; ``log`` knows which release changed what."""
        self._wiring = wiring
        self._log = log
        self._checking: Background[Checked] = Background()

    def rows(
        self, searched: Searched, limit: int, below: int | None, *, with_names: bool
    ) -> tuple[TrailRow, ...]:
        """Return at most ``limit`` rows, newest first, of numbers under ``below``."""
        names = self._names()
        search = self._search(searched, names, with_names=with_names)
        found = self._wiring.store.audit.search(search, limit, below)
        return tuple(_row(each, names, with_names=with_names) for each in found)

    def every(self, searched: Searched, *, with_names: bool) -> Iterator[TrailRow]:
        """Yield all of them, newest first."""
        below: int | None = None
        while found := self.rows(searched, _AT_ONCE, below, with_names=with_names):
            yield from found
            below = found[-1].number

    def actions(self) -> tuple[str, ...]:
        """Return what was ever done, in alphabetical order."""
        return self._wiring.store.audit.actions()

    def check(self, noted: str) -> Checked | None:
        """Read the whole trail and tell whether it holds, and still holds a head that was noted before.

        None while a long one is read; each answer is of a reading of its own.
        """
        head = _read_noted(noted) if noted else None
        return self._checking.take(noted, lambda: self._check(head))

    def _check(self, head: Head | None) -> Checked:
        chain = self._wiring.store.audit.chain()
        found = verify_chain(chain) or (verify_noted(chain, head) if head else None)
        checked = Checked(len(chain.links), chain.erased, str(chain.head or Head()))
        if found is None:
            return checked
        return Checked(checked.rows, checked.erased, checked.head, found.number, found.what)

    def _names(self) -> Mapping[str, str]:
        """Return the names of those who hold offices or were granted anything, by their ids."""
        store = self._wiring.store
        granted = {each.id: each.name for each in store.accounts.all()}
        return granted | {each.person.id: each.person.name for each in self._wiring.assignments()}

    def _search(self, searched: Searched, names: Mapping[str, str], *, with_names: bool) -> AuditSearch:
        return AuditSearch(
            by=self._authors(searched.who, names, with_names=with_names) if searched.who else None,
            action=searched.what,
            country=searched.country,
            since=_midnight(searched, after=False),
            until=_midnight(searched, after=True),
            but=OURSELVES if searched.of_people else "",
            releases=self._releases(searched.country) if searched.what in {"", "release"} else frozenset(),
        )

    def _releases(self, country: str) -> frozenset[str]:
        """Return the releases that changed a public date of a State, as the trail names them."""
        found = self._log.entries(country) if country else ()
        return frozenset(subject_of_release(each.imprint.number) for each in found)

    def _authors(self, who: str, names: Mapping[str, str], *, with_names: bool) -> frozenset[str]:
        """Return the texts that may stand for whom somebody looks: their name, a part of it, or their id."""
        if not with_names:
            return frozenset({who, names.get(who, who)}) if who in names else frozenset()
        wanted = who.casefold()
        named = {each for each, name in names.items() if wanted in name.casefold()}
        authors = self._wiring.store.audit.authors()
        return frozenset(
            each for each in authors if each == who or each in named or wanted in each.casefold()
        )


def _row(row: AuditRow, names: Mapping[str, str], *, with_names: bool) -> TrailRow:
    by = names.get(row.by, row.by) if with_names else _id_of(row.by, names)
    about = names.get(row.subject, "") if with_names else ""
    return TrailRow(row.number, row.at, by, row.action, row.subject, about, row.detail)


def _id_of(author: str, names: Mapping[str, str]) -> str:
    """Return who did it without a name: an id, ourselves, or nothing."""
    if author in names or author == OURSELVES:
        return author
    return next((person for person, name in names.items() if name == author), "")


def _midnight(searched: Searched, *, after: bool) -> datetime | None:
    day = searched.until if after else searched.since
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1) if after else day, time.min, tzinfo=GENEVA)


def _read_noted(text: str) -> Head:
    try:
        return read_head(text.strip())
    except ValueError:
        problem = Problem("head", "is not the head of a trail", "write it as this page gave it")
        raise BadInputError("the head cannot be read", [problem]) from None
