"""The mails that came to a server on loopback, read as their receivers read them."""

import html
import re
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from tests.notifications.mail_server import Inbox

_PATIENCE = 20.0


@dataclass(frozen=True)
class Box:
    """What came for whom; links are those to ``address``, without it."""

    inbox: Inbox
    address: str

    def mails(self, receiver: str) -> list[EmailMessage]:
        """Return the mails of a receiver, the oldest first."""
        taken = [each for each in self.inbox.taken if each.rcpt_tos == [receiver]]
        return [message_from_bytes(each.original_content or b"", policy=policy.default) for each in taken]

    def wait_for(self, receiver: str, count: int) -> None:
        """Return when so many mails have come; fail where they do not."""
        deadline = time.monotonic() + _PATIENCE
        while len(self.mails(receiver)) < count:
            assert time.monotonic() < deadline, f"no mail came for {receiver}"
            time.sleep(0.05)

    def links(self, receiver: str, kind: str) -> list[str]:
        """Return the paths of one kind in the last mail of a receiver that has any, as its HTML has them."""
        bodies = (each.get_body(("html", "plain")) for each in reversed(self.mails(receiver)))
        texts = (html.unescape(str(each.get_content())) for each in bodies if each)
        wanted = rf"{re.escape(self.address)}(/{kind}/[^\s\"<>]+)"
        return next(filter(None, (re.findall(wanted, each) for each in texts)), [])

    def leaving(self, receiver: str) -> str:
        """Return the path by which the last mail of a receiver says it can be declined."""
        return str(self.mails(receiver)[-1]["List-Unsubscribe"]).strip("<>").removeprefix(self.address)
