"""What a release changed, in words and in the stable JSON shape: counts, dates, day and hour."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from uprcycle.days.span import GENEVA, Instant, day_span
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Announcement, Entry, Opening, Said
from uprcycle.timetable.changes import Change, days_moved
from uprcycle.timetable.plan import Verdict
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import title_text


def _both(one: str, many: str) -> tuple[str, str]:
    """Mark a message that counts, in its two English numbers."""
    return one, many


_COUNTED = {
    Verdict.NEW: _both("{count} State added", "{count} States added"),
    Verdict.MOVED: _both("{count} State with dates that moved", "{count} States with dates that moved"),
    Verdict.CONFIRMED: _both("{count} State confirmed", "{count} States confirmed"),
    Verdict.WITHDRAWN: _both("{count} State withdrawn", "{count} States withdrawn"),
    Verdict.CHANGED: _both("{count} State with another status", "{count} States with another status"),
}


def count_texts(announcement: Announcement, language: Language) -> tuple[str, ...]:
    """Return how many States have each verdict; what is true of none is left out."""
    counts = ((words, announcement.count(verdict)) for verdict, words in _COUNTED.items())
    return tuple(language.plural(*words, count) for words, count in counts if count)


def date_texts(changes: Sequence[Change], deadlines: int, language: Language) -> tuple[str, ...]:
    """Return how many dates change, how many of these come earlier, and how many deadlines do.

    What is true of none is left out.
    """
    sooner = sum((days_moved(each) or 0) < 0 for each in changes)
    found = (
        (language.plural("{count} date changes", "{count} dates change", len(changes)), len(changes)),
        (language.plural("{count} of them comes earlier", "{count} of them come earlier", sooner), sooner),
        (
            language.plural("{count} deadline comes earlier", "{count} deadlines come earlier", deadlines),
            deadlines,
        ),
    )
    return tuple(text for text, count in found if count)


def opening_text(opening: Opening, language: Language) -> str:
    """Return the sentence that stands for the first release."""
    if not opening.first_session:
        return language.text("The first release: an empty schedule.")
    return language.plural(
        "The first release: {count} State, sessions {first} to {last}.",
        "The first release: {count} States, sessions {first} to {last}.",
        opening.states,
        first=opening.first_session,
        last=opening.last_session,
    )


def moment_text(moment: datetime, language: Language) -> str:
    """Return a moment by the clock of Geneva and by UTC, both named."""
    local, utc = moment.astimezone(GENEVA), moment.astimezone(UTC)
    clock = f"{utc:%H:%M}"
    if utc.date() != local.date():
        clock = f"{short_span_text(day_span(utc.date()), language)}, {clock}"
    return language.text("{geneva}; {utc} UTC", geneva=span_text(Instant(local, local), language), utc=clock)


def show_entry(entry: Entry) -> dict[str, Any]:
    """Return the JSON-able shape of a release in the log; only the first one has ``first``."""
    imprint, opening = entry.imprint, entry.opening
    return {
        "number": imprint.number,
        "at": imprint.at.isoformat(),
        "note": imprint.note,
        "source": imprint.source,
        "first": opening
        and {
            "states": opening.states,
            "first_session": opening.first_session,
            "last_session": opening.last_session,
        },
        "counts": {each.value: entry.announcement.count(each) for each in _COUNTED},
    }


def show_review(review: AnnouncedReview, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of what changed for one State in one cycle."""
    return {
        "country": review.country,
        "cycle": review.cycle,
        "verdict": review.verdict.value,
        "changes": [_show_change(each, language) for each in review.changes],
    }


def _show_change(change: AnnouncedChange, language: Language) -> dict[str, Any]:
    return {
        "id": change.rule.id,
        "title": title_text(change.rule, language),
        "change": change.kind.value,
        "old": _show_said(change.old),
        "new": _show_said(change.new),
    }


def _show_said(said: Said | None) -> dict[str, Any] | None:
    return None if said is None else show_span(said.span) | {"status": said.status.value}
