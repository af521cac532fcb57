"""A timetable as it stood on a day: plainly marked, with a way back, on the page and as JSON."""

import pytest

from tests.web.reading import Page, faults_of
from tests.web.released import get, page, wiring
from web.api.schema import TimetableShape

BEFORE = "/countries/HTI?as-of=2026-06-17"
AFTER = "/countries/HTI?as-of=2026-06-18"
BANNER = "As it stood on Wednesday, 17 June 2026 (release 1). These dates may have changed since."


def banner(found: Page) -> str:
    (text,) = (each.whole_text() for each in found.all("p") if each.attributes.get("class") == "past")
    return text


def stands(path: str) -> str:
    found = page(path)
    home = next(each.parent for each in found.all("h2") if each.whole_text() == "Where it stands")
    assert home is not None
    return home.whole_text()


def test_a_page_shows_the_dates_of_its_day() -> None:
    assert "Review: January 2027" in stands(BEFORE)
    assert "Review: July 2027" in stands(AFTER)
    assert stands("/countries/HTI") == stands("/countries/HTI?as-of=2026-11-21")


def test_a_page_of_the_past_says_so_and_leads_back() -> None:
    found = page(BEFORE)
    (back,) = (each for each in found.all("a") if each.whole_text() == "See it as it stands now")

    assert banner(found) == f"{BANNER} See it as it stands now"
    assert back.attributes["href"] == "/countries/HTI?cycle=4"
    assert [each for each in page("/countries/HTI").all("p") if each.attributes.get("class") == "past"] == []


def test_the_past_offers_no_calendar_and_no_news() -> None:
    headings = {each.whole_text() for each in page(BEFORE).all("h2")}

    assert headings & {"Keep these dates in your calendar", "What changed lately"} == set()


def test_links_stay_on_that_day() -> None:
    found = page(BEFORE)
    dates = {
        each.attributes["href"]
        for each in found.all("a")
        if each.attributes["href"].startswith("/countries/HTI/")
    }
    one = min(dates)

    assert {each.partition("?")[2] for each in dates} == {"cycle=4&as-of=2026-06-17"}
    assert banner(page(one)).startswith(BANNER)
    assert [each for each in page(one).all("a") if "as-of=2026-06-17#" in each.attributes["href"]] != []


@pytest.mark.parametrize("path", [BEFORE, BEFORE.replace("?", "/hrc-adoption?"), f"{BEFORE}&lang=fr"])
def test_a_page_of_the_past_has_no_fault_that_a_strict_reader_finds(path: str) -> None:
    assert (get(path).status_code, faults_of(get(path).text)) == (200, [])


@pytest.mark.parametrize(
    "day", ["2026-03-01", "2026-11-22", "2026-02-30", "x", "%00", "9" * 5_000, "2026-06-17T10"]
)
@pytest.mark.parametrize("path", ["/countries/HTI", "/countries/HTI/hrc-adoption", "/api/v1/countries/HTI"])
def test_a_day_that_cannot_be_shown_is_refused(path: str, day: str) -> None:
    assert get(f"{path}?as-of={day}").status_code == 404


def test_json_shows_the_same_day() -> None:
    then = TimetableShape.model_validate_json(get(f"/api/v1{BEFORE}").content, strict=True)
    now = TimetableShape.model_validate_json(get("/api/v1/countries/HTI").content, strict=True)
    (review,) = (each for each in then.milestones if each.id == "working-group-review")

    assert (then.release, now.release, review.start) == (1, wiring().world().release.number, "2027-01-01")
