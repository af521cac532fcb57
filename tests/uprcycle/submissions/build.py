"""Small .docx files: markup of ours in a sound frame, and documents that python-docx writes."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document

from uprcycle.submissions.document import Paragraph, TextDocument

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def link(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r" Type="{_RELATION}/{kind}" Target="{target}"{mode}/>'


def links(*listed: str) -> str:
    return f"<Relationships>{''.join(listed)}</Relationships>"


def part(root: str, inside: str) -> str:
    return f"<w:{root} {W}>{inside}</w:{root}>"


def package(body: str, parts: Mapping[str, str] | None = None, listed: str = "") -> bytes:
    """Return a document of ``body``; ``parts`` stand beside it, and ``listed`` refers to them."""
    everything = {
        "_rels/.rels": links(link("officeDocument", "word/document.xml")),
        "word/document.xml": part("document", part("body", body)),
        "word/_rels/document.xml.rels": links(listed),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in everything.items():
            file.writestr(name, text)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def written(write: Callable[[Document], object]) -> bytes:
    """Return what python-docx saves of a new document that ``write`` filled."""
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_of(*paragraphs: Paragraph | str, **rest: object) -> TextDocument:
    return TextDocument(
        tuple(each if isinstance(each, Paragraph) else Paragraph(each) for each in paragraphs),
        **rest,  # type: ignore[arg-type] # whatever a test varies
    )
