"""What the operator reads, and that nobody else is named in it."""

from datetime import timedelta
from email import message_from_bytes, policy

from flows.installation.settings import Settings
from flows.watch.operator_mail import Report, tell_operator
from flows.watch.troubles import Kind, Trouble
from notifications.guard import DeliveryMode
from tests.flows.installed import NOON, founded_memory, wiring_over
from tests.notifications.mail_server import Inbox, serving

BOTH = Report((Trouble(Kind.EMPTY), Trouble(Kind.NO_ROUND, NOON)), NOON)
OVER = Report((), NOON + timedelta(hours=1))


def tell(report: Report, inbox: Inbox | None, **more: str) -> bool:
    server = f"smtp://127.0.0.1:{inbox.port}" if inbox else "smtp://127.0.0.1:1"
    settings = Settings.model_validate(
        {"delivery": DeliveryMode.LIVE, "smtp_url": server, "operator": "operator@example.org", **more}
    )
    return tell_operator(wiring_over(founded_memory().store, lambda: NOON, settings), report)


def test_every_trouble_stands_in_one_mail_with_what_to_do() -> None:
    with serving(Inbox()) as inbox:
        assert tell(BOTH, inbox)
        assert tell(OVER, inbox)
    first, last = (
        message_from_bytes(each.original_content or b"", policy=policy.default) for each in inbox.taken
    )
    texts = [mail.get_body(("plain",)) for mail in (first, last)]

    assert [str(each["Subject"]) for each in (first, last)] == [
        "uprcycle: the scheduler has no round planned",
        "uprcycle: all is well again",
    ]
    assert [text.get_content().splitlines() for text in texts if text] == [
        [
            *(f"{each.text}: {each.remedy}" for each in BOTH.troubles),
            "Nothing is lost: the next round sends what is owed.",
            "http://127.0.0.1:8080",
        ],
        ["Rounds come again.", "http://127.0.0.1:8080"],
    ]
    assert first["Message-ID"] != last["Message-ID"]


def test_what_cannot_be_sent_now_is_to_be_tried_again_and_what_is_refused_is_not() -> None:
    assert not tell(BOTH, None)
    with serving(Inbox(answers=["451 4.3.0 later"])) as busy:
        assert not tell(BOTH, busy)
    with serving(Inbox(answers=["550 5.1.1 nobody"])) as refusing:
        assert tell(BOTH, refusing)


def test_without_an_operator_there_is_nothing_to_do() -> None:
    assert tell(BOTH, None, operator="")
