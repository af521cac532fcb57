"""What stands open in a session: read anew when something was said, and of its own States alone."""

from flows.nudges.noticing import send_notices
from tests.web.staff.posted import release_again
from tests.web.staff.town import AMINA, BRUNO, CHARA, FORUM, KENYA, TOGO, Town
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Office

OF_KENYA, OF_TOGO = 49, 53


def late(town: Town, number: int) -> dict[Office, list[str]]:
    found: dict[Office, list[str]] = {}
    for each in town.staff.needs(number).late:
        found.setdefault(each.office, []).extend(task.id for task in each.tasks)
    return found


def unaware(town: Town, number: int) -> list[tuple[int, str, list[str]]]:
    known = town.staff.needs(number).known
    return [(release, each.milestone, [one.person for one in each.unaware]) for release, each in known]


def test_what_an_office_says_takes_its_task_off_and_tells_that_it_knows() -> None:
    town = Town()
    release_again(town)
    before, ticks = late(town, OF_KENYA), town.wiring.store.ticks
    task = before[KENYA][0]

    assert (set(before), set(late(town, OF_TOGO)), unaware(town, OF_TOGO)) == ({KENYA, FORUM}, {TOGO}, [])
    assert unaware(town, OF_KENYA) == [(2, "national-report", [CHARA.id, *sorted((AMINA.id, BRUNO.id))])]

    for milestone in (task, "national-report"):
        ticks.record(Tick("KEN", 4, milestone, KENYA.name, TaskState.DONE, "Ann", town.wiring.now()))

    assert late(town, OF_KENYA)[KENYA] == before[KENYA][1:]
    assert unaware(town, OF_KENYA) == [(2, "national-report", [CHARA.id])]

    send_notices(town.wiring, town.wiring.today(), is_reviewed=True, at_once=True)
    assert unaware(town, OF_KENYA) == [(2, "national-report", [])]
    assert town.staff.needs(OF_KENYA).late is town.staff.needs(OF_KENYA).late


def test_a_session_whose_reviews_are_over_has_nothing_late() -> None:
    assert late(Town(), 35) == {}
