"""The list of offices: gaps are counted first, filters stand in the address, and no name ever does."""

from dataclasses import replace

from tests.flows.installed import NOON
from tests.web.site import ask, send
from tests.web.staff.town import AMINA, HEAD, IN_KENYA, KENYA, OFFICER, OURS, Town, looking
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Assignment, Person


def test_gaps_are_counted_and_each_count_leads_to_them(still_town: Town) -> None:
    page = still_town.see("/people?lack=head", IN_KENYA).text

    assert "nobody in 0 offices" in page
    assert "no head in 1 office" in page
    assert "Civic Forum" in page
    assert f'<th scope="row">{KENYA.name}' not in page
    assert "3 people hold an office today" in page


def test_an_installation_without_people_says_what_to_do() -> None:
    page = ask("/people", app=looking()).text

    assert "Nobody holds an office yet." in page
    assert 'href="/people/load"' in page


def test_a_person_is_found_by_a_form_and_never_by_an_address(still_town: Town) -> None:
    found = still_town.do("/people", {"who": " amina "})

    assert (found.status_code, found.headers["cache-control"]) == (200, "private, no-store")
    assert f'href="/people/{AMINA.id}"' in found.text
    assert "Write at least two letters." in still_town.do("/people", {"who": "a"}).text
    assert "Nobody among those" in still_town.do("/people", {"who": "zz"}).text
    assert AMINA.name not in still_town.see("/people?who=amina&lack=nobody").text


def test_ten_thousand_people_are_shown_in_pages_below_their_weight(town: Town) -> None:
    many = [
        Assignment(
            Person(f"p{n}", f"Person {n} Example", f"p{n}@example.org"),
            replace(KENYA, name=f"Office {n % 1500}"),
        )
        for n in range(10_000)
    ]
    town.wiring.store.people.save(many, by="desk", at=NOON)
    page = town.see("/people?lack=head&page=3")

    assert (page.status_code, len(page.content) < 100_000) == (200, True)
    assert 'rel="prev" href="?lack=head&amp;page=2"' in page.text
    alone = town.see("/people?state=KEN&office=Office+1499").text
    assert alone.count('href="/people/p') == 6


def test_what_is_typed_is_only_ever_text(still_town: Town) -> None:
    page = still_town.see('/people?office="><script>alert(1)</script>&state=<b>').text

    assert "<script" not in page
    assert "No office fits." in page
    body = "who=%3Cscript%3E"
    assert "<script" not in send("/people", body, still_town.app(OFFICER), **OURS).text


def test_a_head_sees_their_office_alone(still_town: Town) -> None:
    page = still_town.see("/people", held=(HEAD,)).text

    assert page.count('<th scope="row">') == 1
    assert 'href="/people/gaps"' not in page
    assert "/people/gaps" in still_town.see("/people", Grant(Standing.OBSERVER)).text
