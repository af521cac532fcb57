"""A State has another name than when it was last reviewed; its code stays the key."""

from dataclasses import replace

from uprcycle.phrase import phrase
from uprcycle.schedule.amend.amended import Amended, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.text import find_hidden

_LONGEST = 120


def name_state(schedule: Schedule, who: Reviewed, name: str) -> Amended:
    """Record the name under which a State is reviewed in one cycle; empty for its present name.

    Raises:
        BadInputError: The review is unknown, or the name cannot be shown on one line.
    """
    find = Finder(schedule)
    slot = find.review(who)
    if slot is None:
        raise find.refusal
    if len(name) > _LONGEST or find_hidden(name) or name != " ".join(name.split()):
        find.refuse(
            who.country,
            phrase("is not a name of one line"),
            phrase("use up to {most} letters", most=_LONGEST),
        )
    find.raise_problems()
    return rewrite_rows(schedule, [(slot, replace(slot, name_at_time=name))])
