import pytest

from notifications.mail_server import MailServer, Security, read_mail_server
from uprcycle.errors import BadInputError

PASSWORD = "p@ss/word"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", MailServer("localhost", 25, Security.NONE)),
        ("smtp://127.0.0.1:2525/", MailServer("127.0.0.1", 2525, Security.NONE)),
        ("smtp://[::1]:2525", MailServer("::1", 2525, Security.NONE)),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, Security.TLS)),
        (
            "smtp+starttls://robot%40example.org:p%40ss%2Fword@mail.example.org",
            MailServer("mail.example.org", 587, Security.STARTTLS, "robot@example.org", PASSWORD),
        ),
    ],
)
def test_the_address_of_a_mail_server(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("", "is not the address of a mail server"),
        ("mail.example.org:25", "is not the address of a mail server"),
        ("https://secret:word@mail.example.org", "is not the address of a mail server"),
        ("smtp://", "is not the address of a mail server"),
        ("smtp://mail example.org", "is not the address of a mail server"),
        ("smtps://secret:word@mail.example.org:99999", "has an impossible host or port"),
        ("smtps://secret:word@[mail.example.org", "has an impossible host or port"),
        ("smtps://secret:word@mail.example.org/?x=1", "goes on after the port"),
        ("smtp://secret:word@mail.example.org", "would send a password in clear"),
    ],
)
def test_another_address_is_refused_without_repeating_its_password(url: str, what: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_mail_server(url)

    assert [each.what for each in caught.value.problems] == [what]
    assert "word@" not in str(caught.value).replace("user:password@", "")


@pytest.mark.parametrize(
    ("url", "overheard"),
    [
        ("smtp://localhost", False),
        ("smtp://127.0.0.2:2525", False),
        ("smtp://[::1]", False),
        ("smtp://mail.example.org", True),
        ("smtp://192.0.2.1", True),
        ("smtp://localhost.example.org", True),
        ("smtp+starttls://mail.example.org", False),
        ("smtps://mail.example.org", False),
    ],
)
def test_mail_goes_in_clear_to_another_machine_only(url: str, *, overheard: bool) -> None:
    assert read_mail_server(url).is_overheard is overheard
