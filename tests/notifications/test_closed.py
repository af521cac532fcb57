"""That a chat is closed is told once, with what to do, and without its address."""

from datetime import UTC, datetime

import pytest

from notifications.closed import Closed, compose_closed
from tests.notifications.build import HEAD, person
from tests.uprcycle.wording.test_languages import UNREAD
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import ChatHook
from uprcycle.wording.language import Language

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOOK = ChatHook("c1", "slack", "p1", "0a1b2c3d4e5f", NOON, "https://chat.example.org/secret", why="404")


def texts(hook: ChatHook) -> tuple[str, str]:
    mail = compose_closed(Closed(person(), hook, NOON), load_language("en"), HEAD, NOON)
    parts = [mail.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (str(part.get_content()) for part in parts if part is not None)
    return text, html


def test_it_says_which_chat_what_it_answered_and_what_to_do() -> None:
    text, html = texts(HOOK)

    for part in (text, html):
        assert "Slack takes no messages for the chat 0a1b2c3d4e5f since Monday, 4 May 2026" in part
        assert "its answer was 404" in part
        assert "`uprcycle channel remove c1`" in part
        assert "comes by mail until then" in part
        assert "secret" not in part


def test_in_a_language_that_nobody_answers_for_it_says_so_last() -> None:
    mail = compose_closed(Closed(person(), HOOK, NOON), Language("fr"), HEAD, NOON)
    part = mail.get_body(("plain",))

    assert part is not None
    assert part.get_content().rstrip().endswith(UNREAD)


def test_of_a_room_it_says_whose_it_is_as_text() -> None:
    text, html = texts(
        ChatHook("c1", "teams", "p1", "0a1b", NOON, "x", country="KEN", office="<b>RCO</b> Kenya", why="410")
    )

    assert "Teams takes no messages" in text
    assert "It is the room of <b>RCO</b> Kenya" in text
    assert "&lt;b&gt;RCO&lt;/b&gt; Kenya" in html


@pytest.mark.parametrize("who", ["p1", "p2"])
def test_its_key_names_chat_and_person(who: str) -> None:
    closed = Closed(person(who), HOOK, NOON)

    assert (closed.keys, closed.send_at) == ((f"closed/c1/{who}",), NOON)
