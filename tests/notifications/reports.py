"""Reports of mail servers, as several of them write one; every part can be left out or forged."""

TOKEN = "uprmail-abcdefghijklmnopqrstuvwxyz-0123456789_ABCDE"
KIND = 'multipart/report; report-type=delivery-status; boundary="b"'
MESSAGE_ID = "<0123456789abcdef@example.org>"


def original(message_id: str = MESSAGE_ID, token: str = TOKEN) -> str:
    """The headers of a mail of ours."""
    return (
        f"From: uprcycle@example.org\r\nTo: Amina <amina@example.org>\r\nMessage-ID: {message_id}\r\n"
        f"List-Unsubscribe:\r\n <https://upr.example.org/unsubscribe/{token}>\r\nSubject: x\r\n"
    )


def status(action: str = "failed", code: str = "5.1.1") -> str:
    return (
        "Reporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; amina@example.org\r\nAction: {action}\r\nStatus: {code}\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n"
    )


def part(kind: str, content: str) -> str:
    return f"--b\r\nContent-Type: {kind}\r\n\r\n{content}\r\n"


def report(
    *parts: str,
    kind: str = KIND,
    end: str = "--b--\r\n",
) -> bytes:
    """A report of these parts after the words for people."""
    words = part("text/plain; charset=utf-8", "I could not deliver your mail. Sorry – really.")
    head = f"From: MAILER-DAEMON@mx.example.org\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n"
    return (head + words + "".join(parts) + end).encode()


def returned(
    message_id: str = MESSAGE_ID, token: str = TOKEN, action: str = "failed", code: str = "5.1.1"
) -> bytes:
    """A report as it should be."""
    return report(
        part("message/delivery-status", status(action, code)),
        part("text/rfc822-headers", original(message_id, token)),
    )
