"""What the desk shows first."""

import httpx
import pytest

from tests.web.desk.uploading import (
    MOVED,
    OFFICER,
    Office,
    file_of,
    office_in_memory,
)
from tests.web.site import ask
from uprcycle.access.standing import Grant, Standing

NOTE = "note=As+agreed&source=a+letter&plan="


@pytest.fixture
def office() -> Office:
    return office_in_memory()


def test_the_desk_lists_drafts_for_two_weeks(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    assert f'href="{draft}"' in office.look("/desk")
    assert "In force: release 1" in office.look("/desk")
    assert ask("/desk/drafts/unknown", app=office.app).status_code == httpx.codes.NOT_FOUND


def test_the_desk_says_what_waits_and_what_comes_next(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    office.post(f"{draft}/release", NOTE + office.plan_of(draft))
    office.let_go()
    page = office.look("/desk")

    assert "In force: release 2" in page
    assert "released: release 2" in page
    assert "1 person is still to be told of a release. Nothing goes out before" in page
    assert "No session to come is in the schedule." in page


@pytest.mark.parametrize(
    ("grant", "seen"),
    [
        pytest.param(Grant(Standing.OFFICER), True, id="officer"),
        pytest.param(Grant(Standing.OFFICER, frozenset({"KEN"})), False, id="officer-of-one-state"),
    ],
)
def test_drafts_are_seen_by_officers_of_all_states(office: Office, grant: Grant, *, seen: bool) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    page = ask("/desk", app=office.signed_as(OFFICER, grant)).text

    assert [f'href="{draft}"' in page, 'href="/desk/schedule"' in page] == [seen, seen]
