"""The officer's whole way on pages: from a file to the changed feed."""

import re

import httpx
import pytest

from tests.web.desk.uploading import (
    OFFICER,
    PUBLISHED,
    Office,
    file_of,
    office_in_memory,
    session,
)
from tests.web.site import ask

NOTE = "note=As+agreed&source=a+letter&plan="


@pytest.fixture
def office() -> Office:
    return office_in_memory()


def test_a_session_as_it_was_published_goes_from_its_file_to_the_feeds(office: Office) -> None:
    draft = office.uploaded("session-51.xlsx", file_of(session(PUBLISHED, states=2), ".xlsx"))
    assert "2 States added" in office.look(draft)

    asked = office.post(f"{draft}/release", NOTE + office.plan_of(draft))
    assert (asked.status_code, asked.headers["location"]) == (httpx.codes.SEE_OTHER, draft)
    assert '<meta http-equiv="refresh"' in office.look(draft)
    assert len(office.wiring.store.releases.history()) == 1
    office.let_go()

    page = office.look(draft)
    assert "Release 2 is public" in page
    made = office.wiring.store.releases.history()[-1]
    assert (made.number, made.by, made.note, made.source) == (2, OFFICER, "As agreed", "a letter")
    feeds = re.findall(r'href="(/feeds/country/[A-Z]{3}\.ics)"', page)
    states = sorted(each.country for each in session(PUBLISHED, states=2).slots)
    assert feeds == [f"/feeds/country/{each}.ics" for each in states]
    assert [ask(each, app=office.app).status_code for each in feeds] == [httpx.codes.OK] * 2
