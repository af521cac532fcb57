import re

from calendars.feeds import plan_feeds
from tests.web.reading import Page
from tests.web.site import ask, world


def test_every_feed_is_listed_once_to_open_and_once_to_copy() -> None:
    html = ask("/subscribe").text
    names = sorted(feed.name for feed in plan_feeds(world()))

    assert sorted(re.findall(r'"webcal://upr\.example\.org/feeds/([^"]+)\.ics"', html)) == names
    assert sorted(re.findall(r"https://upr\.example\.org/feeds/([^<\"]+)\.ics", html)) == names


def test_each_calendar_program_has_its_guidance() -> None:
    page = Page(ask("/subscribe").text)
    programs = [each.whole_text() for each in page.all("dt") if each.parent and each.parent.parent]

    assert programs[:5] == ["Google Calendar", "Outlook", "Apple", "Thunderbird", "Android"]


def test_links_of_one_word_have_names_of_their_own() -> None:
    labels = [
        each.attributes["aria-label"]
        for each in Page(ask("/subscribe").text).all("a")
        if "aria-label" in each.attributes
    ]

    assert (len(labels), len(set(labels)), labels[0]) == (246, 246, "Subscribe: African States")
