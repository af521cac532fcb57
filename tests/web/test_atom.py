"""Atom read by parsers that we did not write, whatever the texts in it."""

from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]  # it has no types and no stubs
import pytest

from web.atom import AtomEntry, AtomFeed, render_atom, tag_uri

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "]]><script>alert(1)</script> & \"'\x00\x0b\ud800\ufffe {{7*7}}"


def feed(*entries: AtomEntry, title: str = "What changed") -> AtomFeed:
    return AtomFeed(
        id="tag:upr.example.org,2026-03-02:changes/en",
        title=title,
        author="uprcycle",
        updated=NOON,
        language="en",
        address="https://upr.example.org/changes.atom?lang=en&a=b",
        link="https://upr.example.org/changes",
        entries=entries,
    )


def entry(title: str = "Release 2", html: str = "<p>moved</p>") -> AtomEntry:
    return AtomEntry(
        "tag:upr.example.org,2026-11-20:changes/2/en", title, NOON, "https://upr.example.org/changes/2", html
    )


def test_a_feed_reader_reads_what_was_written() -> None:
    read = feedparser.parse(render_atom(feed(entry())))
    (one,) = read.entries

    assert (read.bozo, read.version, read.feed.id) == (False, "atom10", feed().id)
    assert (read.feed.title, read.feed.author, read.feed.language) == ("What changed", "uprcycle", "en")
    assert {(each.rel, each.type, each.href) for each in read.feed.links} == {
        ("self", "application/atom+xml", feed().address),
        ("alternate", "text/html", feed().link),
    }
    assert (one.id, one.title, one.link, one.updated) == (
        entry().id,
        "Release 2",
        entry().link,
        "2026-11-20T12:00:00Z",
    )
    assert [(each.type, each.value) for each in one.content] == [("text/html", "<p>moved</p>")]


@pytest.mark.parametrize(
    ("parent", "wanted"),
    [("", ["author", "id", "title", "updated"]), ("entry", ["content", "id", "title", "updated"])],
    ids=["feed", "entry"],
)
def test_everything_that_the_standard_asks_for_is_there_once(parent: str, wanted: list[str]) -> None:
    root = ET.fromstring(render_atom(feed(entry())))  # noqa: S314 - our own bytes
    element = root.find(f"{ATOM}{parent}") if parent else root
    assert element is not None
    names = [each.tag.removeprefix(ATOM) for each in element]

    assert sorted(name for name in names if name not in {"link", "entry"}) == wanted


def test_an_empty_feed_is_a_feed() -> None:
    read = feedparser.parse(render_atom(feed()))

    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "2026-11-20T12:00:00Z")


def test_no_text_breaks_out_of_its_place() -> None:
    body = render_atom(feed(entry(HOSTILE, HOSTILE), title=HOSTILE))
    root = ET.fromstring(body)  # noqa: S314 - our own bytes
    expected = HOSTILE.translate(dict.fromkeys(map(ord, "\x00\x0b\ud800\ufffe"), "\ufffd"))

    assert [each.text for each in root.iter() if each.tag in {f"{ATOM}title", f"{ATOM}content"}] == [
        expected
    ] * 3
    assert (b"<script" in body, len(root.findall(f"{ATOM}entry"))) == (False, 1)


def test_a_moment_is_written_in_utc() -> None:
    late = AtomEntry("a", "b", NOON.astimezone(timezone(timedelta(hours=13))), "c", "d")

    assert feedparser.parse(render_atom(feed(late))).entries[0].updated == "2026-11-20T12:00:00Z"


def test_the_same_feed_is_the_same_bytes() -> None:
    assert render_atom(feed(entry())) == render_atom(feed(entry()))


def test_a_tag_names_a_host_a_day_and_a_thing() -> None:
    assert tag_uri("upr.example.org", date(2026, 3, 2), "changes/en") == feed().id
