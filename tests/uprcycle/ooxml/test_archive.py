"""An archive is judged by its directory, before anything in it is unpacked."""

import io
import zipfile

import pytest

from tests.uprcycle.sheets.bombs import packed
from uprcycle.errors import BadInputError
from uprcycle.ooxml.archive import open_archive
from uprcycle.ooxml.guard import Guard

AGAIN = "save it again"
LESS = "save less"
GUARD = Guard("is not a workbook", ".xls", AGAIN, LESS)


def plain(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def packed_by(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        file.writestr("a", "text")
    return buffer.getvalue()


def locked() -> bytes:
    content = bytearray(plain(a="text"))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 8] |= 1
    return bytes(content)


def doubled() -> bytes:
    content = plain(aa="one", ab="two")
    return content.replace(b"ab", b"AA")


def test_parts_are_found_whatever_their_capitals() -> None:
    archive = open_archive("a.xlsx", plain(**{"xl/Styles.xml": "text"}), GUARD)

    assert ("XL/styles.xml" in archive, "other" in archive) == (True, False)
    assert b"".join(archive.chunks("xl/styles.XML")) == b"text"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"country,cycle", f"is not a workbook; {AGAIN}", id="text"),
        pytest.param(
            b"\xd0\xcf\x11\xe0rest",
            f"is protected by a password or of the old kind (.xls); {AGAIN}",
            id="old kind",
        ),
        pytest.param(b"PK\x03\x04rest", f"is damaged; {AGAIN}", id="cut off"),
        pytest.param(
            b"PK\x03\x04" + bytes(GUARD.max_packed),
            "is larger than 5 MB; remove what is not needed",
            id="large",
        ),
        pytest.param(
            plain(**{f"p{number}": "" for number in range(GUARD.max_parts + 1)}),
            f"holds more than 200 parts; {LESS}",
            id="many parts",
        ),
        pytest.param(
            packed({"a.bin": bytes(20_000_001)}),
            f"unpacks to more than 20 MB; {LESS}",
            id="large when unpacked",
        ),
        pytest.param(
            packed({"a.bin": bytes(1_000_000)}),
            f"holds a part packed to less than a hundredth of its size (100 times); {LESS}",
            id="packed too well",
        ),
        pytest.param(
            packed_by(zipfile.ZIP_LZMA), f"is packed or locked in a way that is not read; {AGAIN}", id="LZMA"
        ),
        pytest.param(locked(), f"is packed or locked in a way that is not read; {AGAIN}", id="locked"),
        pytest.param(doubled(), f"holds two parts of one name; {AGAIN}", id="a name twice"),
        pytest.param(
            packed({"a.bin": plain(b="text")}),
            "holds another file inside it; remove embedded objects",
            id="nested",
        ),
        *(
            pytest.param(
                plain(**{part: ""}), f"holds a part whose name leads out of it; {AGAIN}", id=f"named {part}"
            )
            for part in ("/etc/passwd", "../a", "xl/../../a", "xl\\a", "C:a")
        ),
    ],
)
def test_a_doubtful_archive_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        open_archive("a.xlsx", content, GUARD)

    assert [str(each) for each in refusal.value.problems] == [f"a.xlsx: {problem}"]


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(plain(a="text of twenty signs"))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 24] = 5  # unpacked size

    with pytest.raises(BadInputError, match="is damaged"):
        b"".join(open_archive("a.xlsx", bytes(content), GUARD).chunks("a"))


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInputError, match=r"lacks its part 'xl/workbook.xml'"):
        list(open_archive("a.xlsx", plain(a=""), GUARD).chunks("xl/workbook.xml"))
