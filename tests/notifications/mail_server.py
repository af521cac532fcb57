"""A real mail server on loopback, plain or with TLS, and a certificate of its own."""

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Inbox:
    """What the server took, and what it answers to a text; the last answer stands for ever."""

    answers: list[str] = field(default_factory=lambda: ["250 2.0.0 queued"])
    port: int = 0
    taken: list[Envelope] = field(default_factory=list)
    was_secret: list[bool] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - the name holds the command
        self, server: SMTP, _: Session, envelope: Envelope
    ) -> str:
        """Take a text, or answer as told."""
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer.startswith("2"):
            self.taken.append(envelope)
            self.was_secret.append(is_secret(server))
        return answer


def is_secret(server: SMTP) -> bool:
    """Tell whether the connection is under TLS now."""
    return server.transport is not None and server.transport.get_extra_info("ssl_object") is not None


def authenticate(_: SMTP, __: Session, ___: Envelope, ____: str, given: LoginPassword) -> AuthResult:
    """Let in the one user there is."""
    return AuthResult(success=given == LoginPassword(b"robot@example.org", b"p@ss/word"), handled=False)


@contextmanager
def serving(inbox: Inbox, tls: ssl.SSLContext | None = None, *, starttls: bool = False) -> Iterator[Inbox]:
    """Run the server in a thread; with ``tls`` from the first byte, or after STARTTLS."""
    connections: list[SMTP] = []

    def connection() -> SMTP:
        known = {"tls_context": tls, "auth_require_tls": True} if starttls else {"auth_require_tls": False}
        connections.append(SMTP(inbox, hostname="localhost", authenticator=authenticate, loop=loop, **known))
        return connections[-1]

    async def close() -> None:
        server.close()
        for each in connections:
            if isinstance(each.transport, asyncio.Transport):
                each.transport.abort()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = loop.create_server(connection, "127.0.0.1", 0, ssl=None if starttls else tls)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result(timeout=5)
    inbox.port = server.sockets[0].getsockname()[1]
    try:
        yield inbox
    finally:
        asyncio.run_coroutine_threadsafe(close(), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        loop.close()


def certificates(folder: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return what the server shows and what a client that trusts it needs."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2060, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{host}.pem"
    path.write_bytes(public + private)
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(path)
    return shown, ssl.create_default_context(cadata=public.decode())
