"""The one place that reads the clock; everything else is told what time it is."""

from datetime import UTC, date, datetime

from uprcycle.days.span import GENEVA


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the civil day in Geneva, where the review takes place."""
    return datetime.now(GENEVA).date()
