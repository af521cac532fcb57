"""The session board: what is late and who does not know, each for whoever may see it."""

from dataclasses import replace

import pytest

from tests.web.reading import Page, faults_of
from tests.web.site import ask
from tests.web.staff.posted import release_again
from tests.web.staff.town import AMINA, BRUNO, CHARA, FORUM, HEAD, KENYA, OFFICER, Town
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Assignment
from web.staff.source import Needs

OBSERVER = Grant(Standing.OBSERVER, frozenset({"KEN"}))
CALM = "Nothing here needs somebody: no office is late with a task"


@pytest.fixture(scope="module")
def changed() -> Town:
    town = Town()
    release_again(town)
    return town


def see(town: Town, path: str, *grants: Grant, held: tuple[Assignment, ...] = ()) -> str:
    return ask(path, app=town.app(*grants, held=held, world=town.wiring.world)).text


def test_an_officer_sees_what_is_late_where_and_who_does_not_know_what(changed: Town) -> None:
    html = see(changed, "/board/49", OFFICER)
    cells = [each.whole_text() for each in Page(html).all("td")]
    kenya = next(each.whole_text() for each in Page(html).all("th") if "Kenya" in each.whole_text())
    links = {each.attributes["href"] for each in Page(html).all("a")}

    assert faults_of(html) == []
    assert "22 tasks are late, the oldest since 1 May 2024" in html
    assert "3 people do not know the new date" in html
    assert cells[0].endswith("past 3 tasks are late the oldest since 1 May 2024")
    assert kenya.startswith("Kenya 22 tasks are late RCO Kenya 8 Civic Forum 14 3 people do not know the new")
    assert f"{CHARA.name}, Civic Forum" in kenya
    assert [each for each in cells if "do not know" in each] == [cells[2]]
    assert links >= {
        f"/my/offices/{KENYA.key}",
        f"/my/offices/{FORUM.key}",
        f"/people/{BRUNO.id}",
        "/knowledge?release=2&state=KEN&only=missing",
        "/outbox",
        "/sessions/49",
        "/board/53",
    }


def test_each_sees_of_it_what_they_may(changed: Town) -> None:
    observer, head = see(changed, "/board/49", OBSERVER), see(changed, "/board/49", held=(HEAD,))

    assert [each in observer for each in (CHARA.name, "Civic Forum", "/outbox", "/board/53")] == [
        True,
        True,
        False,
        False,
    ]
    assert [each in head for each in (BRUNO.name, "Civic Forum", "do not know", "RCO Kenya")] == [
        False,
        False,
        False,
        True,
    ]
    assert AMINA.name not in head.partition("<main")[2]
    assert [
        ask(path, app=changed.app(*grants, held=held, world=changed.wiring.world)).status_code
        for path, grants, held in (
            ("/board/53", (OBSERVER,), ()),
            ("/board/53", (), (HEAD,)),
            ("/board", (OBSERVER,), ()),
            ("/board/99", (OFFICER,), ()),
            ("/board/35", (OFFICER,), ()),
        )
    ] == [404, 404, 200, 404, 404]


def test_only_what_needs_somebody_is_left_on_request(changed: Town) -> None:
    quiet = replace(changed.staff, needs=lambda _: Needs())
    needy = see(changed, "/board/49?only=needs", OFFICER)
    app = changed.app(OFFICER, world=changed.wiring.world, staff=quiet)
    calm = ask("/board/49?only=needs", app=app).text

    assert [CALM in each for each in (needy, calm)] == [False, True]
    assert ["/countries/KEN" in each for each in (needy, calm)] == [True, False]
