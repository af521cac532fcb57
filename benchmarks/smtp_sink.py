"""A mail server on loopback that takes everything and counts it: ``python benchmarks/smtp_sink.py``.

It prints its port, and on each line that it reads what it has taken since, as JSON: the Message-ID and
a digest of each text. It is a process of its own, so that it takes no time from whoever sends.
"""

import asyncio
import hashlib
import json
import re
import sys

from aiosmtpd.smtp import SMTP, Envelope, Session

_ID = re.compile(rb"(?mi)^message-id: *(\S+)")


class Sink:
    """Takes every text and keeps what tells it from others."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self.taken: list[tuple[str, str]] = []

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - a command's name
        """Take a text."""
        text = bytes(envelope.content or b"")
        found = _ID.search(text)
        self.taken.append((found[1].decode() if found else "", hashlib.sha256(text).hexdigest()))
        return "250 2.0.0 taken"


async def main() -> None:
    """Serve until standard input ends."""
    sink, loop = Sink(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(sink.taken), flush=True)
        sink.taken.clear()


if __name__ == "__main__":
    asyncio.run(main())
