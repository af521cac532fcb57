"""The styles and lists of a document: what a paragraph is because of how it is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from uprcycle.ooxml.markup import Visitor, pass_by
from uprcycle.submissions.attributes import attribute, is_on, number, value
from uprcycle.submissions.document import Numbering
from uprcycle.submissions.package import Package

_FORMATS = {"bullet": Numbering.BULLET, "none": Numbering.NONE}
_CONTENTS = "toc "
_HEADING = "heading "
_TITLES = frozenset({"title", "subtitle"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None and empty where it leaves that to the style it is based on."""

    name: str = ""
    based_on: str = ""
    level: int | None = None
    list_key: str | None = None
    breaks_page: bool | None = None
    language: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """Every style by its key, with what it inherits; and the lists by theirs."""

    by_key: Mapping[str, Style] = field(default_factory=dict)
    lists: Mapping[str, Numbering] = field(default_factory=dict)

    def style(self, key: str) -> Style:
        """Return the style ``key``, or that of ordinary paragraphs."""
        return self.by_key.get(key) or self.by_key.get("", Style())

    def numbering(self, list_key: str | None) -> Numbering:
        """Return what the list ``list_key`` puts in front of its paragraphs."""
        return self.lists.get(
            list_key or "0", Numbering.NUMBER if list_key not in {None, "", "0"} else Numbering.NONE
        )


def heading_level(style: Style) -> int:
    """Return the level of the headings that ``style`` makes, 0 for text; a title is of level 1."""
    if style.level is not None:
        return style.level
    if style.name in _TITLES:
        return 1
    rest = style.name.removeprefix(_HEADING)
    return int(rest) if rest != style.name and rest.isascii() and rest.isdigit() else 0


def is_of_contents(style: Style) -> bool:
    """Tell whether ``style`` belongs to a table of contents."""
    return style.name.startswith(_CONTENTS)


def read_styles(package: Package) -> Styles:
    """Return the styles and lists of a document; one without any has none."""
    found = _Styles()
    for part in package.parts("styles"):
        package.read(part, Visitor(found.start, found.end, pass_by))
    inherited = {key: _inherit(key, found.styles) for key in found.styles}
    ordinary = next((each for each in inherited.values() if each.is_default), Style())
    everywhere = {
        key: replace(each, language=each.language or found.language) for key, each in inherited.items()
    }
    everywhere[""] = replace(ordinary, language=ordinary.language or found.language)
    return Styles(everywhere, _read_lists(package))


def _inherit(key: str, styles: Mapping[str, Style]) -> Style:
    style = styles[key]
    seen = {key}
    parent = style.based_on
    while parent in styles and parent not in seen:
        seen.add(parent)
        above = styles[parent]
        style = replace(
            style,
            level=style.level if style.level is not None else heading_level(above) or None,
            list_key=style.list_key if style.list_key is not None else above.list_key,
            breaks_page=style.breaks_page if style.breaks_page is not None else above.breaks_page,
            language=style.language or above.language,
        )
        parent = above.based_on
    return style


@dataclass(slots=True)
class _Styles:
    """Is told of the styles."""

    styles: dict[str, Style] = field(default_factory=dict)
    language: str = ""
    key: str = ""
    in_defaults: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self.key = attribute(attributes, "styleId")
            is_default = attribute(attributes, "default") in {"1", "true"}
            is_default = is_default and attribute(attributes, "type") == "paragraph"
            self.styles[self.key] = Style(is_default=is_default)
        elif name == "docDefaults":
            self.in_defaults = True
        elif name == "lang" and self.in_defaults:
            self.language = value(attributes)
        elif self.key:
            self._describe(name, attributes)

    def end(self, name: str) -> None:
        if name == "style":
            self.key = ""
        elif name == "docDefaults":
            self.in_defaults = False

    def _describe(self, name: str, attributes: Mapping[str, str]) -> None:
        style = self.styles[self.key]
        match name:
            case "name":
                style = replace(style, name=value(attributes).casefold())
            case "basedOn":
                style = replace(style, based_on=value(attributes))
            case "outlineLvl":
                style = replace(style, level=outline_level(attributes))
            case "numId":
                style = replace(style, list_key=value(attributes))
            case "pageBreakBefore":
                style = replace(style, breaks_page=is_on(attributes))
            case "lang":
                style = replace(style, language=value(attributes))
            case _:
                return
        self.styles[self.key] = style


def outline_level(attributes: Mapping[str, str]) -> int:
    """Return the level of a heading from 1; what the format calls level 9 is text."""
    return (number(attributes) + 1) % 10


def _read_lists(package: Package) -> dict[str, Numbering]:
    """Return what each list puts in front, told by its outermost level."""
    kinds: dict[str, Numbering] = {}
    lists: dict[str, str] = {}
    inside: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name in {"abstractNum", "num"}:
            inside[name] = attribute(attributes, f"{name}Id")
        elif name == "numFmt" and "abstractNum" in inside:
            kinds.setdefault(inside["abstractNum"], _FORMATS.get(value(attributes), Numbering.NUMBER))
        elif name == "abstractNumId" and "num" in inside:
            lists[inside["num"]] = value(attributes)

    def end(name: str) -> None:
        if name in {"abstractNum", "num"}:
            inside.clear()

    for part in package.parts("numbering"):
        package.read(part, Visitor(start, end, pass_by))
    return {key: kinds.get(kind, Numbering.NUMBER) for key, kind in lists.items()}
