"""My duties: what stands where, how it is answered in place, and who sees nothing of it."""

import re

import pytest

from tests.flows.answered import TASK
from tests.flows.signed import AMINA, BRUNO, FORUM, TOGO, UGANDA, Signed
from tests.web.reading import Page, faults_of
from uprcycle.access.standing import Grant, Standing
from uprcycle.checklist.tick import BY_PAGE
from uprcycle.documents.link import DocumentLink
from uprcycle.people import Office, Person
from web.access.page import open_areas

ADDRESS = f"/my/duties/{UGANDA.key}/4/{TASK}"
KEY = ADDRESS.removeprefix("/my/duties/")


@pytest.fixture
def signed() -> Signed:
    """Amina, who signed in and holds two offices, one of them beside Bruno."""
    found = Signed()
    for office in (UGANDA, TOGO):
        found.assign(office)
    found.assign(UGANDA, BRUNO)
    return found


def said(signed: Signed, task: str = TASK) -> list[tuple[str, str, str, str]]:
    history = signed.wiring.store.ticks.history("UGA", 4, task)
    return [(each.state.value, each.by, each.via, each.note) for each in history]


def rows(page: str) -> list[str]:
    return re.findall(r'<li class="duty" id="([^"]+)"', page)


def test_the_list_holds_the_duties_of_all_offices_by_group_with_their_counts(signed: Signed) -> None:
    page = signed.ask("/my").text

    assert re.findall(r'<a href="#([a-z]+)">[^<]+</a> <b>\d+</b>', page) == [
        "overdue", "week", "month", "later", "past",
    ]  # fmt: skip
    assert KEY in rows(page)
    assert {each.split("-")[0] for each in rows(page)} == {"TGO", "UGA"}
    assert len(page.encode()) < 100_000


def test_the_address_narrows_the_list(signed: Signed) -> None:
    narrowed = signed.ask(f"/my?country=UGA&kind=deadline&office={UGANDA.key}").text
    alone = signed.ask("/my?group=later&country=TGO").text

    assert {each.split("/")[0] for each in rows(narrowed)} == {UGANDA.key}
    assert 'value="UGA" selected' in narrowed
    assert rows(signed.ask("/my?group=overdue").text) == rows(signed.ask("/my?group=overdue&page=x").text)
    assert re.findall(r'<h2 id="([a-z]+)"', alone) == ["later", "sure"]
    assert 'href="/my?country=TGO&amp;group=later" aria-current="page"' in alone
    assert rows(signed.ask("/my?country=KEN&office=x&kind=y").text) == rows(signed.ask("/my").text)


def test_one_click_ticks_on_the_list_and_one_takes_it_back(signed: Signed) -> None:
    page = signed.ask("/my?country=UGA").text

    done = signed.press(page, ADDRESS, saying="done")

    assert (done.status_code, done.headers["location"]) == (303, f"/my?country=UGA#{KEY}")
    assert said(signed) == [("done", AMINA.id, BY_PAGE, "")]
    after = signed.ask("/my?country=UGA").text
    assert "You said that it is done." in after
    assert signed.press(page, ADDRESS, saying="done").status_code == 303
    assert signed.press(after, ADDRESS, saying="undo").status_code == 303
    assert [each[0] for each in said(signed)] == ["done", "open"]


def test_what_cannot_be_taken_comes_back_beside_its_field_with_what_was_typed(signed: Signed) -> None:
    page = signed.ask("/my").text

    faulty = signed.press(page, ADDRESS, saying="done", evidence="ftp://example.org", note="all three")
    silent = signed.press(page, ADDRESS, saying="na")

    assert (faulty.status_code, silent.status_code, said(signed)) == (422, 422, [])
    assert "Give an address that begins with https://" in faulty.text
    assert 'value="all three"' in faulty.text
    assert "Say in a line why the task does not apply." in silent.text


def test_several_are_said_to_be_done_at_once_but_for_what_changed_meanwhile(signed: Signed) -> None:
    page = signed.ask("/my?group=overdue&country=UGA").text
    boxes = re.findall(r'<input type="checkbox" form="several" name="([^"]+)" value="(\d+)"', page)
    assert len(boxes) > 2
    first = boxes[0][0]
    signed.press(page, f"/my/duties/{first}", saying="acknowledged")

    taken = signed.press(page, "/my/several", saying="done", **dict(boxes), **{"x/y/z": "0", "more": "1"})

    assert taken.headers["location"] == f"/my?country=UGA&group=overdue&taken={len(boxes) - 1}"
    assert f"{len(boxes) - 1} answers were kept." in signed.ask(taken.headers["location"]).text
    assert said(signed, first.split("/")[2])[0][0] == "acknowledged"
    refused = signed.press(page, "/my/several", saying="na", **dict(boxes))
    assert refused.headers["location"].endswith("taken=0")


def test_a_duty_leads_to_its_documents_and_to_where_one_reads_more(signed: Signed) -> None:
    record = DocumentLink(
        "UGA", 4, "national-report", "en", "https://www.ohchr.org/x", "desk", signed.now, signed.now.date()
    )
    signed.wiring.store.documents.record(record)
    duty = f"/my/duties/{UGANDA.key}/4/review-past-recommendations-uhri"

    lists = [signed.ask(f"/my?country={country}&group=past").text for country in ("UGA", "TGO")]
    page = signed.ask(duty).text

    assert [f"{duty}#guidance" in each for each in lists] == [True, False]
    assert [each.count("#papers") > 0 for each in lists] == [True, False]
    for words in ('id="papers"', "https://www.ohchr.org/x", 'id="guidance"', "http://uhri.ohchr.org/en/"):
        assert words in page


def test_where_a_form_leads_back_to_is_always_the_list(signed: Signed) -> None:
    form = {"saying": "done", "serial": "0", "back": "country=//evil.example&next=https://evil.example"}

    assert signed.post(ADDRESS, form).headers["location"] == "/my?country=%2F%2Fevil.example#" + KEY


@pytest.mark.parametrize(
    ("person", "office"),
    [
        pytest.param(AMINA, None, id="who holds nothing"),
        pytest.param(BRUNO, TOGO, id="who holds another office"),
        pytest.param(BRUNO, FORUM, id="a partner in the same State"),
    ],
)
def test_nobody_sees_or_answers_what_is_not_of_their_office(person: Person, office: Office | None) -> None:
    other = Signed(person)
    if office:
        other.assign(office)

    answers = [other.ask(ADDRESS), other.post(ADDRESS, {"saying": "done", "serial": "0"})]

    assert [each.status_code for each in answers] == [404, 404]
    assert said(other) == []


def test_a_partner_finds_nothing_of_what_only_the_un_may_see() -> None:
    forum = Signed()
    forum.assign(FORUM)

    matters = forum.ask("/my").text

    assert {each.split("/")[0] for each in rows(matters)} == {FORUM.key}
    tasks = {
        task.id
        for task in forum.wiring.world().timetable("UGA").actions
        if task.rule.visibility == "un-internal"
    }
    assert len(tasks) > 3
    assert tasks.isdisjoint(each.split("/")[2] for each in rows(matters))


def test_whoever_holds_nothing_is_told_whom_to_ask_and_what_is_open_to_them() -> None:
    nobody = Signed(AMINA, Grant(Standing.OBSERVER))
    page = nobody.ask("/my")
    links = Page(page.text).all("a")
    main = [each for each in links if any(one.tag == "main" for one in each.ancestors())]

    assert (page.status_code, faults_of(page.text)) == (200, [])
    assert "whoever keeps the list of people can enter you" in page.text
    assert [each.attributes["href"] for each in main] == [
        "/my/feeds",
        *(each.path for each in open_areas(nobody.principal)),
        *("/countries", "/sessions", "/calendar", "/changes"),
    ]
    assert nobody.post("/my/several", {"saying": "done"}).status_code == 403


def test_a_form_from_elsewhere_is_refused(signed: Signed) -> None:
    foreign = signed.post(ADDRESS, {"saying": "done", "serial": "0"}, {"origin": "https://evil.example"})

    assert (foreign.status_code, said(signed)) == (403, [])
