"""Links to documents are appended, numbered and kept for ever; on every store."""

from dataclasses import replace
from datetime import date

from tests.uprcycle.store.build import NEPAL_TIME, NOW
from uprcycle.documents.link import DocumentLink
from uprcycle.store.ports import Store

REPORT = DocumentLink(
    country="KEN",
    cycle=4,
    document="national-report",
    language="fr",
    url="https://documents.example.org/a?b=1#c",
    by="amina",
    at=NOW,
    checked_on=date(2026, 5, 3),
    symbol="A/HRC/WG.6/54/KEN/1",
)
GONE = replace(REPORT, is_superseded=True, by="boris")


def test_links_come_back_by_number_of_their_review_alone(store: Store) -> None:
    first, *_, last = (
        store.documents.record(each)
        for each in (REPORT, replace(REPORT, country="UGA"), replace(REPORT, cycle=3), GONE)
    )

    assert store.documents.of("KEN", 4) == (first, last)
    assert (first, last) == (replace(REPORT, number=first.number), replace(GONE, number=last.number))
    assert 0 < first.number < last.number
    assert store.documents.of("KEN", 5) == ()
    assert [each.number for each in store.documents.all()] == sorted({1, 2, 3, 4})
    assert store.documents.all()[0] == first


def test_moments_come_back_in_utc(store: Store) -> None:
    kept = store.documents.record(replace(REPORT, at=NOW.astimezone(NEPAL_TIME)))

    assert (kept.at, store.documents.of("KEN", 4)[0].at) == (NOW, NOW)


def test_the_trail_names_the_document_and_not_where_it_is(store: Store) -> None:
    first, last = store.documents.record(REPORT), store.documents.record(GONE)

    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()] == [
        ("boris", "supersede document", "KEN 4 national-report", f"fr {last.number}"),
        ("amina", "record document", "KEN 4 national-report", f"fr {first.number}"),
    ]
