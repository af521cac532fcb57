"""A timetable in the JSON that scripts and the API rely on: milestones with UID and SEQUENCE."""

from typing import Any

from calendars.identity import entry_name, uid_of
from flows.wiring import Wiring
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_milestone


def show_timetable(
    wiring: Wiring, timetable: Timetable, language: Language, audience: Audience = Audience.PUBLIC
) -> dict[str, Any]:
    """Return what ``audience`` may see of a timetable, in its order.

    An entry that no feed has published yet has sequence 0.
    """
    edition = wiring.edition()
    rows = []
    for each in timetable.seen_by(audience):
        name = entry_name(each.cycle, each.country, each.id)
        known = edition.revisions.get(name)
        sequence = known.sequence if known else 0
        rows.append(show_milestone(each, language) | {"sequence": sequence, "uid": uid_of(name, wiring.site)})
    return {
        "country": timetable.country,
        "cycle": timetable.cycle,
        "release": edition.world.release.number,
        "milestones": rows,
    }
