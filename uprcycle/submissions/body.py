"""The text of a part of a document, paragraph by paragraph, as a reader of the page would see it.

Text that was deleted is passed by and text that was inserted counts, so a document is read as if
its changes were accepted. What a drawing says twice, for older programs, is read once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from uprcycle.submissions.attributes import attribute, is_on, value
from uprcycle.submissions.document import Paragraph
from uprcycle.submissions.fields import Fields
from uprcycle.submissions.package import NAME, TEXT_DOCUMENT
from uprcycle.submissions.styles import Style, Styles, heading_level, is_of_contents, outline_level

_MOST_LETTERS, _MOST_PARAGRAPHS = 2_000_000, 20_000
_DEEPEST = 300  # text in a box in a table in a table is at about 60
_UNSEEN = frozenset({"Fallback", "del", "moveFrom"})
_CHANGES = frozenset({"del", "ins", "moveFrom", "moveTo"})
_PICTURES = frozenset({"blip", "chart", "imagedata", "relIds"})
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "sym": "\N{WHITE SQUARE}"}


@dataclass(slots=True)
class _Draft:
    """A paragraph that is not yet whole."""

    style: Style
    page: int
    pieces: list[str] = field(default_factory=list)
    level: int | None = None
    list_key: str | None = None
    pictures: int = 0
    in_contents: bool = False
    has_text: bool = False
    ends_page: bool = False


@dataclass(slots=True)
class Listener:
    """Is told of the markup of one part, and keeps what a reader would see.

    ``notes`` are the texts of the notes where the part holds notes; ``languages`` counts letters.
    """

    styles: Styles
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)
    fields: Fields = field(default_factory=Fields)
    tracked: int = 0
    comments: int = 0
    hidden: int = 0
    _drafts: list[_Draft] = field(default_factory=list)
    _unseen: list[str] = field(default_factory=list)
    _tables: list[tuple[int, int]] = field(default_factory=list)
    _tables_seen: int = 0
    _page: int = 1
    _letters: int = 0
    _inside: list[str] = field(default_factory=list)
    _language: str = ""
    _is_hidden: bool = False
    _is_continuous: bool = False
    _starts: dict[str, Callable[[Mapping[str, str]], None]] = field(init=False)
    _ends: dict[str, Callable[[], None]] = field(init=False)

    def __post_init__(self) -> None:
        """Say what is done about which element."""
        self._starts = {
            "p": self._start_paragraph,
            "pStyle": self._name_style,
            "numId": self._number,
            "outlineLvl": self._outline,
            "pageBreakBefore": self._break_before,
            "type": self._section_type,
            "r": self._start_run,
            "lang": self._speak,
            "vanish": self._hide,
            "br": self._break_line,
            "tbl": self._start_table,
            "tr": self._start_row,
            "commentReference": self._count_comment,
            "footnote": self._start_note,
            "endnote": self._start_note,
            "fldChar": self.fields.mark,
            "fldSimple": self.fields.open_simple,
            "sdt": self.fields.open_block,
            "docPartGallery": self.fields.name_block,
        }
        self._ends = {
            "p": self._end_paragraph,
            "sectPr": self._end_section,
            "tbl": self._end_table,
            "fldSimple": self.fields.close_simple,
            "sdt": self.fields.close_block,
        }

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that an element begins.

        Raises:
            BadInputError: Elements lie in each other deeper than in any text.
        """
        if len(self._inside) > _DEEPEST:
            raise TEXT_DOCUMENT.refuse_damaged(NAME)
        self.tracked += name in _CHANGES and not self._unseen
        if self._unseen or name in _UNSEEN:
            self._unseen.append(name)
            return
        self._inside.append(name)
        if name in _SIGNS and "pPr" not in self._inside:
            self._write(_SIGNS[name])
        elif name in _PICTURES and self._drafts:
            self._drafts[-1].pictures += 1
        elif action := self._starts.get(name):
            action(attributes)

    def end(self, name: str) -> None:
        """Hear that an element ends."""
        if self._unseen:
            self._unseen.pop()
            return
        if action := self._ends.get(name):
            action()
        self._inside.pop()

    def text(self, data: str) -> None:
        """Hear text."""
        if self._unseen:
            return
        if self._inside[-1:] == ["instrText"]:
            self.fields.instruct(data)
        elif self._inside[-1:] == ["t"] and self._drafts:
            self._write(data)
            language = self._language or self._drafts[-1].style.language
            self.languages[language] = self.languages.get(language, 0) + len(data)
            self.hidden += len(data) * self._is_hidden

    def _write(self, piece: str) -> None:
        if self._drafts:
            self._drafts[-1].pieces.append(piece)
            self._drafts[-1].has_text |= not piece.isspace()

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        self._drafts.append(_Draft(self.styles.style(""), self._page, in_contents=self.fields.in_contents))

    def _end_paragraph(self) -> None:
        draft = self._drafts.pop()
        text = "".join(draft.pieces)
        if self.notes:
            self.notes[-1] += f"{text}\n"
        elif draft.has_text or draft.pictures:
            self._check_size(text)
            self.paragraphs.append(self._finish(draft, text))
        self._page += draft.ends_page

    def _check_size(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > _MOST_LETTERS or len(self.paragraphs) >= _MOST_PARAGRAPHS:
            raise TEXT_DOCUMENT.refuse(
                NAME, "holds far more text than any submission", "send its annexes apart"
            )

    def _finish(self, draft: _Draft, text: str) -> Paragraph:
        style = draft.style
        table, row = self._tables[-1] if self._tables else (0, 0)
        return Paragraph(
            text,
            level=heading_level(style) if draft.level is None else draft.level,
            numbering=self.styles.numbering(style.list_key if draft.list_key is None else draft.list_key),
            page=draft.page,
            table=table,
            row=row,
            pictures=draft.pictures,
            in_cover=self.fields.in_cover,
            in_contents=draft.in_contents or self.fields.in_contents or is_of_contents(style),
        )

    def _name_style(self, attributes: Mapping[str, str]) -> None:
        if self._drafts:
            draft = self._drafts[-1]
            draft.style = self.styles.style(value(attributes))
            self._break_page(draft, breaks=bool(draft.style.breaks_page))

    def _number(self, attributes: Mapping[str, str]) -> None:
        if self._drafts:
            self._drafts[-1].list_key = value(attributes)

    def _outline(self, attributes: Mapping[str, str]) -> None:
        if self._drafts:
            self._drafts[-1].level = outline_level(attributes)

    def _break_before(self, attributes: Mapping[str, str]) -> None:
        if self._drafts:
            self._break_page(self._drafts[-1], breaks=is_on(attributes))

    def _break_page(self, draft: _Draft, *, breaks: bool) -> None:
        """Put ``draft`` on a page of its own where there is anything before it."""
        if breaks and self.paragraphs:
            self._page += 1
            draft.page = self._page

    def _break_line(self, attributes: Mapping[str, str]) -> None:
        if attribute(attributes, "type") != "page":
            self._write("\n")
        elif self._drafts:
            draft = self._drafts[-1]
            if draft.has_text:
                draft.ends_page = True
            else:
                self._break_page(draft, breaks=True)

    def _section_type(self, attributes: Mapping[str, str]) -> None:
        self._is_continuous = value(attributes) == "continuous"

    def _end_section(self) -> None:
        """End the page with the paragraph that ends a section, but where the text goes on beside it."""
        if self._drafts and not self._is_continuous:
            self._drafts[-1].ends_page = True
        self._is_continuous = False

    def _start_run(self, _: Mapping[str, str]) -> None:
        self._language, self._is_hidden = "", False

    def _speak(self, attributes: Mapping[str, str]) -> None:
        self._language = value(attributes) or self._language

    def _hide(self, attributes: Mapping[str, str]) -> None:
        self._is_hidden = "pPr" not in self._inside and is_on(attributes)

    def _start_table(self, _: Mapping[str, str]) -> None:
        self._tables_seen += 1
        self._tables.append((self._tables_seen, 0))

    def _start_row(self, _: Mapping[str, str]) -> None:
        if self._tables:
            table, row = self._tables[-1]
            self._tables[-1] = (table, row + 1)

    def _end_table(self) -> None:
        self._tables.pop()

    def _count_comment(self, _: Mapping[str, str]) -> None:
        self.comments += 1

    def _start_note(self, _: Mapping[str, str]) -> None:
        self.notes.append("")
