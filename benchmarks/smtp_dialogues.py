"""Holds scripted dialogues with mail servers and prints what was made of each: a table, then a JSON line.

python benchmarks/smtp_dialogues.py
"""

import json
import sys
from contextlib import closing

from notifications.mail_server import MailServer
from notifications.smtp_channel import SmtpChannel, Waits
from tests.notifications.dialogues import DIALOGUES, UNSAFE_DIALOGUES, Dialogue
from tests.notifications.scripted import scripted

BODY = b"A line that nobody else may hear"
PAYLOAD = b"Subject: hello\r\n\r\n" + BODY + b"\r\n"
SHORT = Waits(connect=0.5, command=0.3, accept=0.6)


def main() -> int:
    """Run, print, and return the exit status."""
    right, heard = 0, 0
    print(
        "| Dialogue | Security | Outcome | Answer kept | As expected |",
        "| --- | --- | --- | --- | --- |",
        sep="\n",
    )
    for each in (*DIALOGUES, *UNSAFE_DIALOGUES):
        is_right, is_heard = hold(each)
        right += is_right
        heard += is_heard and each in UNSAFE_DIALOGUES
    count = len(DIALOGUES) + len(UNSAFE_DIALOGUES)
    found = {"name": "scripted dialogues", "value": right, "unit": f"of {count} right"}
    print(json.dumps(found | {"bodies in clear": heard}))
    return int(right != count or heard > 0)


def hold(dialogue: Dialogue) -> tuple[bool, bool]:
    """Hold one dialogue, print its row, and tell whether it ended as expected and the body was heard."""
    with scripted(dialogue.script) as server:
        way = MailServer("127.0.0.1", server.port, dialogue.security)
        with closing(SmtpChannel(way, "uprcycle@example.org", SHORT)) as channel:
            receipt = channel.send(PAYLOAD, "ann@example.org")
    is_right = receipt == dialogue.receipt
    row = (
        dialogue.name,
        dialogue.security.value,
        receipt.outcome.value,
        receipt.answer,
        "yes" if is_right else "NO",
    )
    print(f"| {' | '.join(row)} |")
    return is_right, BODY in server.heard


if __name__ == "__main__":
    sys.exit(main())
