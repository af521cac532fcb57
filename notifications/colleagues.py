"""Whom of an office mail does not reach: told once to the others of the office, and to the office that leads.

Nobody is named, because mail travels unencrypted; who it is, a command says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from notifications.digest import Digest
from notifications.silence import Silence
from uprcycle.people import Assignment
from uprcycle.reach import Unreached


@dataclass(frozen=True, slots=True)
class Colleagues:
    """Who holds an office on a day, who of them is silent, by id, and which office leads in a State."""

    present: tuple[Assignment, ...]
    silences: tuple[tuple[str, Silence], ...]
    lead_of: Callable[[str], str]

    def tell(self, mail: Digest, claimed: AbstractSet[str]) -> Digest:
        """Return ``mail`` with what its reader was not told yet of others; its keys make that once."""
        found = {each.key(mail.person): each for each in self._known_to(mail.person.id)}
        news = {key: each for key, each in found.items() if key not in claimed}
        return replace(mail, marks=(*mail.marks, *news), silences=tuple(news.values())) if news else mail

    def _known_to(self, reader: str) -> Iterator[Silence]:
        mine = {(each.office.country, each.office.name) for each in self.present if each.person.id == reader}
        for who, each in self.silences:
            places = {(each.country, each.office), (each.country, self.lead_of(each.country))}
            if who != reader and not mine.isdisjoint(places):
                yield each


def find_colleagues(
    held: Iterable[Assignment], unreached: Mapping[str, Unreached], lead_of: Callable[[str], str], day: date
) -> Colleagues:
    """Return who is to be told of whom on ``day``, by State, office and moment.

    Args:
        held: Who holds which office, whatever their period.
        unreached: Who is not reached, by id.
        lead_of: Returns the name of the office that leads in a State.
        day: The civil day in Geneva.
    """
    present = tuple(each for each in held if each.holds_on(day))
    silences = {
        (each.person.id, Silence(each.office.country, each.office.name, unreached[each.person.id].since))
        for each in present
        if each.person.id in unreached
    }
    ordered = sorted(silences, key=lambda each: (each[1].country, each[1].office, each[1].since, each[0]))
    return Colleagues(present, tuple(ordered), lead_of)
