import re
from collections.abc import Callable

import pytest

from calendars.feeds import find_feed, plan_feeds
from calendars.selection import select_marks
from tests.web.passing import passing_world
from tests.web.reading import Page
from tests.web.site import BASE, TODAY, ask, ask_all, build_app, world
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from web.clients import CLIENTS
from web.sources import Site


@pytest.mark.parametrize("of", [world, passing_world], ids=["one-cycle", "between-two"])
def test_every_feed_is_listed_once_and_leads_to_its_own_page(of: Callable[[], World]) -> None:
    names = sorted(feed.name for feed in plan_feeds(of()))
    listed = re.findall(r'href="/subscribe/([^"]+)"', ask("/subscribe", app=build_app(world=of)).text)

    assert sorted(listed) == names


def test_every_kind_of_feed_has_a_page_with_both_of_its_addresses() -> None:
    names = {feed.kind: feed.name for feed in plan_feeds(world())}.values()
    answers = ask_all([f"/subscribe/{name}" for name in names])

    assert [answer.status_code for answer in answers] == [200] * len(names)
    for name, answer in zip(names, answers, strict=True):
        page = Page(answer.text)
        assert [each.attributes["value"] for each in page.all("input") if "readonly" in each.attributes] == [
            f"{BASE}/feeds/{name}.ics"
        ]
        assert f"webcal://upr.example.org/feeds/{name}.ics" in [
            each.attributes["href"] for each in page.all("a")
        ]


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("/subscribe/country/Kenya", "/countries/KEN"),
        ("/subscribe/session/1", "/subscribe"),
        ("/subscribe/nothing/here", "/subscribe"),
        ("/subscribe/my/token", "/subscribe"),
    ],
)
def test_a_feed_that_is_not_there_has_no_page_and_the_nearest_is_offered(path: str, offered: str) -> None:
    answer = ask(path)

    assert answer.status_code == 404
    assert offered in [each.attributes["href"] for each in Page(answer.text).all("a")]


def test_each_calendar_program_has_its_guidance_and_its_habits() -> None:
    page = Page(ask("/subscribe/country/KEN").text)
    programs = [each for each in page.all("details") if each.attributes.get("class") == "client"]

    assert [each.children[0].children[0].whole_text() for each in programs] == [each.name for each in CLIENTS]
    assert [len(each.children[1].children) for each in programs] == [len(each.steps) for each in CLIENTS]
    assert {len(each.children[2].children) for each in programs} == {4}


def test_the_code_for_phones_is_a_picture_with_a_name() -> None:
    page = Page(ask("/subscribe/country/KEN").text)
    (code,) = [each for each in page.all("div") if each.attributes.get("class") == "qr"]

    assert code.attributes["aria-label"] == "QR code of the address of this page"
    assert [each.tag for each in code.children] == ["svg"]


def test_the_test_tells_what_a_program_gets_just_now() -> None:
    untried, tried = ask_all(["/subscribe/country/KEN", "/subscribe/country/KEN?test=now"])
    shown = re.findall(r'<span class="when">([^<]+)</span>', tried.text)
    entries = ask("/feeds/country/KEN.ics").text.count("BEGIN:VEVENT")

    assert "The calendar answers and is well made." in tried.text
    assert "well made" not in untried.text
    assert f"It has {entries} entries" in tried.text
    assert len(shown) == 3
    assert str(TODAY.year + 1) in shown[0]


def test_the_test_of_a_state_without_a_date_says_that_dates_will_come_by_themselves() -> None:
    dateless, dated = ask_all(["/subscribe/country/UKR?test=now", "/subscribe/country/KEN?test=now"])
    said = re.compile(r"(\d+) dates are not known yet and have no entry\. As soon as one is known, it")

    count = len(undated_in("country/UKR"))
    assert "No entry lies ahead." in dateless.text
    assert said.findall(dateless.text) == [str(count)]
    assert (count > 50, said.findall(dated.text)) == (True, [])


def undated_in(name: str) -> tuple[Milestone, ...]:
    """Return what a feed cannot date yet."""
    return select_marks(find_feed(name, world()), world()).undated


def test_the_end_of_a_window_is_called_no_surer_than_the_window() -> None:
    trial = ask("/subscribe/country/KEN?test=now").text.partition('id="test"')[2].partition("</section>")[0]
    lines = re.findall(r"<li>.*?</li>", trial, re.DOTALL)
    ends = [each for each in lines if re.search("(Opens|Closes|Earliest|Latest): ", each)]

    assert ends
    assert [re.findall("to the day|within a window", each) for each in ends] == [["within a window"]] * len(
        ends
    )


@pytest.mark.parametrize(
    ("address", "is_local"),
    [
        ("https://upr.example.org", False),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:8080", True),
        ("http://10.1.2.3", True),
        ("http://upr-machine", True),
        ("https://8.8.8.8", False),
    ],
)
def test_an_address_that_the_web_cannot_reach_is_called_that(address: str, *, is_local: bool) -> None:
    answer = ask("/subscribe/all", app=build_app(site=Site(address)))

    assert ("only this machine or its network" in answer.text) is is_local


def test_the_page_is_in_the_language_asked_for_and_so_is_its_feed() -> None:
    page = Page(ask("/subscribe/country/KEN?lang=fr").text)
    (address,) = [each.attributes["value"] for each in page.all("input") if "readonly" in each.attributes]

    assert address == f"{BASE}/feeds/country/KEN.ics?lang=fr"
    assert load_language("fr").text("All feeds") in [each.whole_text() for each in page.all("a")]
