"""What people come for, done in a real browser as they do it: at a desk in English, on a phone in Arabic.

On the phone no script runs. Mails are those that came to a server on loopback.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.look import View, shape_faults, watched
from tests.browser.people import AMINA, OLGA, PETRA
from tests.browser.running import Running
from tests.browser.signing import Visitor, sign_in
from tests.flows.released import IN_MOVED, moved
from uprcycle.checklist.tick import TaskState
from uprcycle.visibility import Visibility

DESK, PHONE = View(), View("ar", is_phone=True)
BOTH = pytest.mark.parametrize("view", [DESK, PHONE], ids=str)


@contextmanager
def visiting(browser: Browser, site: Running, view: View) -> Iterator[Visitor]:
    """Let somebody come who asks for nothing elsewhere and meets no error; on a phone without scripts."""
    with watched(browser, view, java_script_enabled=not view.is_phone) as (context, witness):
        yield Visitor(context.new_page(), site, view)
        assert witness.strangers(site.address) == []
        assert witness.complaints == []


@BOTH
def test_anybody_subscribes_to_a_state_in_two_clicks(browser: Browser, site: Running, view: View) -> None:
    with visiting(browser, site, view) as visitor:
        visitor.open("/")
        visitor.page.get_by_role("searchbox").fill("Коста-Рика")
        visitor.click(visitor.button("Go"))
        subscribe = visitor.link("Subscribe in your calendar")

        feed = f"webcal://{site.address[7:]}/feeds/country/CRI.ics"
        expect(subscribe).to_have_attribute("href", re.compile(re.escape(feed)))
        assert visitor.clicks + 1 == 2


@BOTH
def test_a_focal_point_says_by_the_link_in_a_mail_that_something_is_done_and_takes_it_back(
    browser: Browser, site: Running, view: View
) -> None:
    with visiting(browser, site, view) as visitor:
        visitor.open(site.box.links(AMINA.email, "answers")[0])
        visitor.click(visitor.button("It is done"))
        visitor.click(visitor.button("Undo"))
        expect(visitor.button("It is done")).to_be_visible()

        assert {each.state for each in site.wiring.store.ticks.all()} == {TaskState.OPEN}
        assert visitor.clicks == 2
        assert shape_faults(visitor.page, view) == []


@BOTH
def test_a_focal_point_ticks_an_item_among_their_duties_with_one_click(
    browser: Browser, site: Running, view: View
) -> None:
    with visiting(browser, site, view) as visitor:
        sign_in(visitor, AMINA, "/my")
        visitor.reads("My duties")
        visitor.clicks = 0
        visitor.click(visitor.button("It is done").first)
        expect(visitor.button("Undo").first).to_be_visible()

        assert visitor.clicks == 1
        visitor.click(visitor.button("Undo").first)
        visitor.click(visitor.button("Sign out"))
        visitor.open("/my")
        visitor.reads("Sign in")


@BOTH
def test_a_partner_sees_nothing_that_is_internal_to_the_un(
    browser: Browser, site: Running, view: View
) -> None:
    rules = site.wiring.world().rulebook.rules
    hidden = {each.title for each in rules if each.visibility is Visibility.UN_INTERNAL}
    hidden -= {each.title for each in rules if each.visibility is not Visibility.UN_INTERNAL}
    with visiting(browser, site, view) as visitor:
        sign_in(visitor, PETRA, "/my")
        visitor.reads("My duties")
        seen = {each.strip() for each in visitor.page.locator("main h3 a, main li span").all_inner_texts()}

        assert seen
        assert hidden
        assert [each for each in hidden if visitor.words(each) in seen] == []
        refused = [visitor.page.request.get(site.address + each).status for each in ("/desk", "/people")]
        assert refused == [httpx.codes.FORBIDDEN] * 2


@BOTH
def test_a_link_signs_in_once_and_for_those_alone_who_press_its_button(
    browser: Browser, site: Running, view: View
) -> None:
    with visiting(browser, site, view) as visitor:
        sign_in(visitor, OLGA, "/desk")
        visitor.reads("Desk")
        (link,) = site.box.links(OLGA.email, "sign-in")
        assert httpx.get(site.address + link, trust_env=False).status_code == httpx.codes.NOT_FOUND


@BOTH
def test_an_officer_takes_a_schedule_from_a_file_to_the_changed_feed(
    browser: Browser, site: Running, view: View
) -> None:
    country, day = IN_MOVED[3 if view.is_phone else 2], date(2027, 2, 4 if view.is_phone else 3)
    file = FilePayload(name="next.csv", mimeType="text/csv", buffer=moved(country, day))
    number = len(site.wiring.store.releases.history()) + 1
    with visiting(browser, site, view) as visitor:
        sign_in(visitor, OLGA, "/desk")
        visitor.clicks = 0
        visitor.click(visitor.link("Upload a schedule").first)
        visitor.page.locator("input[type=file]").set_input_files(file)
        visitor.clicks += 1
        visitor.click(visitor.button("Upload and check"))
        for step in ("Next: who is told", "Next: release"):
            visitor.click(visitor.link(step))
        visitor.page.locator("#note").fill("As agreed")
        visitor.click(visitor.button("Make release {number} public", number=number))
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
            visitor.words("Release {number} is public", number=number), timeout=60_000
        )
        changed = visitor.page.locator(".feeds a")

        assert (visitor.clicks, changed.count()) == (6, 1)
        feed = httpx.get(site.address + str(changed.get_attribute("href")), trust_env=False).text
        assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in feed
        visitor.open(f"/changes/{number}")
        assert shape_faults(visitor.page, view) == []
