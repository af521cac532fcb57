"""Which addresses of others are called, and what is heard of a call: nobody leads us to our own house."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from time import monotonic, sleep

import pytest

from notifications.outward import (
    ClosedError,
    Heard,
    PinnedConnection,
    Target,
    call,
    choose_address,
    is_open,
    read_target,
)
from tests.notifications.chat_server import serving
from uprcycle.errors import BadInputError

TARGET = Target("hooks.example.org", 443, "/a?b=c")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://hooks.example.org/a?b=c", TARGET),
        ("https://hooks.example.org", Target("hooks.example.org", 443, "/")),
        ("https://hooks.example.org:8443/x", Target("hooks.example.org", 8443, "/x")),
        ("https://HOOKS.example.org/X", Target("hooks.example.org", 443, "/X")),
    ],
)
def test_an_address_is_read_into_its_parts(address: str, expected: Target) -> None:
    assert read_target(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "//hooks.example.org/",
        "https://10.0.0.1/",
        "https://127.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://[::1]/",
        "https://localhost/",
        "https://intranet/",
        "https://printer.local/",
        "https://metadata.google.internal/",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org@127.0.0.1/",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nHost: other",
        "https://hooks.exämple.org/",
        "https://hooks..example.org/",
        "https://hooks.example.org#a",
        f"https://hooks.example.org/{'a' * 500}",
        "",
    ],
)
def test_what_is_not_plainly_on_the_internet_is_not_called_nor_repeated(address: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_target(address)

    assert [(each.where, each.what) for each in caught.value.problems] == [
        ("address", "is none that is called")
    ]
    assert len(address) < len("https://") or address not in str(caught.value)


OPEN = ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")
CLOSED = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
    *(
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
    ),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "nonsense", ""),
)


def test_only_the_open_internet_is_open() -> None:
    assert [each for each in OPEN if not is_open(each)] == []
    assert [each for each in CLOSED if is_open(each)] == []


@pytest.mark.parametrize("found", [(), ("8.8.8.8", "127.0.0.1"), ("::1",)])
def test_a_name_that_leads_home_as_well_is_not_called(found: tuple[str, ...]) -> None:
    with pytest.raises(ClosedError):
        choose_address(found)


def test_the_first_address_is_taken() -> None:
    assert choose_address(OPEN) == "8.8.8.8"


def test_a_name_is_looked_up_at_the_moment_of_the_call_and_our_own_house_is_not_entered() -> None:
    assert [
        call(Target(name, 443, "/"), {}, b"{}", PinnedConnection) for name in ("localhost", "127.0.0.1")
    ] == [Heard(failure="the name leads to where nothing is called")] * 2


def at(port: int) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", port, timeout=5)


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        pytest.param(204, {}, Heard(204), id="taken"),
        pytest.param(503, {"Retry-After": "30"}, Heard(503, "30"), id="rest"),
        pytest.param(302, {"Location": "http://127.0.0.1/"}, Heard(302), id="followed-nowhere"),
        pytest.param(0, {}, Heard(failure="RemoteDisconnected"), id="cut-off"),
    ],
)
def test_of_an_answer_the_status_is_heard(status: int, headers: dict[str, str], expected: Heard) -> None:
    with serving() as server:
        server.answers.append((status, headers, b""))
        heard = call(TARGET, {"webhook-id": "1"}, b'{"a":1}', lambda _: at(server.port))

    assert heard == expected
    assert [(each.path, each.body, each.headers["webhook-id"]) for each in server.taken] == [
        ("/a?b=c", {"a": 1}, "1")
    ]


@contextmanager
def babbling(said: bytes, pause: float = 0) -> Iterator[int]:
    """Listen, and answer whatever is asked with the same bytes; with a pause one after the other."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):  # it may be cut
                connection.recv(65536)
                for each in [said] if not pause else said.split():
                    sleep(pause)
                    connection.sendall(each)

        threading.Thread(target=answer, daemon=True).start()
        yield listener.getsockname()[1]


@pytest.mark.parametrize(
    ("said", "failure"),
    [(b"nonsense\r\n\r\n", "BadStatusLine"), (b"HTTP/1.1 200 " + b"a" * 70_000, "LineTooLong")],
)
def test_nonsense_is_a_failure_and_no_fault(said: bytes, failure: str) -> None:
    with babbling(said) as port:
        assert call(TARGET, {}, b"", lambda _: at(port)) == Heard(failure=failure)


def test_whoever_answers_drop_by_drop_is_cut_short() -> None:
    with babbling(b"H " * 200, pause=0.02) as port:
        began = monotonic()
        heard = call(TARGET, {}, b"", lambda _: at(port), within=0.2)

    assert (heard.status, heard.failure != "", monotonic() - began < 2) == (0, True, True)


def test_who_is_not_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    assert call(TARGET, {}, b"", lambda _: at(port)) == Heard(failure="ConnectionRefusedError")
