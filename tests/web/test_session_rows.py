"""Where the dates of a session lie against a day, and which of them moved lately."""

from dataclasses import replace
from datetime import UTC, date, datetime

from fastapi import FastAPI

from tests.web.reading import Page, faults_of
from tests.web.site import FIRST, SOURCES, ask, build_app, documents, world
from uprcycle.documents.build import Document
from uprcycle.documents.link import DocumentLink
from uprcycle.timetable.announced import (
    AnnouncedChange,
    AnnouncedReview,
    Announcement,
    Entry,
    Said,
)
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Verdict
from uprcycle.timetable.timetable import Timetable

CHANGED = replace(FIRST, number=3, at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
MOVED, ADDED = ChangeKind.MOVED, ChangeKind.ADDED


def entry(number: int, country: str, **changes: ChangeKind) -> Entry:
    found = {each.replace("_", "-"): kind for each, kind in changes.items()}
    timetable = world().timetable(country)
    said = {each.id: Said(each.span, each.status) for each in timetable.milestones}
    announced = tuple(
        AnnouncedChange(kind, world().rulebook.by_id[each], said[each], said[each])
        for each, kind in found.items()
    )
    review = AnnouncedReview(country, timetable.cycle, Verdict.MOVED, announced)
    return Entry(replace(CHANGED, number=number), Announcement(number - 1, number, (review,)))


def published(timetable: Timetable) -> tuple[Document, ...]:
    """Return the documents of a review, with a link to the national report of Andorra."""
    link = DocumentLink(
        *("AND", 4, "national-report", "en", "https://example.org/report", "somebody"),
        at=CHANGED.at,
        checked_on=CHANGED.at.date(),
    )
    is_there = timetable.country == "AND"
    return tuple(
        replace(each, links=(link,)) if is_there and each.listed.id == "national-report" else each
        for each in documents(timetable)
    )


def app(*log: Entry, today: date = date(2025, 10, 30)) -> FastAPI:
    history = replace(SOURCES.history, entries=lambda _: iter(log))
    return build_app(history=history, documents=published, today=lambda: today)


def test_a_session_says_what_is_past_next_published_and_moved_and_of_nobody_that_they_are_late() -> None:
    log = (
        entry(4, "KEN", national_report=MOVED),
        entry(3, "AND", working_group_review=MOVED, hrc_adoption=ADDED),
        entry(2, "AND", state_addendum=MOVED),
    )
    html = ask("/sessions/50", app=app(*log)).text
    page = Page(html)
    row = next(each for each in page.all("tr") if "Andorra" in each.whole_text())
    standings = [
        [each.whole_text() for each in cell.children[0].children if each.attributes["class"] == "standing"]
        for cell in row.children[1:]
    ]

    assert faults_of(html) == []
    assert standings == [["past"], ["past"], ["published"], ["next", "moved"], [], [], []]
    assert '<a class="standing" href="/changes/3?country=AND">' in html
    assert (
        "Cycle 4 · 13 States · Next: Review in the Working Group, 3 Nov 2025 · 1 date moved on 21 Nov 2026"
        in page.elements[0].whole_text()
    )
    assert "late" not in {word for text in page.texts for word in text[1].split()}


def test_a_session_of_which_all_is_past_names_nothing_next() -> None:
    html = ask("/sessions/27", app=app(today=date(2040, 1, 1))).text

    assert ("Next:" in html, "moved on" in html, "national report" in html.lower()) == (False, False, True)
