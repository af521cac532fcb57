import pytest

from tests.uprcycle.examples import packaged_world
from tests.web.reading import Page
from tests.web.site import ask, build_app, world


def rows(path: str) -> list[list[str]]:
    found = Page(ask(path).text).all("tr")
    return [[cell.whole_text() for cell in row.children] for row in found]


def test_a_session_lists_its_states_in_order_with_their_main_dates() -> None:
    table = rows("/sessions/50")

    assert table[0] == [
        "State",
        "Deadline for stakeholder submissions",
        "Deadline for UN contributions",
        "National report due",
        "Review in the Working Group",
        "State's addendum with its final positions",
        "Outcome adopted by the Human Rights Council",
        "State's mid-term report",
    ]
    assert [row[0] for row in table[1:]] == [
        "Belarus",
        "Liberia",
        "Malawi",
        "Mongolia",
        "Panama",
        "Maldives",
        "Andorra",
        "Bulgaria",
        "Honduras",
        "Marshall Islands",
        "Croatia",
        "Jamaica",
        "Libya",
    ]
    assert table[6][4] == "5 Nov 2025 held to the day past"


def test_a_state_that_left_the_session_is_still_named() -> None:
    text = Page(ask("/sessions/50").text).elements[0].whole_text()

    assert "United States of America Friday, 7 November 2025 withdrawn to the day Now in session 53." in text


def test_a_session_of_which_only_the_month_is_known_says_so() -> None:
    text = Page(ask("/sessions/53").text).elements[0].whole_text()

    assert "When it meets November 2026 tentative month only" in text
    assert (
        "Its outcomes go to session 64 of the Human Rights Council: March 2027 estimated, inferred month only"
        in text
    )


def test_a_cycle_nobody_has_decided_is_called_inferred_wherever_it_shows() -> None:
    app = build_app(world=lambda: packaged_world(inferred=True))

    tiles = [each.whole_text() for each in Page(ask("/sessions", app=app).text).all("li")]
    listed = [
        each for each in tiles if each.split()[:2] in [["Session", f"{number}"] for number in range(55, 69)]
    ]
    session = Page(ask("/sessions/55", app=app).text).elements[0].whole_text()
    shown = ask("/api/v1/sessions", app=app).json()["sessions"]

    assert ["estimated, inferred" in each for each in listed] == [True] * 14
    assert "When it meets November 2027 estimated, inferred month only" in session
    assert {each["confidence"] for each in shown if each["cycle"] == 5} == {"inferred"}


def test_the_adopting_councils_are_all_named() -> None:
    text = ask("/sessions/35").text

    assert [number for number in (43, 44, 45) if f"session {number} of the Human Rights Council" in text] == [
        44,
        45,
    ]


def test_every_session_leads_to_its_neighbours() -> None:
    def neighbours(number: int) -> list[str]:
        page = Page(ask(f"/sessions/{number}").text)
        return [each.attributes["href"] for each in page.all("a") if "rel" in each.attributes]

    assert [neighbours(number) for number in (27, 40, 54)] == [
        ["/sessions/28"],
        ["/sessions/39", "/sessions/41"],
        ["/sessions/53"],
    ]


@pytest.mark.parametrize(("number", "has_feed"), [(54, True), (41, True), (40, False), (27, False)])
def test_the_sessions_of_the_running_cycle_have_feeds(number: int, has_feed: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (f"/feeds/session/{number}.ics" in ask(f"/sessions/{number}").text) is has_feed


@pytest.mark.parametrize("number", ["99", "0", "-1", "054", "fifty", "٥٤", "54.0", "5" * 300])
def test_a_session_that_is_not_there_is_refused(number: str) -> None:
    assert ask(f"/sessions/{number}").status_code == 404


def test_the_list_holds_every_session_by_cycle() -> None:
    page = Page(ask("/sessions").text)
    linked = [each.whole_text() for each in page.all("b")]

    assert [each.whole_text() for each in page.all("h2")][:2] == ["Cycle 4", "Cycle 3"]
    assert linked == [f"Session {each.number}" for each in reversed(world().sessions)]
