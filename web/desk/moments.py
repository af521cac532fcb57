"""A moment in a table: its day and minute by the clock of Geneva, which the table names."""

from datetime import datetime

from uprcycle.days.span import GENEVA, day_span
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text


def short_moment(moment: datetime, language: Language) -> str:
    """Return ``22 Nov 2026, 14:58``."""
    local = moment.astimezone(GENEVA)
    return f"{short_span_text(day_span(local.date()), language)}, {local:%H:%M}"
