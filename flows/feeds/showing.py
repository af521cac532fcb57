"""A timetable in the JSON that scripts and the API rely on: milestones with UID and SEQUENCE."""

from typing import Any

from calendars.entries import marks_of
from calendars.identity import entry_name, uid_of
from flows.installation.wiring import Wiring
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_milestone


def show_timetable(
    wiring: Wiring, timetable: Timetable, language: Language, audience: Audience = Audience.PUBLIC
) -> dict[str, Any]:
    """Return what ``audience`` may see of a timetable, in its order.

    An entry that no feed has published yet has sequence 0; of a long window, which feeds show by
    its two ends, the first one's UID is given.
    """
    edition = wiring.edition()
    rows = []
    for each in timetable.seen_by(audience):
        names = [mark.name for mark in marks_of(each)] or [entry_name(each.cycle, each.country, each.id)]
        sequences = [edition.revisions[name].sequence for name in names if name in edition.revisions]
        entry = {"sequence": max(sequences, default=0), "uid": uid_of(names[0], wiring.site)}
        rows.append(show_milestone(each, language) | entry)
    return {
        "country": timetable.country,
        "cycle": timetable.cycle,
        "release": edition.world.release.number,
        "milestones": rows,
    }
