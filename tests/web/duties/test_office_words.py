"""The people of an office in the order in which one asks for them, and what was said of a task in words."""

from datetime import date, timedelta

from tests.notifications.build import NOON, holds, office, person
from uprcycle.checklist.task import Standing
from uprcycle.people import Assignment
from uprcycle.presence import Absence, Staffing, find_away
from uprcycle.wording.language import Language
from web.duties.office_words import STANDINGS, word_history, word_people
from web.duties.source import OfficeView, Told

TODAY = date(2026, 5, 4)
DAY = timedelta(days=1)
ENGLISH = Language("en")


def view(*held: Assignment, away: tuple[Absence, ...] = ()) -> OfficeView:
    found = find_away(Staffing(held, away), TODAY)
    return OfficeView(office(), False, held, found, None, None, {}, 0)  # noqa: FBT003 - it does not lead


def test_heads_come_first_then_holders_then_deputies_and_who_left_is_left_out() -> None:
    head = Assignment(person("h", "Zoe"), office(), is_head=True)
    held = holds(person("a", "Bea"), since=TODAY - DAY, until=TODAY + DAY)
    deputy, stranger = holds(person("d", "Ana"), deputy_of="a"), holds(person("s", "Cleo"), deputy_of="gone")
    left, coming = holds(person("l"), until=TODAY - DAY), holds(person("c", "Dee"), since=TODAY + DAY)
    away = Absence("a", TODAY, TODAY + DAY)

    here, later = word_people(view(held, deputy, stranger, left, coming, head, away=(away,)), TODAY, ENGLISH)

    assert [each.name for each in here] == ["Zoe", "Bea", "Ana", "Cleo"]
    assert [(each.name, each.since, each.until) for each in later] == [("Dee", "5 May 2026", "")]
    bea = here[1]
    assert (bea.since, bea.until, bea.away_until, bea.instead) == (
        "3 May 2026", "5 May 2026", "5 May 2026", "Ana",
    )  # fmt: skip
    assert [each.deputy_of for each in here] == ["", "", "Bea", "somebody else"]


def test_what_somebody_put_off_for_themself_is_nobody_else_s_business() -> None:
    states = [
        "done",
        "snoozed until 2026-05-08",
        "put-off until 2026-05-08",
        "no more snoozed",
        "undone",
        "na",
    ]
    said = [Told(NOON, each, "Bea") for each in states]

    assert [each.state for each in word_history(said, ENGLISH)] == ["done", "taken back", "does not apply"]
    assert set(STANDINGS) == set(Standing)
