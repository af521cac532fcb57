"""The officer's whole way on pages: from a file to the changed feed, and all that may stand in it."""

import re
import zipfile
from io import BytesIO

import httpx
import pytest

from tests.flows.site.uploading import (
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
from uprcycle.store.draft_steps import DraftState
from uprcycle.store.packaged import load_countries

FIRST = IN_THE_PAST.slots[0].country
NAME = load_countries()[FIRST].names["en"].encode()
NOTE = "note=As+agreed&source=a+letter&plan="


@pytest.fixture
def office() -> Office:
    return office_in_memory()


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_session_as_it_was_published_goes_from_its_file_to_the_feeds(office: Office, ending: str) -> None:
    name = f"session-{PUBLISHED}{ending}"
    draft = office.uploaded(name, file_of(session(PUBLISHED, states=2), ending))
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


def test_a_release_is_asked_for_once(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(session(PUBLISHED, states=1)))
    body = NOTE + office.plan_of(draft)

    answers = [office.post(f"{draft}/release", body) for _ in range(2)]
    office.let_go()
    again = office.post(f"{draft}/release", body)

    assert [each.status_code for each in (*answers, again)] == [httpx.codes.SEE_OTHER] * 3
    assert len(office.wiring.store.releases.history()) == 2


def test_problems_stand_beside_the_rows_of_the_file_which_can_be_had_again(office: Office) -> None:
    content = file_of(IN_THE_PAST).replace(NAME, b"Atlantis")
    draft = office.uploaded("session 50.csv", content)
    page = office.look(f"{draft}?step=release")

    assert "1 problem stops this file" in page
    assert "&#39;Atlantis&#39; is not a State" in page
    assert '<td class="wrong-cell"><bdi>Atlantis</bdi></td>' in page
    assert 'aria-current="step">Problems' in page
    sent = ask(f"{draft}/file", app=office.app)
    assert (sent.content, sent.headers["content-type"]) == (content, "application/octet-stream")
    assert sent.headers["content-disposition"] == "attachment; filename*=UTF-8''session%2050.csv"


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


def test_the_plan_says_what_moves_by_how_much_and_with_which_sequence(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    page = office.look(f"{draft}?step=plan&country={FIRST}")
    (sentence,) = re.findall(r'<p class="big told">([^<]+)</p>', page)

    assert re.sub(r"\d{2,}", "many", sentence) == "2 States with dates that moved, many dates change."
    assert "1 day later" in page
    assert "SEQUENCE 1" in page


def test_who_is_told_is_counted_by_office_with_a_sample_in_a_language_of_choice(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    page = office.look(f"{draft}?step=recipients&in=fr")

    assert "1 person would be told." in page
    assert f"<bdi>RCO {FIRST}</bdi>" in page
    assert "Pourquoi cette date" in page
    assert "amina" not in page.casefold()
    assert "/answers/" not in page


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


def test_a_withdrawn_draft_holds_nothing_and_cannot_be_released(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    plan = office.plan_of(draft)
    office.post(f"{draft}/withdraw")

    assert "This draft was withdrawn" in office.look(draft)
    assert office.post(f"{draft}/release", NOTE + plan).status_code != httpx.codes.OK
    assert ask(f"{draft}/file", app=office.app).content == b""
    assert len(office.wiring.store.releases.history()) == 1


def bomb() -> bytes:
    """Return a workbook whose one sheet is far larger than its file."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(64):
                sheet.write(b"0" * 1_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("session.xls", b"\xd0\xcf\x11\xe0", "workbook of a kind that is not read", id="old"),
        pytest.param("session.xlsx", b"PK\x03\x04", "is damaged", id="damaged"),
        pytest.param("session.xlsx", bomb(), "session.xlsx", id="bomb"),
        pytest.param("session.csv", b"a;b\n1;2\n", "has no heading", id="no-heading"),
        pytest.param("session.exe", b"MZ", "has an ending that is not known", id="ending"),
        pytest.param("", b"", "Choose a file first.", id="none"),
    ],
)
def test_what_cannot_be_read_is_not_kept_and_said_beside_the_field(
    office: Office, name: str, content: bytes, said: str
) -> None:
    answer = office.upload(name, content)

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert office.wiring.store.drafts.listed() == ()


def test_a_file_larger_than_any_is_refused_before_it_is_read_whole(office: Office) -> None:
    answer = office.upload("session.csv", b"x" * 20_100_000)

    assert (answer.status_code, "larger than 20 MB" in answer.text) == (
        httpx.codes.UNPROCESSABLE_ENTITY,
        True,
    )


def test_another_site_uploads_nothing(office: Office) -> None:
    kind = "multipart/form-data; boundary=cut"
    answer = send("/desk/schedule", b"", office.app, content_type=kind, origin="https://evil.example.org")

    assert answer.status_code == httpx.codes.FORBIDDEN


def test_the_desk_lists_drafts_for_two_weeks(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    assert f'href="{draft}"' in office.look("/desk")
    assert "In force: release 1" in office.look("/desk")
    assert ask("/desk/drafts/unknown", app=office.app).status_code == httpx.codes.NOT_FOUND
