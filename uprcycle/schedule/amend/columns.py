"""The columns of a file of changes. Which of them a change needs, ``kinds`` says."""

from collections.abc import Mapping
from types import MappingProxyType

from uprcycle.sheets.table import Column

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "change": "what happens: postpone, move, swap, …",
        "session": "the Working Group session it happens to",
        "until": "the last session that is postponed with it",
        "country": "the State, by code or name",
        "other": "the State it changes places with",
        "countries": "several States, separated by semicolons",
        "cycle": "the cycle of the review; by default the last",
        "to": "the session a review goes to",
        "order": "its place in the list",
        "date": "the new day, window, month or hour; 'unknown' where none is set",
        "milestone": "the deadline, by the id that `uprcycle show` prints in JSON",
        "by": "how far: 26 weeks, 182 days, 6 months",
        "councils": "the Council sessions that adopt, separated by semicolons",
        "council": "the Council session",
        "name": "the name of the State at the time of the review",
        "status": "how sure the new date is; by default tentative",
        "announced": "the day of the announcement; what was due before stays",
        "source": "who announced it",
        "confidence": "how far the source is to be trusted",
        "note": "a remark shown beside the date",
    }
)
ABOUT_THE_NOTICE = ("status", "announced", "source", "confidence", "note")
COLUMNS = tuple(Column(name, multiline=name in {"source", "note"}) for name in MEANINGS)
