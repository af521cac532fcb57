"""Uploading: what cannot be read is not kept, and said beside the field."""

import zipfile
from io import BytesIO

import httpx
import pytest

from tests.web.desk.uploading import (
    Office,
    office_in_memory,
)
from tests.web.site import send


@pytest.fixture
def office() -> Office:
    return office_in_memory()


def bomb() -> bytes:
    """Return a workbook whose one sheet is far larger than its file."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(64):
                sheet.write(b"0" * 1_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("session.xls", b"\xd0\xcf\x11\xe0", "workbook of a kind that is not read", id="old"),
        pytest.param("session.xlsx", b"PK\x03\x04", "is damaged", id="damaged"),
        pytest.param("session.xlsx", bomb(), "session.xlsx", id="bomb"),
        pytest.param("session.csv", b"a;b\n1;2\n", "has no heading", id="no-heading"),
        pytest.param("session.exe", b"MZ", "has an ending that is not known", id="ending"),
        pytest.param("", b"", "Choose a file first.", id="none"),
    ],
)
def test_what_cannot_be_read_is_not_kept_and_said_beside_the_field(
    office: Office, name: str, content: bytes, said: str
) -> None:
    answer = office.upload(name, content)

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert said in answer.text
    assert office.wiring.store.drafts.listed() == ()


def test_a_file_larger_than_any_is_refused_before_it_is_read_whole(office: Office) -> None:
    answer = office.upload("session.csv", b"x" * 20_100_000)

    assert (answer.status_code, "larger than 20 MB" in answer.text) == (
        httpx.codes.UNPROCESSABLE_ENTITY,
        True,
    )


def test_another_site_uploads_nothing(office: Office) -> None:
    kind = "multipart/form-data; boundary=cut"
    answer = send("/desk/schedule", b"", office.app, content_type=kind, origin="https://evil.example.org")

    assert answer.status_code == httpx.codes.FORBIDDEN
