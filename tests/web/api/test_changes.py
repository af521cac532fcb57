"""The change log as JSON, in the promised shapes."""

import pytest

from tests.web.released import AUTHOR, HIDDEN, HOSTILE, get, log, released
from tests.web.site import ask
from uprcycle.wording.changes import show_entry, show_review
from uprcycle.wording.language import ENGLISH
from web.api.schema import ChangesShape, ProblemShape, ReleasesShape

PATHS = ["/api/v1/changes", "/api/v1/changes/2", "/api/v1/changes/2..4", "/api/v1/changes/2?country=HTI"]


def changes(path: str) -> ChangesShape:
    return ChangesShape.model_validate_json(get(f"/api/v1/changes/{path}").content, strict=True)


def releases(query: str = "") -> ReleasesShape:
    return ReleasesShape.model_validate_json(get(f"/api/v1/changes{query}").content, strict=True)


def test_the_releases_are_listed_newest_first() -> None:
    found = releases()

    assert (found.country, found.page, found.is_last) == (None, 1, True)
    assert get("/api/v1/changes").json()["releases"] == [show_entry(each) for each in log().entries()]
    assert [(each.number, each.counts["moved"], each.first is not None) for each in found.releases] == [
        (5, 1, False), (4, 1, False), (3, 0, False), (2, 12, False), (1, 0, True),
    ]  # fmt: skip


def test_of_a_state_only_the_releases_that_changed_it() -> None:
    found = releases("?country=HTI")

    assert (found.country, [each.number for each in found.releases]) == ("HTI", [2])
    assert (releases("?country=KEN").releases, releases("?country=KEN").is_last) == ([], True)


def test_a_release_has_every_public_date_it_changed() -> None:
    entry = log().between(1, 2)

    assert changes("2").base == 1
    assert get("/api/v1/changes/2").json()["reviews"] == [
        show_review(each, ENGLISH) for each in entry.announcement.reviews
    ]
    assert {each.country for each in changes("2?country=HTI").reviews} == {"HTI"}


def test_any_two_releases_are_compared() -> None:
    (there,), (back,) = changes("3..4").reviews, changes("4..3").reviews

    assert [(each.id, each.old, each.new) for each in there.changes] == [
        (each.id, each.new, each.old) for each in back.changes
    ]
    assert changes("2..3").reviews == []


def test_the_first_release_changes_nothing() -> None:
    found = changes("1")

    assert (found.base, found.reviews, found.release.first and found.release.first.states) == (0, [], 27)


def test_nobody_and_nothing_hidden_is_named() -> None:
    texts = [get(path).text for path in [*PATHS, "/api/v1/changes/3"]]

    assert [word for word in (AUTHOR, HIDDEN.id, HIDDEN.title) for text in texts if word in text] == []


def test_a_note_is_one_plain_line() -> None:
    note = changes("4").release.note

    assert note.startswith(
        "<script>alert(1)</script> \"'&amp; {{7*7}} {% raw %} ${7*7} gnp.exe [31m Set-Cookie"
    )
    assert (set("\r\n\x00\x1b\u202e") & set(note), len(note) > len(HOSTILE) - 50) == (set(), True)


@pytest.mark.parametrize(
    "path",
    [
        "/6", "/0", "/x", "/1..9", "/..x", "/" + "9" * 5_000, "/2?page=2", "/2?page=x", "?page=2", "?page=0",
        "?country=haiti", "?country=VAT", "/2?country=%00", "/2?country=Haiti",
    ],
)  # fmt: skip
def test_a_refusal_has_the_promised_shape(path: str) -> None:
    answer = get(f"/api/v1/changes{path}")

    assert answer.headers["content-type"] == "application/problem+json"
    assert ProblemShape.model_validate_json(answer.content, strict=True).status == answer.status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_kept_and_validated_as_a_page(path: str) -> None:
    first = get(path)
    again = get(path, if_none_match=first.headers["etag"])
    head = ask(path, "HEAD", app=released())

    assert (first.headers["cache-control"], first.headers["content-type"]) == (
        "public, max-age=300",
        "application/json",
    )
    assert (again.status_code, head.status_code, head.content) == (304, 200, b"")


def test_titles_come_in_the_language_asked_for() -> None:
    english, french = (get(f"/api/v1/changes/4?lang={code}").json() for code in ("en", "fr"))
    titles = [
        [change["title"] for review in each["reviews"] for change in review["changes"]]
        for each in (english, french)
    ]

    assert (titles[0] != titles[1], len(titles[0])) == (True, len(titles[1]))
