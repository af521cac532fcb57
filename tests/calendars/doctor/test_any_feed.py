"""Whatever a stranger sends, the examination ends, soon, with a report that can be written."""

import json
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.doctor.examine import Report, examine
from calendars.doctor.findings import finding_lines, show_report
from tests.calendars.doctor.good import GOOD, SEEN, ics
from uprcycle.wording.language import ENGLISH

ROWS = ics(GOOD).splitlines(keepends=True)
PIECES = st.one_of(
    st.sampled_from(ROWS),
    st.sampled_from(
        [b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"END:VCALENDAR\r\n", b"\xef\xbb\xbf", b"\0", b"\r"]
    ),
    st.binary(max_size=20),
    st.sampled_from(
        [b"UID", b"DTSTART", b"TRIGGER", b"RRULE", b"SEQUENCE", b"GEO", b"TZOFFSETTO", b"DUE"]
    ).flatmap(
        lambda name: st.text(max_size=20).map(
            lambda value: name + b":" + value.encode("utf-8", "replace") + b"\r\n"
        )
    ),
)


def written(report: Report) -> list[str]:
    """Return a report as a person and a script read it."""
    return [*finding_lines(report, ENGLISH), json.dumps(show_report(report, ENGLISH))]


@given(st.binary(max_size=400), st.binary(max_size=100))
def test_any_bytes_give_a_report_of_plain_lines(data: bytes, earlier: bytes) -> None:
    lines = written(examine(data, SEEN, earlier))

    assert [line for line in lines if not line.isprintable()] == []


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(0, len(ROWS)), st.integers(0, 3), PIECES), max_size=6), st.data())
def test_any_spoiling_of_a_good_feed_gives_the_same_report_twice(
    spoilings: list[tuple[int, int, bytes]], data: st.DataObject
) -> None:
    rows = list(ROWS)
    for place, gone, piece in spoilings:
        rows[place : place + gone] = [piece]
    feed = b"".join(rows)
    cut = data.draw(st.integers(0, len(feed)))

    for each in (feed, feed[:cut]):
        assert written(examine(each, SEEN, ics(GOOD))) == written(examine(each, SEEN, ics(GOOD)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\0" * 50_000_000, id="nothing-but-nul"),
        pytest.param(b"\n" * 50_000_000, id="nothing-but-breaks"),
        pytest.param(b"BEGIN:VCALENDAR\r\n" * 1_000_000, id="calendars-in-calendars"),
        pytest.param(b"BEGIN:VEVENT\r\n" * 10_000 + b"END:VEVENT\r\n" * 10_000, id="ten-thousand-deep"),
        pytest.param(b"SUMMARY:" + b"\r\n x" * 1_000_000, id="one-line-of-a-million-folds"),
        pytest.param(b'A;B="' + b';C="' * 1_000_000, id="open-quotes"),
        pytest.param(b"SUMMARY:" + b"<a " * 1_000_000, id="open-markup"),
        pytest.param(b"DESCRIPTION:" + b"a.a" * 1_000_000 + b"@", id="nearly-a-mail-address"),
        pytest.param(b"".join(b"NAME-%d:a\r\n" % each for each in range(90_000)), id="names-nobody-knows"),
        pytest.param(b"RRULE:" + b"FREQ=DAILY;" * 100_000, id="a-rule-without-end"),
    ],
)
def test_the_worst_feeds_end_within_seconds(data: bytes) -> None:
    whole = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data

    began = monotonic()
    report = examine(whole, SEEN)

    assert (monotonic() - began < 40, report.size) == (True, len(whole))
