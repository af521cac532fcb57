"""The pages of the change log: clear, whole for the public, silent about everything else."""

import re

import pytest

from flows.releases.changelog import ChangeLog
from tests.flows.installed import FOUNDED, wiring_over
from tests.flows.released import BASE
from tests.web.reading import Page, faults_of
from tests.web.released import AUTHOR, HIDDEN, get, log, page, released, section
from tests.web.site import ask, build_app
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset
from web.sources import History

LIMIT = 100_000
PAGES = [
    "/changes",
    "/changes?country=HTI",
    "/changes?country=KEN",
    "/changes/1",
    "/changes/2",
    "/changes/2?country=HTI",
    "/changes/3",
    "/changes/4",
    "/changes/1..4",
    "/changes/4..1",
    "/changes/2..2",
    "/changes/9",
    "/countries/HTI",
    "/countries/HTI?as-of=2026-04-01",
]


def headings(found: Page) -> list[str]:
    return [each.whole_text() for each in found.all("h1", "h2", "h3")][:-1]  # the last stands in the footer


def links(found: Page, start: str) -> list[str]:
    return [each.attributes["href"] for each in found.all("a") if each.attributes["href"].startswith(start)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_small_and_has_no_fault_that_a_strict_reader_finds(path: str) -> None:
    html = get(path).text

    assert (faults_of(html), len(html.encode()) < LIMIT) == ([], True)


def test_every_release_is_listed_newest_first() -> None:
    assert headings(page("/changes")) == [
        "What changed", "Release 5", "Release 4", "Release 3", "Release 2", "Release 1",
        "Compare any two releases",
    ]  # fmt: skip


def test_a_release_says_when_why_and_how_much() -> None:
    text = section(page("/changes"), "Release 2").whole_text()

    assert text.startswith(
        "Release 2 Thursday, 18 June 2026, 16:05 Geneva time (CEST); 14:05 UTC Session 54 was put off "
        "Source: A letter of the Bureau 12 States with dates that moved"
    )
    assert (
        "Review in the Working Group Haiti, Iceland, Lithuania, Republic of Moldova, Myanmar "
        "and 7 more States was January 2027 tentative month only is now July 2027 tentative month only"
    ) in text


def test_the_first_release_is_one_sentence_and_no_list() -> None:
    for path in ("/changes", "/changes/1"):
        assert "The first release: 27 States, sessions 53 to 54." in get(path).text
    assert headings(page("/changes/1")) == ["Release 1", "In short"]


def test_what_only_insiders_may_know_is_not_hinted_at() -> None:
    listed = section(page("/changes"), "Release 3").whole_text()
    alone = page("/changes/3")

    assert listed.endswith("Remarks No public date changed.")
    assert headings(alone) == ["Release 3", "In short"]
    assert "/changes/3?country=HTI" not in links(page("/countries/HTI"), "/changes/")
    assert [path for path in PAGES if HIDDEN.id in get(path).text or HIDDEN.title in get(path).text] == []


def test_nobody_is_named() -> None:
    assert [path for path in PAGES if AUTHOR in get(path).text] == []


def test_a_release_shows_each_state_with_its_page_and_what_moved() -> None:
    found = page("/changes/2")
    haiti = section(found, "Haiti Cycle 4")

    assert links(found, "/countries/HTI?") == ["/countries/HTI?cycle=4"]
    assert (
        "Review in the Working Group was January 2027 tentative month only is now July 2027"
        in haiti.whole_text()
    )
    assert "/changes/2?country=HTI" in links(found, "/changes/2?")


def test_one_state_has_all_of_its_public_dates() -> None:
    brief, whole = (section(page(f"/changes/2{query}"), "Haiti Cycle 4") for query in ("", "?country=HTI"))
    announced = log().between(1, 2).of("HTI").announcement.reviews[0].changes

    assert [each.rule.title for each in announced if each.rule.title not in whole.whole_text()] == []
    assert brief.whole_text().endswith(f"{len(announced) - 4} further dates of Haiti")
    assert "further" not in whole.whole_text()


def test_any_two_releases_are_compared_either_way_round() -> None:
    there, back = (
        section(page(path), "Haiti Cycle 4").whole_text() for path in ("/changes/1..5", "/changes/5..1")
    )

    assert "was January 2027 tentative month only is now July 2027" in there
    assert "was July 2027 tentative month only is now January 2027" in back
    assert headings(page("/changes/2..5"))[0] == "From release 2 to release 5"
    assert "No public date changed." in section(page("/changes/2..5"), "In short").whole_text()


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/changes?from=2&to=5", "/changes/2..5"),
        ("/changes?from=2&to=5&country=Haïti&lang=fr", "/changes/2..5?country=HTI&lang=fr"),
        ("/changes?from=3", "/changes/3..5"),
        ("/changes?to=3", "/changes/2..3"),
        ("/changes?to=1", "/changes/1..1"),
        ("/changes?country=haiti", "/changes?country=HTI"),
        ("/changes?country=Russie", "/changes?country=RUS"),
        ("/changes/4?country=usa", "/changes/4?country=USA"),
        ("/changes/2..4?country=usa", "/changes/2..4?country=USA"),
    ],
)
def test_a_form_leads_to_the_one_address(asked: str, location: str) -> None:
    answer = get(asked)

    assert (answer.status_code, answer.headers["location"]) == (303, location)


@pytest.mark.parametrize(
    "path",
    [
        "/changes/0", "/changes/6", "/changes/-1", "/changes/01", "/changes/٣", "/changes/1e1", "/changes/x",
        "/changes/1..6", "/changes/0..1", "/changes/1...2", "/changes/...", "/changes/1..2..3",
        "/changes/" + "9" * 5_000, "/changes/1%2f2", "/changes/1%00", "/changes/2/x",
        "/changes?from=x&to=2", "/changes?from=1&to=%00", "/changes?from=0", "/changes?to=" + "9" * 5_000,
        "/changes?country=Atlantis", "/changes?country=VAT", "/changes/2?country=%3Cb%3E",
        "/changes?page=0", "/changes?page=2", "/changes?page=-1", "/changes?page=x", "/changes/2?page=٢",
        "/changes?page=" + "9" * 5_000, "/changes/2?page=9",
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_in_plain_words(path: str) -> None:
    answer = get(path)

    assert (answer.status_code, faults_of(answer.text)) == (404, [])


def test_a_refusal_says_what_there_is() -> None:
    assert "There is no release “9”; they are numbered from 1 to 5." in get("/changes/9").text
    assert "There is no page “7”." in get("/changes?page=7").text


def test_only_releases_that_changed_a_state_are_listed_for_it() -> None:
    assert headings(page("/changes?country=HTI")) == [
        "What changed for Haiti", "Release 2", "Compare any two releases"
    ]  # fmt: skip
    assert (
        "No public date of this State has changed since the first release."
        in get("/changes?country=KEN").text
    )


def test_neighbours_of_a_release_are_one_step_away() -> None:
    rows = [
        (each.attributes["rel"], each.attributes["href"])
        for each in page("/changes/3").all("a")
        if "rel" in each.attributes
    ]

    assert rows == [("prev", "/changes/2"), ("next", "/changes/4")]


def test_long_lists_come_by_the_page() -> None:
    store = MemoryStore()
    for number in range(11):
        store.releases.add(
            BASE, load_ruleset(), by=AUTHOR, note=f"number {number + 1}", source="", at=FOUNDED
        )
    log = ChangeLog(wiring_over(store))
    many = build_app(history=History(log.releases, log.entries, log.between, log.world_on))
    first, second = (Page(ask(path, app=many).text) for path in ("/changes", "/changes?page=2"))

    assert links(first, "/changes?page") == ["/changes?page=2"]
    assert links(second, "/changes?page") == ["/changes?page=1"]
    assert ([len(headings(each)) for each in (first, second)], headings(second)[1]) == ([12, 3], "Release 1")


def test_a_hostile_note_stays_text() -> None:
    listed, alone = get("/changes").text, get("/changes/4").text

    for html in (listed, alone):
        assert faults_of(html) == []
        assert ("<script" in html, "\u202e" in html, "\x1b" in html, "javascript:alert(1)" in html) == (
            False, False, False, True,
        )  # fmt: skip
        assert "{{7*7}} {% raw %} ${7*7} gnp.exe" in html
        assert links(Page(html), "javascript") == []
    assert (listed.count("long ") < 60, alone.count("long ") > 1_900) == (True, True)
    assert "set-cookie" not in get("/changes/4").headers


def test_a_source_is_a_link_only_when_it_is_an_address() -> None:
    found = page("/changes")
    outside = [
        (each.attributes["href"], each.attributes["rel"])
        for each in found.all("a")
        if "external" in each.attributes.get("rel", "")
    ]

    assert outside == [("https://upr.example.net/list?a=1&b=2", "external nofollow noreferrer")]


@pytest.mark.parametrize("path", ["/changes", "/changes/2", "/changes/1..4"])
def test_a_page_is_kept_and_validated_as_any_other(path: str) -> None:
    first = get(path)
    again = get(path, if_none_match=first.headers["etag"])
    head = ask(path, "HEAD", app=released())

    assert (first.headers["cache-control"], first.headers["vary"]) == (
        "public, max-age=300", "Accept-Encoding, Accept-Language"
    )  # fmt: skip
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])


def test_the_language_of_the_address_is_kept_in_links() -> None:
    french = page("/changes?lang=fr")

    assert french.elements[0].attributes["lang"] == "fr"
    assert "/changes/5?lang=fr" in links(french, "/changes/5")
    assert "/changes/2?country=HTI&lang=fr" in links(page("/changes/2?lang=fr"), "/changes/2?")


def test_the_page_of_a_state_says_what_changed_lately() -> None:
    lately = section(page("/countries/HTI"), "What changed lately")

    assert lately.whole_text().startswith(
        "What changed lately 18 Jun 2026 National report due: was 18 Sept – 15 Nov 2026 (estimated), now "
    )
    assert re.search(r"\(estimated\) and \d+ further changes All changes of Haiti$", lately.whole_text())
    assert "What changed lately" not in headings(page("/countries/USA?as-of=2026-04-01"))


def test_a_state_that_nothing_happened_to_has_no_such_section() -> None:
    assert "What changed lately" not in headings(Page(ask("/countries/KEN").text))


def test_each_of_the_latest_changes_leads_to_its_release() -> None:
    found = page("/countries/USA")

    assert links(found, "/changes/") == ["/changes/5?country=USA", "/changes/4?country=USA"]
    assert "now November 2026 (tentative)" in section(found, "What changed lately").whole_text()
