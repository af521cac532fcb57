"""The change log as Atom, read as a feed reader reads it."""

from datetime import timedelta
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has no types and no stubs
import pytest

from flows.releases.changelog import ChangeLog
from tests.flows.installed import FOUNDED, wiring_over
from tests.flows.released import BASE
from tests.web.released import AUTHOR, HIDDEN, get, released
from tests.web.site import ask, build_app
from uprcycle.store.memory import MemoryStore
from uprcycle.store.packaged import load_ruleset
from web.sources import History

FEEDS = [
    "/changes.atom",
    "/countries/HTI/changes.atom",
    "/countries/KEN/changes.atom",
    "/changes.atom?lang=fr",
]


def read(path: str) -> Any:  # noqa: ANN401 - feedparser keeps its shapes to itself
    return feedparser.parse(get(path).content, sanitize_html=False)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_reader_finds_no_fault(path: str) -> None:
    found = read(path)

    assert (found.bozo, found.version, get(path).headers["content-type"]) == (
        False,
        "atom10",
        "application/atom+xml; charset=utf-8",
    )


def test_every_release_is_an_entry_newest_first() -> None:
    found = read("/changes.atom")

    assert [(each.title, each.updated) for each in found.entries] == [
        ("Release 5: 1 State with dates that moved", "2026-11-20T10:10:00Z"),
        ("Release 4: 1 State with dates that moved", "2026-11-19T22:45:00Z"),
        ("Release 3: No public date changed.", "2026-09-04T08:00:00Z"),
        ("Release 2: 12 States with dates that moved", "2026-06-18T14:05:00Z"),
        ("Release 1: The first release: 27 States, sessions 53 to 54.", "2026-03-02T09:30:00Z"),
    ]
    assert (found.feed.updated, found.feed.author) == ("2026-11-20T10:10:00Z", "uprcycle")


def test_a_state_has_a_feed_of_its_own() -> None:
    found = read("/countries/HTI/changes.atom")

    assert (found.feed.title, found.feed.updated) == ("What changed for Haiti", "2026-06-18T14:05:00Z")
    assert [(each.id, each.link) for each in found.entries] == [
        (
            "tag:uprcycle.example.org,2026-06-18:changes/2/HTI/en",
            "https://upr.example.org/changes/2?country=HTI&lang=en",
        )
    ]


def test_a_state_that_nothing_happened_to_has_an_empty_feed() -> None:
    found = read("/countries/KEN/changes.atom")

    assert (found.entries, found.feed.updated) == ([], "2026-03-02T09:30:00Z")


def test_an_entry_says_what_was_and_what_is() -> None:
    (entry,) = (each for each in read("/changes.atom").entries if each.id.endswith("changes/2/en"))
    (content,) = entry.content

    assert content.type == "text/html"
    assert 'Source: <bdi lang="">A letter of the Bureau</bdi>' in content.value
    assert (
        "<li><strong>Review in the Working Group</strong>: "
        "was January 2027 (tentative), now July 2027 (tentative)\n<br />"
        "Haiti, Iceland, Lithuania, Republic of Moldova, Myanmar and 7 more States</li>"
    ) in content.value
    assert '<a href="https://upr.example.org/changes/2?lang=en">' in content.value


def test_ids_differ_and_name_host_day_release_and_language() -> None:
    every = [each.id for path in FEEDS for each in (read(path).feed, *read(path).entries)]

    assert len(every) == len(set(every))
    assert every[:2] == [
        "tag:uprcycle.example.org,2026-03-02:changes/en",
        "tag:uprcycle.example.org,2026-11-20:changes/5/en",
    ]


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_names_its_own_address_and_the_page(path: str) -> None:
    found = read(path)
    own = {each.rel: each.href.removeprefix("https://upr.example.org") for each in found.feed.links}

    assert get(own["self"]).content == get(path).content
    assert get(own["alternate"]).headers["content-type"] == "text/html; charset=utf-8"


def test_nobody_and_nothing_hidden_is_named() -> None:
    texts = [get(path).text for path in FEEDS]

    assert [word for word in (AUTHOR, HIDDEN.id, HIDDEN.title) for text in texts if word in text] == []


def test_a_hostile_note_stays_text_through_both_escapes() -> None:
    (entry,) = (each for each in read("/changes.atom").entries if each.id.endswith("changes/4/en"))
    html = entry.content[0].value

    assert ("<script" in html, "&lt;script&gt;alert(1)&lt;/script&gt;" in html) == (False, True)
    assert ("{{7*7}}" in html, "\u202e" in html, 'href="javascript' in html) == (True, False, False)
    assert len(html) < 3_000


def test_the_language_is_that_of_the_address() -> None:
    french = read("/changes.atom?lang=fr")

    assert (french.feed.language, "janvier 2027" in french.entries[3].content[0].value) == ("fr", True)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_kept_and_validated_as_a_page(path: str) -> None:
    first = get(path)
    again = get(path, if_none_match=first.headers["etag"])
    head = ask(path, "HEAD", app=released())

    assert first.headers["cache-control"] == "public, max-age=300"
    assert (again.status_code, head.status_code, head.content) == (304, 200, b"")
    assert first.content == get(path).content


@pytest.mark.parametrize(
    "path", ["/countries/haiti/changes.atom", "/countries/VAT/changes.atom", "/countries/%00/changes.atom"]
)
def test_only_a_code_names_a_feed(path: str) -> None:
    assert get(path).status_code == 404


def test_a_feed_holds_the_last_twenty_releases() -> None:
    store = MemoryStore()
    for number in range(21):
        at = FOUNDED + timedelta(days=number)
        store.releases.add(BASE, load_ruleset(), by=AUTHOR, note="", source="", at=at)
    log = ChangeLog(wiring_over(store))
    many = build_app(history=History(log.releases, log.entries, log.between, log.world_on))
    entries = feedparser.parse(ask("/changes.atom", app=many).content).entries

    assert (len(entries), entries[-1].title) == (20, "Release 2: No public date changed.")
