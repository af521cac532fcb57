"""What became of a draft."""

import httpx
import pytest

from tests.web.desk.uploading import (
    MOVED,
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


def test_a_release_is_asked_for_once(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(session(PUBLISHED, states=1)))
    body = NOTE + office.plan_of(draft)

    answers = [office.post(f"{draft}/release", body) for _ in range(2)]
    office.let_go()
    again = office.post(f"{draft}/release", body)

    assert [each.status_code for each in (*answers, again)] == [httpx.codes.SEE_OTHER] * 3
    assert len(office.wiring.store.releases.history()) == 2


def test_a_withdrawn_draft_holds_nothing_and_cannot_be_released(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    plan = office.plan_of(draft)
    office.post(f"{draft}/withdraw")

    assert "This draft was withdrawn" in office.look(draft)
    assert office.post(f"{draft}/release", NOTE + plan).status_code != httpx.codes.OK
    assert ask(f"{draft}/file", app=office.app).content == b""
    assert len(office.wiring.store.releases.history()) == 1
