"""The one way the store keeps a moment: aware, in UTC, to the microsecond."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


def as_utc(moment: datetime) -> datetime:
    """Return ``moment`` in UTC.

    Raises:
        ValueError: The moment is naive; guessing a zone would shift it by hours in silence.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no zone; pass an aware datetime")
    return moment.astimezone(UTC)


class Moment(TypeDecorator[datetime]):
    """An aware moment, in UTC on both sides of every database.

    SQLite keeps no zone and PostgreSQL answers in that of its session; both give the same here.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment and write the others in UTC."""
        del dialect
        return None if value is None else as_utc(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - inherited
        """Read back in UTC."""
        del dialect
        if value is None:
            return None
        return as_utc(value if value.tzinfo else value.replace(tzinfo=UTC))
