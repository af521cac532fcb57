"""The one way the store keeps a moment: aware, in UTC, to the microsecond."""

from datetime import UTC, datetime


def as_utc(moment: datetime) -> datetime:
    """Return ``moment`` in UTC.

    Raises:
        ValueError: The moment is naive; guessing a zone would shift it by hours in silence.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no zone; pass an aware datetime")
    return moment.astimezone(UTC)
