"""What is no .docx, would load or run anything, or hides text, is refused with its remedy."""

import io
import zipfile

import pytest

from tests.uprcycle.submissions.build import link, links, package, paragraph, run
from uprcycle.errors import BadInputError
from uprcycle.submissions.package import open_package

AGAIN = "open it in a word processor and save it again as .docx, without a password"
BREAK = "break its links to other files, and attach the template Normal"
TEXT = paragraph(run("text"))


def archive(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def refusal(content: bytes) -> list[str]:
    with pytest.raises(BadInputError) as error:
        open_package(content)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(
            b"%PDF-1.7",
            "is a PDF; a Word file is asked for; send the Word file that it was made from",
            id="PDF",
        ),
        pytest.param(b"{\\rtf1}", f"is rich text (.rtf); a Word file is asked for; {AGAIN}", id="RTF"),
        pytest.param(
            b"<html>", f"is a web page or other markup; a Word file is asked for; {AGAIN}", id="HTML"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0rest",
            f"is protected by a password or of the old kind (.doc); {AGAIN}",
            id=".doc",
        ),
        pytest.param(b"plain text", f"is not a Word document (.docx); {AGAIN}", id="text"),
        pytest.param(b"", f"is not a Word document (.docx); {AGAIN}", id="empty"),
        pytest.param(
            archive(**{"content.xml": "<a/>"}),
            f"is an OpenDocument text (.odt); a Word file is asked for; {AGAIN}",
            id=".odt",
        ),
        pytest.param(
            archive(
                **{"_rels/.rels": links(link("officeDocument", "xl/workbook.xml")), "xl/workbook.xml": "<a/>"}
            ),
            f"is not a Word document (.docx); {AGAIN}",
            id=".xlsx",
        ),
        pytest.param(
            package(TEXT, {"word/vbaProject.bin": "code"}),
            "holds macros; save it as .docx, without macros",
            id=".docm",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(content: bytes, problem: str) -> None:
    assert refusal(content) == [f"the document: {problem}"]


@pytest.mark.parametrize("kind", ["aFChunk", "package", "oleObject", "control", "subDocument"])
def test_a_file_inside_the_file_is_refused(kind: str) -> None:
    content = package(TEXT, {"word/inside.html": "<p>not counted</p>"}, link(kind, "inside.html"))

    assert refusal(content) == ["the document: holds another file inside it; remove embedded objects"]


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "frame", "oleObject"])
@pytest.mark.parametrize("beside", ["document.xml", "settings.xml"])
def test_what_would_be_loaded_from_outside_is_refused(kind: str, beside: str) -> None:
    parts = {f"word/_rels/{beside}.rels": links(link(kind, "https://example.org/x", outside=True))}

    assert refusal(package(TEXT, parts)) == [f"the document: loads something from outside itself; {BREAK}"]


def test_a_link_that_a_reader_may_follow_is_no_reason() -> None:
    content = package(TEXT, listed=link("hyperlink", "https://example.org/", outside=True))

    assert open_package(content).main == "word/document.xml"


def test_the_text_may_have_a_number_in_its_name() -> None:
    listed = links(link("officeDocument", "word/document2.xml"))
    content = package(TEXT, {"_rels/.rels": listed, "word/document2.xml": "<a/>"})

    assert open_package(content).main == "word/document2.xml"


def test_parts_are_found_by_the_kind_of_their_link() -> None:
    listed = (
        link("styles", "styles.xml") + link("footnotes", "notes.xml") + link("styles", "s", outside=False)
    )

    assert list(open_package(package(TEXT, listed=listed)).parts("styles")) == ["word/styles.xml", "word/s"]
