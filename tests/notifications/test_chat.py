"""What a chat is told: few lines, public items alone, and text that is never more than text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.chat import LONGEST, compose_chat, escape, write_chat
from notifications.digest import Digest, build_digests
from notifications.hooks import HookKind
from notifications.ladder import Party
from notifications.mail import message_id
from tests.notifications.build import HEAD, MONDAY, nudge, person, task
from uprcycle.store.packaged import load_language
from uprcycle.visibility import Visibility

ENGLISH = load_language("en")
SLACK, TEAMS = HookKind.SLACK, HookKind.TEAMS
HOME = "https://uprcycle.example.org/?lang=en"
HOSTILE = (
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<!subteam^S0123>",
    "<@U0123ABCD>",
    "@channel",
    "@here",
    "&lt;!channel&gt;",
    "<https://evil.example.org|click>",
    "https://evil.example.org",
    "[click](https://evil.example.org)",
    "![x](https://evil.example.org/x.png)",
    "<at>Amina Example</at>",
    "<AT>all</AT>",
    "*bold* _italic_ ~struck~ `code` **b** __u__",
    "{{DATE(2026-05-04T12:00:00Z,SHORT)}}",
    "${title}",
    "# heading",
    "> quoted",
    "a\nb\r\nc\u2028d",
    "\u202eevil",
    "\\*escaped\\*",
    "<img src=x onerror=alert(1)>",
    "|table|",
)


def digest_of(*days: int, title: str = "Write the report", hidden: int = 0) -> Digest:
    public = [task(MONDAY + timedelta(days=each), f"t{each}", title=title) for each in days]
    others = [
        task(MONDAY + timedelta(days=1), f"u{each}", title="Secret", visibility=Visibility.UN_INTERNAL)
        for each in range(hidden)
    ]
    (digest,) = build_digests(nudge(each, person()) for each in (*public, *others))
    return digest


def lines(digest: Digest, kind: HookKind = SLACK) -> list[str]:
    return write_chat(digest, kind, ENGLISH, HEAD).splitlines()


def test_a_digest_is_a_line_each_with_its_date_and_how_sure_it_is() -> None:
    assert lines(digest_of(2, 3)) == [
        "Kenya: 2 UPR tasks, first 6 May 2026 (confirmed)",
        "• Kenya: Write the report (Wednesday, 6 May 2026, confirmed, to the day, in 2 days)",
        "• Kenya: Write the report (Thursday, 7 May 2026, confirmed, to the day, in 3 days)",
        HOME,
    ]


def test_many_items_are_counted_and_a_long_text_stays_short() -> None:
    said = lines(digest_of(*range(1, 9)))
    assert (len(said), said[-2]) == (8, "And 3 more, on your list.")

    for kind in HookKind:
        text = write_chat(digest_of(*range(1, 9), title="<&>*_" * 60), kind, ENGLISH, HEAD)
        assert len(text) <= LONGEST
        assert text.endswith(HOME)


def test_what_is_not_public_is_counted_and_neither_named_nor_placed() -> None:
    assert lines(digest_of(hidden=2)) == [
        "You have 2 items in the UPR workspace",
        "2 items are not named here.",
        HOME,
    ]
    mixed = lines(digest_of(2, hidden=1))
    assert mixed[0] == "You have 2 items in the UPR workspace"
    assert "Secret" not in "\n".join(mixed)
    assert mixed[-2] == "1 item is not named here."


def test_what_others_left_undone_is_counted_and_neither_named_nor_placed() -> None:
    own, passed_on = nudge(task(MONDAY, "own", title="My own")), nudge(task(MONDAY - timedelta(days=5)))
    passed_on = replace(passed_on, told_before=(Party.HOLDER,))
    (alone,), (mixed,) = build_digests([passed_on]), build_digests([own, passed_on])

    assert lines(alone) == ["You have an item in the UPR workspace", "1 item is not named here.", HOME]
    assert lines(mixed) == [
        "You have 2 items in the UPR workspace",
        "• Kenya: My own (Monday, 4 May 2026, confirmed, to the day, today)",
        "1 item is not named here.",
        HOME,
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_slack_reads_a_text_from_outside_as_nothing_but_text(text: str) -> None:
    written = escape(text, SLACK)

    assert [each for each in "<>@\n\r\u2028\u202e" if each in written] == []
    assert "://" not in written
    assert written.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "").count("&") == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_teams_reads_a_text_from_outside_as_nothing_but_text(text: str) -> None:
    written = escape(text, TEAMS)

    assert [each for each in "<>@[]{}*~`\\|#\n\r\u2028\u202e" if each in written] == []
    assert "://" not in written


@pytest.mark.parametrize("kind", HookKind)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_changes_neither_the_number_of_lines_nor_the_links(kind: HookKind, text: str) -> None:
    said = lines(digest_of(2, title=f"Report {text}"), kind)

    assert len(said) == 3
    assert [each for each in said if "http" in each and "://" in each] == [HOME]


@pytest.mark.parametrize("kind", HookKind)
def test_a_message_claims_the_keys_of_its_digest_under_an_id_of_its_own(kind: HookKind) -> None:
    digest = digest_of(2)
    envelope = compose_chat(digest, kind, ENGLISH, HEAD)

    assert (envelope.keys, envelope.person, envelope.channel) == (digest.keys, "p1", kind.value)
    assert (envelope.not_before, envelope.links) == (digest.send_at, ())
    assert envelope.message_id == message_id(digest, HEAD).replace("@", f".{kind.value}@")
    assert envelope.payload.decode() == write_chat(digest, kind, ENGLISH, HEAD)


def test_a_chat_is_written_in_the_language_of_its_reader() -> None:
    text = write_chat(digest_of(2), SLACK, load_language("fr"), HEAD)

    assert text.splitlines()[-1] == HOME.replace("en", "fr")
