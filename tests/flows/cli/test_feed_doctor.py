"""`uprcycle feed-doctor`: exit statuses, and one line for each finding."""

from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.calendars.doctor.good import GOOD, Spoil, ics, spoilt
from tests.calendars.doctor.served import PATH, Asked, Reply, Respond, respond_well, serving
from tests.flows.installed import CommandLine

ERROR = ("PRIORITY:5\n", "PRIORITY:5\nPRIORITY:6\n")
WARNING = ("PRIORITY:5\n", "PRIORITTY:5\n")


@pytest.mark.parametrize(
    ("spoils", "options", "ending"),
    [
        pytest.param((), (), (0, "errors 0, warnings 0, hints 0"), id="good"),
        pytest.param((WARNING,), (), (0, "errors 0, warnings 1, hints 0"), id="warning"),
        pytest.param((WARNING,), ("--strict",), (1, "errors 0, warnings 1, hints 0"), id="strict"),
        pytest.param((ERROR,), (), (1, "errors 1, warnings 0, hints 0"), id="error"),
    ],
)
def test_the_status_says_how_bad_it_is(
    uprcycle: CommandLine,
    tmp_path: Path,
    spoils: tuple[Spoil, ...],
    options: tuple[str, ...],
    ending: tuple[int, str],
) -> None:
    file = tmp_path / "feed.ics"
    file.write_bytes(spoilt(*spoils))

    answer = uprcycle("feed-doctor", str(file), *options)

    assert (answer.status, answer.out.splitlines()[-1].partition(": ")[2]) == ending
    assert (len(answer.out.splitlines()), answer.err) == (1 + len(spoils), "")


def test_a_file_that_is_not_there_is_bad_input(uprcycle: CommandLine, tmp_path: Path) -> None:
    answer = uprcycle("feed-doctor", str(tmp_path / "missing.ics"))

    assert (answer.status, answer.out) == (2, "")
    assert "no such file" in answer.err


def test_a_host_that_does_not_answer_is_bad_input(uprcycle: CommandLine) -> None:
    with serving(respond_well) as server:
        answer = uprcycle("feed-doctor", f"{server}/feeds/missing.ics")

    assert (answer.status, answer.out) == (2, "")
    assert "the server answered 404" in answer.err


def test_standard_input_is_read(uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(ics(GOOD))))

    assert uprcycle("feed-doctor", "-", "--json").value["counts"] == {"error": 0, "warning": 0, "hint": 0}


def answer_page(asked: Asked) -> Reply:
    """Answer with a page and no calendar, as sign-ins do."""
    del asked
    return Reply(200, {"Content-Type": "text/html"}, b"<!DOCTYPE html>\r\n<title>Sign in</title>\r\n")


def answer_broken(asked: Asked) -> Reply:
    """Answer with a feed that programs cannot read."""
    return respond_well(asked, spoilt(("second\\,", "second\n\\,"), ("PT12H\n", "P12H\n")))


def answer_frozen(asked: Asked) -> Reply:
    """Answer well the first time, and say "unchanged" ever after."""
    reply = respond_well(asked)
    is_again = asked.header("if-none-match") or asked.header("if-modified-since")
    return Reply(304, {}) if is_again else reply.with_header("Content-Type", "text/plain")


@pytest.mark.parametrize(
    ("respond", "expected"),
    [
        pytest.param(answer_page, ["not-a-calendar", "wrong-content-type"], id="a-sign-in"),
        pytest.param(answer_broken, ["bad-refresh-interval", "raw-line-break"], id="a-broken-feed"),
        pytest.param(
            answer_frozen, ["304-to-anything", "304-to-junk-date", "wrong-content-type"], id="a-frozen-feed"
        ),
    ],
)
def test_feeds_that_are_wrong_on_purpose_are_seen_through(
    uprcycle: CommandLine, respond: Respond, expected: list[str]
) -> None:
    with serving(respond) as server:
        answer = uprcycle("feed-doctor", f"{server}{PATH}", "--json")

    errors = [each["id"] for each in answer.value["findings"] if each["severity"] == "error"]
    assert (answer.status, sorted(errors)) == (1, expected)


def test_an_earlier_copy_shows_what_became_of_the_feed(uprcycle: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "earlier.ics"
    file.write_bytes(spoilt(("DTEND:20270504T103000Z", "DTEND:20270504T110000Z")))

    with serving(respond_well) as server:
        answer = uprcycle("feed-doctor", f"{server}{PATH}", "--before", str(file), "--lang", "fr")

    assert answer.status == 1
    assert "moved-without-sequence" in answer.out
