"""The audit trail on the desk: narrowed, turned over, checked, given out; names only for some."""

import csv
import io
import json
from dataclasses import replace

import pytest

from flows.releases.approving import approve_plan
from tests.flows.installed import NOON, holder
from tests.web.desk.officers import Officers, words
from tests.web.desk.registry import EMPTY, nothing
from tests.web.reading import faults_of
from tests.web.site import ask, signed_in
from uprcycle.access import act
from uprcycle.access.act import Act
from uprcycle.access.signer import Signer
from uprcycle.access.standing import Grant, Standing
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.people import Role
from web.desk.registry import Checked

AMINA = holder("HTI", "RCO Haiti", Role.RCO, person="amina", name="Amina Example")
ID = AMINA.person.id


@pytest.fixture(scope="module")
def desk() -> Officers:
    """A trail of a release, an office, sixty ticks by Amina and an act of somebody with a hostile name."""
    found = Officers()
    store = found.wiring.store
    store.people.save([AMINA], by="the desk", at=NOON)
    for number in range(60):
        tick = Tick("HTI", 4, f"task-{number}", "RCO Haiti", TaskState.DONE, ID, NOON)
        store.ticks.record(tick)
    approve_plan(found.wiring, "p" * 64, 1, Signer("=cmd|' /C calc'!A0"))
    return found


def numbers(desk: Officers, query: str) -> list[int]:
    text = desk.ask(f"/desk/audit/trail.jsonl?{query}").text
    return [json.loads(line)["number"] for line in text.splitlines()]


def test_the_trail_is_shown_by_the_page_newest_first(desk: Officers) -> None:
    first, second = desk.ask("/desk/audit"), desk.ask("/desk/audit?before=14")

    assert [faults_of(each.text) for each in (first, second)] == [[], []]
    assert ("before=14" in first.text, first.text.count('<th scope="row">')) == (True, 50)
    assert second.text.count('<th scope="row">') == 13
    assert ("Older rows" in words(second), "The newest rows" in words(second)) == (False, True)
    assert len(first.content) < 100_000


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("what=release", [1], id="what"),
        pytest.param("who=amina", list(range(62, 2, -1)), id="who-by-a-part-of-the-name"),
        pytest.param(f"who={ID}", list(range(62, 2, -1)), id="who-by-the-id"),
        pytest.param("who=nobody", [], id="nobody"),
        pytest.param("people=yes&what=revise", [], id="without-what-uprcycle-did"),
        pytest.param("country=Ha%C3%AFti&what=assign", [2], id="state-by-a-name"),
        pytest.param("since=2026-11-21&what=approve", [63], id="since"),
        pytest.param("until=2026-11-20", [1], id="until-the-end-of-the-day"),
    ],
)
def test_the_address_narrows_it(desk: Officers, query: str, expected: list[int]) -> None:
    assert numbers(desk, query) == expected


def test_what_cannot_be_read_is_said_beside_its_field(desk: Officers) -> None:
    page = desk.ask("/desk/audit?country=Atlantis&since=yesterday&what=nothing")
    empty = desk.ask("/desk/audit?what=nothing")

    assert (page.status_code, faults_of(page.text)) == (422, [])
    assert ("a-country-wrong" in page.text, 'value="Atlantis"' in page.text) == (True, True)
    assert "Nothing in the trail is like this." in words(empty)
    assert numbers(desk, "country=Atlantis") == []


def test_a_table_of_it_runs_no_formula(desk: Officers) -> None:
    answer = desk.ask("/desk/audit/trail.csv?what=approve")
    heading, row = csv.reader(io.StringIO(answer.text))

    assert heading == ["number", "at", "by", "action", "subject", "about", "detail"]
    assert (row[0], row[2], row[3]) == ("63", "'=cmd|' /C calc'!A0", "approve")
    assert answer.headers["content-disposition"] == 'attachment; filename="audit-trail.csv"'
    assert answer.headers["cache-control"] == "private, no-store"


def test_names_are_for_those_who_may_see_people(desk: Officers, monkeypatch: pytest.MonkeyPatch) -> None:
    named = desk.ask("/desk/audit?what=tick")
    monkeypatch.setattr(act, "GRANTED", {**act.GRANTED, Act.SEE_PEOPLE: frozenset()})
    bare = [desk.ask(f"/desk/audit{each}") for each in ("", "?what=tick", "/trail.csv", "/trail.jsonl")]

    assert "Amina Example" in named.text
    assert [secret in each.text for each in bare for secret in ("Amina", "the desk", "cmd")] == [False] * 12
    assert [ID in each.text for each in bare] == [True] * 4
    assert (numbers(desk, "who=Amina"), len(numbers(desk, f"who={ID}"))) == ([], 60)


def test_the_check_says_that_the_trail_is_whole_and_still_holds_a_head(desk: Officers) -> None:
    head = str(desk.wiring.store.audit.chain().head)
    pages = [desk.ask(f"/desk/audit/check?head={each}") for each in ("", head, "70:" + "0" * 64, "what")]

    assert [faults_of(each.text) for each in pages] == [[]] * 4
    assert [each.status_code for each in pages] == [200, 200, 200, 422]
    assert ["The trail is whole: 63 rows." in words(each) for each in pages] == [True, True, False, True]
    assert "Row 64: is gone; the trail had 70 rows" in words(pages[2])
    assert f'value="{head}"' in pages[0].text


def test_a_broken_trail_is_named_by_its_row() -> None:
    trail = nothing(check=lambda _noted: Checked(9, 0, "9:x", 4, "was changed after it was written"))
    page = ask("/desk/audit/check", app=signed_in(registry=replace(EMPTY, trail=trail)))

    assert "The trail does not hold Row 4: was changed" in words(page)


def test_while_a_long_one_is_read_the_page_asks_again() -> None:
    page = ask(
        "/desk/audit/check", app=signed_in(registry=replace(EMPTY, trail=nothing(check=lambda _: None)))
    )

    assert (page.status_code, faults_of(page.text)) == (200, [])
    assert '<meta http-equiv="refresh" content="3">' in page.text
    assert "This is being worked out." in words(page)
    assert "is whole" not in words(page)
    assert 'name="head"' not in page.text  # or the page would wipe what somebody types


def test_nobody_else_reads_it(desk: Officers) -> None:
    grants = (Grant(Standing.ADMINISTRATOR), Grant(Standing.OFFICER, frozenset({"HTI"})))

    assert [
        desk.ask(f"/desk/audit{each}", "Omar Example", grant).status_code
        for each in ("", "/check", "/trail.csv", "/trail.jsonl")
        for grant in grants
    ] == [403] * 8
