"""A page as a strict reader sees it: what is unbalanced, unlabelled, untitled or from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "input", "br", "hr", "img"}
DRAWN = {"path", "circle", "rect", "use"}
INLINE = {"a", "b", "strong", "span", "code", "small"}
LANDMARKS = ("header", "main", "footer")

Attributes = dict[str, str]


@dataclass
class Element:
    tag: str
    attributes: Attributes
    parent: "Element | None"
    pieces: list["str | Element"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        return [each for each in self.pieces if isinstance(each, Element)]

    def ancestors(self) -> Iterator["Element"]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def whole_text(self) -> str:
        """The text in reading order, on one line, blocks set off by spaces."""
        return " ".join(self.raw_text().split())

    def raw_text(self) -> str:
        text = "".join(each if isinstance(each, str) else each.raw_text() for each in self.pieces)
        return text if self.tag in INLINE else f" {text} "


class Page(HTMLParser):
    """The elements of a page in document order, and the faults found while reading."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[Element | None, str]] = []
        self.faults: list[str] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{each.tag}> is never closed" for each in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute")
        element = Element(
            tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None
        )
        if element.parent:
            element.parent.pieces.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in DRAWN:
            self.faults.append(f"<{tag}/> closes itself")
        elif tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1].tag if self._open else 'nothing'}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else None
        if here:
            here.pieces.append(data)
        if data.strip() and not (here and here.tag == "style"):
            self.texts.append((here, data.strip()))

    def all(self, *tags: str) -> list[Element]:
        return [each for each in self.elements if each.tag in tags]


def faults_of(html: str) -> list[str]:
    """Everything that is wrong with a page, empty for a good one."""
    page = Page(html)
    return [*page.faults, *_frame(page), *_names(page), *_references(page), *_drawings(page), *_foreign(page)]


def _frame(page: Page) -> Iterator[str]:
    root = page.elements[0]
    if not {"lang", "dir"} <= root.attributes.keys():
        yield "<html> lacks lang or dir"
    yield from (
        f"{len(_own(page, tag))} <{tag}>" for tag in (*LANDMARKS, "h1", "title") if len(_own(page, tag)) != 1
    )
    levels = [int(each.tag[1]) for each in page.all("h1", "h2", "h3", "h4", "h5")]
    yield from (f"h{after} follows h{before}" for before, after in pairwise(levels) if after > before + 1)
    yield from (
        f"<{each.tag}> has no text"
        for each in page.all("h1", "h2", "h3", "h4", "a", "button", "th")
        if not _label(each)
    )


def _own(page: Page, tag: str) -> list[Element]:
    return [each for each in page.all(tag) if not any(above.tag == "svg" for above in each.ancestors())]


def _label(element: Element) -> str:
    return element.attributes.get("aria-label", "") or element.whole_text()


def _names(page: Page) -> Iterator[str]:
    labelled = {each.attributes.get("for") for each in page.all("label")}
    for each in page.all("input"):
        if each.attributes.get("type") != "hidden" and each.attributes.get("id") not in labelled:
            yield "an <input> has no label"
    navigations = [each.attributes.get("aria-label") for each in page.all("nav")]
    if None in navigations or len(navigations) != len(set(navigations)):
        yield "a <nav> has no name of its own"
    yield from ("a <th> has no scope" for each in page.all("th") if "scope" not in each.attributes)


def _references(page: Page) -> Iterator[str]:
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    yield from (
        f"the id {each!r} stands twice" for each in sorted({each for each in ids if ids.count(each) > 1})
    )
    for each in page.elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if name in each.attributes and each.attributes[name] not in ids:
                yield f"{name}={each.attributes[name]!r} leads nowhere"
        target = each.attributes.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"href={target!r} leads nowhere"


def _drawings(page: Page) -> Iterator[str]:
    for each in page.all("svg"):
        is_hidden = each.attributes.get("aria-hidden") == "true"
        is_named = each.attributes.get("role") == "img" and "aria-labelledby" in each.attributes
        if is_hidden == is_named:
            yield "an <svg> is neither hidden nor named"


def _foreign(page: Page) -> Iterator[str]:
    for each in page.elements:
        address = (
            each.attributes.get("src") or each.attributes.get("href") or each.attributes.get("action") or ""
        )
        is_source = each.attributes.get("rel", "").startswith("external ") and address.startswith("https://")
        if not address.startswith(("/", "#", "?", "webcal://upr.example.org/")) and address and not is_source:
            yield f"<{each.tag}> leads to {address!r}"
        if address.startswith("//"):
            yield f"<{each.tag}> leads off to {address!r}"
        if "style" in each.attributes or any(name.startswith("on") for name in each.attributes):
            yield f"<{each.tag}> carries style or script"
    yield from (f"there is a <{each.tag}>" for each in page.all("script", "style", "iframe", "img", "object"))
