import re

from tests.web.passing import NEXT_SESSION, passing_world
from tests.web.reading import Page
from tests.web.site import ask, build_app


def test_the_first_page_tells_where_all_reviews_stand() -> None:
    page = Page(ask("/").text)
    counts = [int(each.whole_text()) for each in page.all("b") if each.whole_text().isdigit()]

    assert [each.whole_text() for each in page.all("h1")] == ["Where every State stands in its review"]
    assert (sum(counts), len(counts)) == (193, 10)


def test_the_list_says_the_same_as_the_picture() -> None:
    html = ask("/").text
    linked = set(re.findall(r'href="/countries/([A-Z]{3})"', html))

    assert (len(linked), html.count("h0")) == (193, 193)


def test_the_session_that_meets_and_the_next_one_stand_first() -> None:
    said = next(each for each in Page(ask("/").text).all("p") if "In review now" in each.whole_text())

    assert said.whole_text() == (
        "In review now: Session 53, 15 States · Next in review: Session 54, 12 States"
    )


def test_it_is_dated() -> None:
    assert "As of Saturday, 21 November 2026." in ask("/").text


def test_every_session_of_the_cycle_is_linked() -> None:
    linked = set(re.findall(r'href="/sessions/(\d+)"', ask("/").text))

    assert linked == {str(number) for number in range(41, 55)}


def test_a_country_is_found_by_a_form_that_needs_no_script() -> None:
    page = Page(ask("/").text)

    assert [(each.attributes["action"], each.attributes["method"]) for each in page.all("form")] == [
        ("/countries", "get")
    ]
    assert [each.attributes["name"] for each in page.all("input")] == ["name"]


def test_while_one_cycle_begins_the_sessions_of_the_other_stay() -> None:
    html = ask("/", app=build_app(world=passing_world)).text
    headings = [each.whole_text() for each in Page(html).all("h2")]

    assert [each for each in headings if each.startswith("Sessions")] == [
        "Sessions of cycle 5",
        "Sessions of cycle 4",
    ]
    linked = set(re.findall(r'<li><a href="/sessions/(\d+)"><b>', html))
    assert linked == {str(number) for number in range(41, NEXT_SESSION + 1)}
