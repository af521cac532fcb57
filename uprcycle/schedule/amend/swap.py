"""Two reviews change places."""

from dataclasses import replace

from uprcycle.days.span import Status
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.amend.amended import Amended, place_of, rewrite_rows
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.session import Schedule, Slot, two_cycles


def swap_reviews(schedule: Schedule, one: Reviewed, other: Reviewed) -> Amended:
    """Let each State take the session, place, day and hours of the other.

    The places keep their status and source: only who sits there changes. Swapping twice is
    nothing.

    Raises:
        BadInputError: A review is unknown, held or without a session, they are one, of two
            cycles, or of two sessions and one of the States has dates of its own there.
    """
    find = Finder(schedule)
    first, second = find.review(one), find.review(other)
    if first is None or second is None:
        raise find.refusal
    _check_pair(find, first, second)
    find.raise_problems()
    return rewrite_rows(
        schedule, [(first, _in_place_of(first, second)), (second, _in_place_of(second, first))]
    )


def _in_place_of(slot: Slot, other: Slot) -> Slot:
    """Return ``slot`` where ``other`` was; its name and the remark about it go with it."""
    dates = replace(other.dates, note=slot.dates.note)
    return replace(other, country=slot.country, name_at_time=slot.name_at_time, dates=dates)


def _check_pair(find: Finder, first: Slot, second: Slot) -> None:
    if first is second:
        find.refuse(
            place_of(first),
            in_short("cannot change places with itself", phrase("is named twice")),
            in_short("name two States", phrase("choose another State")),
        )
    if first.cycle != second.cycle:
        what = two_cycles(
            f"the reviews are of cycles {first.cycle} and {second.cycle}", first.cycle, second.cycle
        )
        find.refuse(
            place_of(first), what, in_short("name two reviews of one cycle", phrase("choose another State"))
        )
    for slot in (first, second):
        if slot.dates.status is Status.HELD:
            find.refuse(
                place_of(slot), phrase("was held, so it does not move"), phrase("correct its day instead")
            )
        if slot.session is None:
            find.refuse(
                place_of(slot), phrase("has no session in this cycle"), phrase("move it to a session first")
            )
        if first.session != second.session and _has_own_dates(find.schedule, slot):
            what = phrase("has dates of its own in its session, which cannot change hands")
            find.refuse(place_of(slot), what, phrase("move each of the two reviews by itself"))


def _has_own_dates(schedule: Schedule, slot: Slot) -> bool:
    return any((each.session, each.country) == (slot.session, slot.country) for each in schedule.dates)
