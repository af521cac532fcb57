"""On whose word a change is made, and as of which day."""

from dataclasses import dataclass, replace
from datetime import date

from uprcycle.citation import Citation
from uprcycle.days.span import Span, Status, Unknown
from uprcycle.schedule.session import Published


@dataclass(frozen=True, slots=True)
class Notice:
    """The announcement behind a change.

    ``on`` is the day it was made: what was due before it is past and stays as it was.
    ``status`` says how far the new dates may be relied on.
    """

    citation: Citation
    on: date
    status: Status = Status.TENTATIVE
    note: str = ""

    def publish(self, span: Span, record: str, status: Status | None = None) -> Published:
        """Return ``span`` as this notice announces it."""
        return Published(span, status or self.status, self.citation, record, self.note)

    def withdraw(self, published: Published, record: str) -> Published:
        """Return a date that holds no longer; its day and its source stay readable."""
        return replace(published, status=Status.WITHDRAWN, record=record, note=self.note or published.note)

    def is_past(self, published: Published) -> bool:
        """Tell whether the date was over when the change was announced; an unknown one never is."""
        return not isinstance(published.span, Unknown) and published.span.last < self.on
