import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import compat32, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.mail_policy import MAIL
from notifications.plain import display_name, plain_line
from uprcycle.store.packaged import load_countries

ENDINGS = [
    "2 UPR tasks, first 24 Apr 2026 (confirmed)",
    "12 tâches de l’EPU, la première le 24 avril 2026 (estimé)",
    "12 задач, первая 24 апреля 2026 года (подтверждено)",
    "12项普遍定期审议任务 首项2026年4月24日 已确认",
]


def decoded(header: str) -> str:
    """Return a raw header in words; the newer parser of Python 3.11 adds spaces to long names."""
    return str(make_header(decode_header(re.sub(r"\r?\n(?=[ \t])", "", header))))


def read_back(subject: str, name: str) -> tuple[str, str]:
    """Return subject and recipient as the other side reads them."""
    message = EmailMessage(policy=MAIL)
    message["Subject"] = subject
    message["To"] = Address(name, addr_spec="ann@example.org")
    raw = message.as_bytes()
    assert [line for line in raw.split(b"\r\n") if len(line) > 78] == []
    assert [word for word in re.findall(rb"=\?[^?]+\?[bq]\?[^?]*\?=", raw) if len(word) > 75] == []
    received = message_from_bytes(raw, policy=compat32)
    return decoded(received["Subject"]), decoded(received["To"])


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_country_in_every_language_is_read_as_it_was_written(ending: str) -> None:
    named = {(name, code) for country in load_countries() for code, name in country.names.items()}
    wrong = [
        (name, code)
        for name, code in sorted(named)
        if read_back(f"{name}: {ending}", long := display_name(f"Zoë {name} {name} Müller"))
        != (f"{name}: {ending}", f"{long} <ann@example.org>")
    ]

    assert wrong == []


@given(subject=st.text(max_size=200).map(plain_line), name=st.text(max_size=80).map(display_name))
def test_any_text_is_read_as_it_was_written(subject: str, name: str) -> None:
    assert read_back(subject, name) == (subject, f"{name} <ann@example.org>" if name else "ann@example.org")


def test_a_line_break_is_refused() -> None:
    message = EmailMessage(policy=MAIL)

    with pytest.raises(ValueError, match="linefeed or carriage return"):
        message["Subject"] = "é\r\nBcc: eve@example.net"


def test_several_mailboxes_stay_several() -> None:
    message = EmailMessage(policy=MAIL)
    message["To"] = [Address("Zoë", addr_spec="zoe@example.org"), Address("Ann", addr_spec="ann@example.org")]
    received = message_from_bytes(message.as_bytes(), policy=default)

    assert [(each.display_name, each.addr_spec) for each in received["To"].addresses] == [
        ("Zoë", "zoe@example.org"),
        ("Ann", "ann@example.org"),
    ]
