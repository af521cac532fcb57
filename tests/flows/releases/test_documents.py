"""What was found is kept with who, when and where; pages ask for it review by review."""

from datetime import date
from pathlib import Path

import pytest

from flows.releases.documents import Found, documents_of, reading_documents, record_link, supersede_link
from tests.flows.installed import stored
from uprcycle.documents.build import DocumentState
from uprcycle.errors import BadInputError, RefusedError

FOUND = Found(
    "summary", "en", "https://documents.example.org/3", "A. Example", date(2026, 1, 2), "A/HRC/WG.6/54/KEN/3"
)


def test_a_link_is_kept_as_it_was_found(home: Path) -> None:
    wiring = stored(home)
    timetable = wiring.world().timetable("KEN")
    kept = record_link(wiring, timetable, FOUND)

    assert (kept.country, kept.cycle, kept.document, kept.language, kept.url, kept.symbol) == (
        "KEN",
        timetable.cycle,
        "summary",
        "en",
        FOUND.url,
        FOUND.symbol,
    )
    assert (kept.by, kept.at, kept.checked_on) == ("A. Example", wiring.now(), FOUND.checked_on)
    found = {each.listed.id: each for each in reading_documents(wiring)(timetable)}
    assert (found["summary"].links, found["compilation"].state) == ((kept,), DocumentState.EXPECTED)


def test_superseding_names_who_said_so_and_keeps_the_rest(home: Path) -> None:
    wiring = stored(home)
    timetable = wiring.world().timetable("KEN")
    kept = record_link(wiring, timetable, FOUND)
    gone = supersede_link(wiring, timetable, "summary", "en", "B. Example")

    assert (gone.by, gone.url, gone.is_superseded, gone.number > kept.number) == (
        "B. Example",
        FOUND.url,
        True,
        True,
    )
    assert next(each for each in documents_of(wiring, timetable) if each.listed.id == "summary").links == ()
    with pytest.raises(RefusedError, match="nothing to supersede"):
        supersede_link(wiring, timetable, "summary", "en", "B. Example")


def test_nobody_cannot_supersede(home: Path) -> None:
    wiring = stored(home)
    timetable = wiring.world().timetable("KEN")
    record_link(wiring, timetable, FOUND)

    with pytest.raises(BadInputError, match="cannot be kept"):
        supersede_link(wiring, timetable, "summary", "en", " ")
