"""What the released schedule has and a draft lacks is refused, unless it was withdrawn."""

from dataclasses import replace

from tests.uprcycle.examples import published, slot
from tests.uprcycle.schedule.drafts import COUNTRIES, FOURTEEN, errors, of, session
from uprcycle.days.span import Status


def test_a_much_shorter_schedule_is_refused() -> None:
    released = of(*(slot(code, order=n) for n, code in enumerate(FOURTEEN, start=1)))
    kept = released.slots[:9]

    assert errors(of(*kept), released) == [
        (
            "the schedule: holds 9 reviews where the released one holds 14;"
            " add the missing rows; a part of a schedule replaces the whole"
        ),
        (
            "session 55: holds 9 reviews where the released one holds 14;"
            " add the missing rows, or say that it is meant with --allow-loss"
        ),
        (
            "cycle 5: lacks BEL, CHN, FJI, MMR, PER of the released schedule;"
            " keep the row and mark it withdrawn, or without a session"
        ),
    ]


def test_a_session_that_shrinks_by_more_than_a_third_is_refused_though_no_state_is_lost() -> None:
    sessions = (session(), session(56, "2028-01"))
    slots = [slot(code, "unknown", order=n) for n, code in enumerate(FOURTEEN, start=1)]
    moved = [replace(each, session=56) for each in slots[9:]]
    released = of(*slots, sessions=sessions)

    assert errors(of(*slots[:10], *moved[1:], sessions=sessions), released) == []
    assert errors(of(*slots[:9], *moved, sessions=sessions), released) == [
        (
            "session 55: holds 9 reviews where the released one holds 14;"
            " add the missing rows, or say that it is meant with --allow-loss"
        )
    ]


def test_a_session_that_is_withdrawn_has_not_shrunk() -> None:
    released = of(slot("KEN", "unknown"), sessions=(session(), session(56, "2028-01")))
    off = replace(session(), dates=published("2027-11-01/2027-11-12", Status.WITHDRAWN))
    draft = of(slot("KEN", "unknown", session=56), sessions=(off, session(56, "2028-01")))

    assert errors(draft, released) == []


def test_a_lost_state_is_refused_in_a_schedule_of_full_length() -> None:
    released = of(slot("KEN"), slot("NPL", order=2))

    assert errors(of(slot("KEN"), slot("CHE", order=2)), released) == [
        (
            "cycle 5: lacks NPL of the released schedule;"
            " keep the row and mark it withdrawn, or without a session"
        )
    ]


def test_a_long_list_of_lost_states_is_cut() -> None:
    released = of(*(slot(code, order=n) for n, code in enumerate(FOURTEEN, start=1)))
    another = [slot(each.iso3, order=n) for n, each in enumerate(list(COUNTRIES.members())[:14], start=1)]

    assert errors(of(*another), released) == [
        (
            "cycle 5: lacks CHE, CHN, CIV, FJI, IRN, KEN, KOR, MKD, MMR, NPL and 3 more of the"
            " released schedule; keep the row and mark it withdrawn, or without a session"
        )
    ]
