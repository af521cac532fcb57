"""A mail server on loopback that answers by a script, slowly, wrongly or not at all."""

import socketserver
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

OBEDIENT = {
    "greeting": b"220 scripted",
    "EHLO": b"250 scripted",
    "HELO": b"250 scripted",
    "MAIL": b"250 2.1.0 ok",
    "RCPT": b"250 2.1.5 ok",
    "DATA": b"354 go on",
    ".": b"250 2.0.0 queued",
    "RSET": b"250 2.0.0 forgotten",
    "QUIT": b"221 bye",
}


@dataclass(frozen=True)
class Cut:
    """Close the connection instead of answering."""


@dataclass(frozen=True)
class Silence:
    """Answer nothing until the client gives up."""


@dataclass(frozen=True)
class Slow:
    """Answer after some seconds."""

    seconds: float
    text: bytes


Answer = bytes | Cut | Silence | Slow
Answers = Answer | list[Answer]
"""What a command is answered with; of a list each time with the next, and then with the last for ever."""


class ScriptedServer(socketserver.ThreadingTCPServer):
    """Keeps every byte it heard, and the messages it took."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, script: Mapping[str, Answers]) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.script: dict[str, Answers] = OBEDIENT | {
            verb: list(said) if isinstance(said, list) else said for verb, said in script.items()
        }
        self.heard = b""
        self.messages: list[bytes] = []
        self.connections = 0

    def answer(self, verb: str) -> Answer:
        said = self.script.get(verb, b"502 what")
        if isinstance(said, list):
            return said.pop(0) if len(said) > 1 else said[0]
        return said

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Dialogue(socketserver.StreamRequestHandler):
    server: ScriptedServer

    def handle(self) -> None:
        self.server.connections += 1
        if not self._answers("greeting"):
            return
        while line := self._line():
            verb = line.split()[0].decode("latin-1").upper() if line.split() else ""
            if not self._answers(verb):
                return
            if verb == "DATA" and not (self._took_message() and self._answers(".")):
                return

    def _line(self) -> bytes:
        try:
            line = self.rfile.readline()
        except OSError:
            return b""
        self.server.heard += line
        return line

    def _took_message(self) -> bool:
        lines = []
        while (line := self._line()) not in (b".\r\n", b""):
            lines.append(line)
        if line:
            self.server.messages.append(b"".join(lines))
        return bool(line)

    def _answers(self, verb: str) -> bool:
        match self.server.answer(verb):
            case Cut():
                return False
            case Silence():
                self._line()
                return False
            case Slow(seconds, text):
                time.sleep(seconds)
                self.wfile.write(text + b"\r\n")
            case bytes(text):
                self.wfile.write(text + b"\r\n")
        return True


@contextmanager
def scripted(script: Mapping[str, Answers]) -> Iterator[ScriptedServer]:
    """Run a server that answers by ``script`` and obeys where it says nothing."""
    with ScriptedServer(script) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
