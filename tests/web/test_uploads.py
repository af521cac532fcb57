"""One file by a form: read whole and in memory, or refused before it costs anything."""

from http import HTTPStatus

import pytest

from tests.web.site import ask_all
from tests.web.staff.town import EVERYWHERE, OURS, Town
from uprcycle.sheets.text import MAX_BYTES

TYPE = "multipart/form-data; boundary=b"


def form(name: str, content: bytes, *, field: str = "file") -> bytes:
    head = f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n"


END = b"--b--\r\n"
PEOPLE = b"name,email,office,role,country\nEva Example,eva@example.org,UNDP Kenya,UN-ENTITY,Kenya\n"


def sent(town: Town, body: bytes, content_type: str = TYPE) -> int:
    (answer,) = ask_all(
        ["/people/load"], "POST", town.app(EVERYWHERE), body, content_type=content_type, **OURS
    )
    return answer.status_code


@pytest.fixture(scope="module")
def town() -> Town:
    return Town()


def test_a_file_is_read(town: Town) -> None:
    assert sent(town, form("people.csv", PEOPLE) + END) == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        pytest.param(b"file=x", "application/x-www-form-urlencoded", 400, id="other-form"),
        pytest.param(form("a.csv", PEOPLE), "multipart/form-data", 400, id="no-boundary"),
        pytest.param(b"--x\r\nnothing", TYPE, 400, id="no-part"),
        pytest.param(b"--b\r\n\xff\xfe: \r\n\r\nx\r\n" + END, TYPE, 400, id="no-header"),
        pytest.param(form("a.csv", PEOPLE) + form("b.csv", PEOPLE) + END, TYPE, 400, id="two-files"),
        pytest.param(
            b"".join(form("", b"x", field=f"f{n}") for n in range(50)) + END, TYPE, 400, id="fields"
        ),
        pytest.param(b"", TYPE, 400, id="nothing"),
        pytest.param(form("a.csv", b"x" * (MAX_BYTES + 100_000)) + END, TYPE, 400, id="too-large"),
    ],
)
def test_what_is_no_such_form_is_refused(town: Town, body: bytes, content_type: str, status: int) -> None:
    assert sent(town, body, content_type) == status
