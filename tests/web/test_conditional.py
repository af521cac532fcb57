import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from web.conditional import Document, accepts_gzip, answer, digest

NEWEST = datetime(2026, 11, 20, 9, 30, 15, 250_000, tzinfo=UTC)
LONG = Document(
    b"BEGIN:VCALENDAR\r\n" * 100, "text/calendar; charset=utf-8", "abc", "public, max-age=60", NEWEST
)
SHORT = Document(b"ok", "text/plain", "def", "no-cache", None, ("Accept-Language",))


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="unconditional-is-never-304"),
        pytest.param({"if_none_match": '"abc"'}, 304, id="same"),
        pytest.param({"if_none_match": 'W/"abc"'}, 304, id="weakened-by-a-proxy"),
        pytest.param({"if_none_match": '"x", "abc"'}, 304, id="one-of-several"),
        pytest.param({"if_none_match": "*"}, 304, id="any"),
        pytest.param({"if_none_match": '"abc-gzip"'}, 304, id="the-other-encoding"),
        pytest.param({"if_none_match": '"abd"'}, 200, id="another"),
        pytest.param({"if_none_match": "abc"}, 200, id="without-quotes"),
        pytest.param({"if_none_match": ""}, 200, id="empty"),
        pytest.param({"if_modified_since": "Fri, 20 Nov 2026 09:30:15 GMT"}, 304, id="same-second"),
        pytest.param({"if_modified_since": "Sat, 21 Nov 2026 00:00:00 GMT"}, 304, id="later"),
        pytest.param({"if_modified_since": "Fri, 20 Nov 2026 09:30:14 GMT"}, 200, id="earlier"),
        pytest.param({"if_modified_since": "yesterday"}, 200, id="junk-date"),
        pytest.param({"if_modified_since": "Fri, 99 Nov 2026 09:30:15 GMT"}, 200, id="impossible-date"),
        pytest.param({"if_modified_since": "2027-01-01T00:00:00Z"}, 200, id="another-format"),
        pytest.param({"if_modified_since": "Sat, 21 Nov 2026 00:00:00 +0100"}, 200, id="another-zone"),
        pytest.param(
            {"if_none_match": '"old"', "if_modified_since": "Sat, 21 Nov 2026 00:00:00 GMT"},
            200,
            id="the-tag-wins",
        ),
        pytest.param(
            {"if_none_match": '"abc"', "if_modified_since": "junk"}, 304, id="the-tag-wins-over-junk"
        ),
    ],
)
def test_a_conditional_request(headers: dict[str, str], status: int) -> None:
    response = answer(request(**headers), LONG)

    assert (response.status_code, bytes(response.body)) == (status, LONG.body if status == 200 else b"")


@given(st.text(st.characters(max_codepoint=255)))
def test_no_text_in_a_date_header_breaks_the_answer(text: str) -> None:
    assert answer(request(if_modified_since=text), LONG).status_code in (200, 304)


def test_a_304_repeats_the_validators_and_nothing_else() -> None:
    response = answer(request(if_none_match='"abc"'), LONG)

    assert dict(response.headers) == {
        "etag": '"abc"',
        "cache-control": "public, max-age=60",
        "vary": "Accept-Encoding",
        "last-modified": "Fri, 20 Nov 2026 09:30:15 GMT",
    }


def test_a_document_without_a_day_ignores_dates() -> None:
    assert answer(request(if_modified_since="Sat, 21 Nov 2099 00:00:00 GMT"), SHORT).status_code == 200


def test_an_error_page_is_never_304() -> None:
    assert answer(request(if_none_match="*"), LONG, 404).status_code == 404


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=1.0, br", True),
        ("gzip; q=0.001", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("br", False),
        ("", False),
        ("identity", False),
        ("*", False),
    ],
)
def test_gzip_is_sent_only_when_asked_for(header: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert accepts_gzip(header) is expected


def test_each_encoding_has_its_own_tag_and_the_same_content() -> None:
    plain, zipped = answer(request(), LONG), answer(request(accept_encoding="gzip"), LONG)

    assert (plain.headers["etag"], zipped.headers["etag"]) == ('"abc"', '"abc-gzip"')
    assert gzip.decompress(bytes(zipped.body)) == bytes(plain.body) == LONG.body
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert [each.headers["content-length"] for each in (plain, zipped)] == [
        "1700",
        str(len(bytes(zipped.body))),
    ]
    assert plain.headers["vary"] == zipped.headers["vary"] == "Accept-Encoding"


def test_compressing_twice_gives_the_same_bytes() -> None:
    other = Document(bytes(bytearray(LONG.body)), "text/calendar", "abc", "")

    assert (
        answer(request(accept_encoding="gzip"), LONG).body
        == answer(request(accept_encoding="gzip"), other).body
    )


def test_a_short_document_is_not_compressed() -> None:
    response = answer(request(accept_encoding="gzip"), SHORT)

    assert (bytes(response.body), response.headers["vary"]) == (b"ok", "Accept-Encoding, Accept-Language")


def test_a_digest_follows_the_bytes() -> None:
    assert (digest(b"a"), digest(b"b")) == (digest(b"a"), digest(b"b"))
    assert (digest(b"a") == digest(b"b"), len(digest(b"a"))) == (False, 32)
