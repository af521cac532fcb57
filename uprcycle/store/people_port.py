"""Who holds which office and who is away, as the rest of uprcycle sees it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from uprcycle.people import Assignment, Person
from uprcycle.presence import Absence


class People(Protocol):
    """Who holds which office, and from when to when; who of them is away, and never why."""

    def save(
        self, assignments: Iterable[Assignment], absences: Iterable[Absence] = (), *, by: str, at: datetime
    ) -> None:
        """Keep ``assignments`` and ``absences``, all or none.

        An assignment with the same person, office and first day is replaced, and so is an absence
        with the same person and first day; what is said of the person replaces what was known.

        Raises:
            RefusedError: An absence is of somebody who is not known.
        """

    def assignments(self, country: str | None = None) -> tuple[Assignment, ...]:
        """Return the assignments of one country or of all, by country, office name, person and first day."""

    def absences(self) -> tuple[Absence, ...]:
        """Return every absence, by person and first day; those of one person may overlap."""

    def end_absence(self, person_id: str, day: date, *, by: str, at: datetime) -> tuple[Absence, ...]:
        """End what keeps a person away on ``day`` on the day before, and return it as it was.

        What began on ``day`` itself is taken back. Nothing is written where nothing covers it.
        """

    def person(self, person_id: str) -> Person | None:
        """Return the person of this id."""
