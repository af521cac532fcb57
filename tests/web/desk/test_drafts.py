"""What officers do about a draft, and who may not."""

import re

import httpx
import pytest

from tests.web.desk.uploading import (
    CHIEF,
    IN_THE_PAST,
    MOVED,
    OFFICER,
    PUBLISHED,
    Office,
    file_of,
    office_in_memory,
    session,
)
from tests.web.site import ask, send
from uprcycle.access.standing import Grant, Standing
from uprcycle.store.draft_steps import DraftState
from uprcycle.store.packaged import load_countries

FIRST = IN_THE_PAST.slots[0].country
NAME = load_countries()[FIRST].names["en"].encode()
NOTE = "note=As+agreed&source=a+letter&plan="


@pytest.fixture
def office() -> Office:
    return office_in_memory()


def test_a_corrected_name_is_confirmed_by_a_tick_and_by_nothing_else(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED).replace(NAME, NAME + NAME[-1:]))
    page = office.look(f"{draft}?step=plan")
    assert 'aria-current="step">Corrections' in page
    (value,) = re.findall(r'name="accept-1" value="([^"]+)"', page)

    for body, step in (
        ("", "Corrections"),
        ("accept-1=another", "Corrections"),
        (f"accept-1={value}", "Plan"),
    ):
        office.post(f"{draft}/corrections", body)
        assert f'aria-current="step">{step}' in office.look(draft)


def test_missing_states_are_an_error_until_it_is_said_that_they_are_meant(office: Office) -> None:
    draft = office.uploaded("session.json", file_of(session(PUBLISHED, states=1), ".json"))
    assert "Is it meant that States are missing?" in office.look(draft)

    office.post(f"{draft}/loss")

    assert 'aria-current="step">Plan' in office.look(draft)


def test_earlier_deadlines_wait_for_another_officer(office: Office) -> None:
    forward = office.uploaded("later.csv", file_of(MOVED))
    office.post(f"{forward}/release", NOTE + office.plan_of(forward))
    office.let_go()
    back = office.uploaded("back.csv", file_of(IN_THE_PAST))
    page = office.look(f"{back}?step=release")
    plan = office.plan_of(back, "/approval")
    office.post(f"{back}/approval", f"plan={plan}")
    again = office.look(f"{back}?step=release")
    assert ["A second person has to agree first" in each for each in (page, again)] == [True, True]

    office.post(f"{back}/approval", f"plan={plan}", office.chief)
    office.post(f"{back}/release", NOTE + office.plan_of(back))
    office.let_go()

    made = office.wiring.store.releases.history()[-1]
    assert (made.number, made.by) == (3, f"{OFFICER}; earlier dates confirmed by {CHIEF}")


def test_a_plan_that_is_another_by_now_is_neither_released_nor_agreed_to(office: Office) -> None:
    draft, other = (office.uploaded("session.csv", file_of(MOVED)) for _ in range(2))
    plan = office.plan_of(draft)
    office.post(f"{other}/release", NOTE + plan)
    office.let_go()

    refused = office.post(f"{draft}/release", NOTE + plan)

    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert len(office.wiring.store.releases.history()) == 2
    assert office.post(f"{draft}/approval", f"plan={plan}").status_code == httpx.codes.UNPROCESSABLE_ENTITY


def test_a_release_needs_a_reason_and_what_was_typed_comes_back(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(session(PUBLISHED, states=1)))
    refused = office.post(f"{draft}/release", f"note=+&source=a+list&plan={office.plan_of(draft)}")

    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert 'value="a list"' in refused.text
    assert office.wiring.store.drafts.listed()[0].state is DraftState.OPEN


POSTS = ("corrections", "loss", "withdraw", "release", "approval")


@pytest.mark.parametrize(
    "grant",
    [
        pytest.param(Grant(Standing.ADMINISTRATOR), id="administrator"),
        pytest.param(Grant(Standing.OBSERVER), id="observer"),
        pytest.param(Grant(Standing.OFFICER, frozenset({"KEN"})), id="officer-of-one-state"),
    ],
)
def test_nobody_but_officers_of_all_states_sees_a_draft_or_does_anything_about_it(
    office: Office, grant: Grant
) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    app, rows = office.signed_as(CHIEF, grant), office.wiring.store.audit.last()
    seen = [ask(path, app=app).status_code for path in (draft, f"{draft}/file", f"{draft}/approval")]
    done = [office.post(f"{draft}/{each}", "plan=x", app).status_code for each in POSTS]
    uploaded = office.post("/desk/schedule", "", app).status_code

    assert [*seen, *done, uploaded] == [httpx.codes.FORBIDDEN] * 9
    assert office.wiring.store.audit.last() == rows


def test_another_site_does_nothing_about_a_draft(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    elsewhere = "https://evil.example.org"
    answers = [send(f"{draft}/{each}", "plan=x", office.app, origin=elsewhere).status_code for each in POSTS]

    assert answers == [httpx.codes.FORBIDDEN] * len(POSTS)


def test_what_is_no_draft_is_not_there(office: Office) -> None:
    assert ask("/desk/drafts/unknown", app=office.app).status_code == httpx.codes.NOT_FOUND
    assert office.post("/desk/drafts/unknown/withdraw").status_code == httpx.codes.NOT_FOUND
