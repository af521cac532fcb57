"""The mail with a link: in its reader's language, by the delivery mode, and never in a log."""

from email import message_from_bytes, policy

import pytest

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.site.sign_in_mail import link_address, send_link
from notifications.guard import DeliveryMode
from tests.flows.installed import NOON, TODAY
from tests.notifications.mail_server import Inbox, serving
from uprcycle.access.principal import Principal
from uprcycle.access.standing import Grant, Standing
from uprcycle.store.memory import MemoryStore

BASE, TOKEN = "https://upr.example.org", "uprsign-abc"
AMINA = Principal("p1", "Amina <Example>", "amina@example.org", "fr", (Grant(Standing.OFFICER),), (), TODAY)


def wiring_to(inbox: Inbox, mode: DeliveryMode, **chosen: object) -> Wiring:
    settings = Settings(base_url=BASE, smtp_url=f"smtp://127.0.0.1:{inbox.port}", delivery=mode, **chosen)  # type: ignore[arg-type]
    return Wiring(settings, MemoryStore(), lambda: NOON, lambda: TODAY)


def test_the_mail_holds_the_link_and_says_what_to_do_with_it() -> None:
    with serving(Inbox()) as inbox:
        assert send_link(wiring_to(inbox, DeliveryMode.LIVE), AMINA, TOKEN, "/my?page=2")
        (taken,) = inbox.taken
    mail = message_from_bytes(taken.original_content or b"", policy=policy.default)
    text, markup = (part.get_content() for kind in ("plain", "html") if (part := mail.get_body((kind,))))
    address = f"{BASE}/sign-in/{TOKEN}?next=%2Fmy%3Fpage%3D2"

    assert (str(mail["To"]), mail["Content-Language"]) == ("Amina Example <amina@example.org>", "fr")
    assert address in text
    assert ["l’anglais fait foi" in part for part in (text, markup)] == [True, True]
    assert f'<a href="{address}">' in markup
    assert [each for each in (TOKEN, "amina@example.org") if each in str(mail["Subject"])] == []


@pytest.mark.parametrize(
    ("mode", "chosen", "expected"),
    [
        (DeliveryMode.REDIRECT, {"redirect_to": "desk@example.org"}, ["desk@example.org"]),
        (DeliveryMode.ALLOWLIST, {"allowlist": ("@example.org",)}, ["amina@example.org"]),
        (DeliveryMode.ALLOWLIST, {"allowlist": ("@example.com",)}, []),
    ],
    ids=["redirect", "allowed", "not-allowed"],
)
def test_the_delivery_mode_says_who_is_written_to(
    mode: DeliveryMode, chosen: dict[str, object], expected: list[str]
) -> None:
    with serving(Inbox()) as inbox:
        is_sent = send_link(wiring_to(inbox, mode, **chosen), AMINA, TOKEN)

    assert [address for each in inbox.taken for address in each.rcpt_tos] == expected
    assert is_sent is bool(expected)


def test_a_server_that_refuses_is_noted_without_a_name(caplog: pytest.LogCaptureFixture) -> None:
    with serving(Inbox(["554 amina@example.org is unknown"])) as inbox:
        assert not send_link(wiring_to(inbox, DeliveryMode.LIVE), AMINA, TOKEN)

    assert [each for each in ("amina", TOKEN) if each in caplog.text] == []


def test_without_a_target_the_link_is_bare() -> None:
    assert link_address(wiring_to(Inbox(), DeliveryMode.LIVE), TOKEN) == f"{BASE}/sign-in/{TOKEN}"
