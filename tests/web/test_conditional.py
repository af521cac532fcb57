import gzip
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from web.conditional import Coding, Document, answer, choose_coding, digest

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
        pytest.param({"if_none_match": '"abc-br"'}, 304, id="the-third-encoding"),
        pytest.param({"if_none_match": '"abc-identity"'}, 200, id="no-encoding-of-ours"),
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
        ("gzip", Coding.GZIP),
        ("GZIP", Coding.GZIP),
        ("x-gzip", Coding.GZIP),
        ("br", Coding.BROTLI),
        ("gzip, deflate", Coding.GZIP),
        ("gzip, deflate, br, zstd", Coding.BROTLI),
        ("deflate, gzip;q=1.0, br;q=0.5", Coding.GZIP),
        ("gzip; q=0.001", Coding.GZIP),
        ("br;q=0, gzip;q=0.5", Coding.GZIP),
        ("identity, gzip;q=0.5", Coding.IDENTITY),
        ("gzip;q=0", Coding.IDENTITY),
        ("gzip; q=0.000", Coding.IDENTITY),
        ("gzip;q=high", Coding.IDENTITY),
        ("gzip;q=nan", Coding.IDENTITY),
        ("gzip;q=-1", Coding.IDENTITY),
        ("deflate, zstd", Coding.IDENTITY),
        ("", Coding.IDENTITY),
        ("identity", Coding.IDENTITY),
        ("*", Coding.IDENTITY),
    ],
)
def test_a_coding_is_used_only_when_it_is_asked_for(header: str, expected: Coding) -> None:
    assert choose_coding(header) is expected


@given(st.text(st.characters(max_codepoint=255)))
def test_no_text_in_a_coding_header_breaks_the_answer(text: str) -> None:
    assert answer(request(accept_encoding=text), LONG).status_code == 200


def test_each_coding_has_its_own_tag_and_the_same_content() -> None:
    read = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    sent = {each: answer(request(accept_encoding=each), LONG) for each in read}

    assert {each: response.headers["etag"] for each, response in sent.items()} == {
        "identity": '"abc"',
        "gzip": '"abc-gzip"',
        "br": '"abc-br"',
    }
    assert [read[each](bytes(response.body)) for each, response in sent.items()] == [LONG.body] * 3
    assert [response.headers.get("content-encoding") for response in sent.values()] == [None, "gzip", "br"]
    assert [response.headers["content-length"] for response in sent.values()] == [
        str(len(bytes(response.body))) for response in sent.values()
    ]
    assert {response.headers["vary"] for response in sent.values()} == {"Accept-Encoding"}


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
