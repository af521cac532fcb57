"""Atom (RFC 4287), as much of it as a change log needs; whatever text comes in, the XML is well-formed.

An id is a tag URI (RFC 4151): a host that never changes, a day on which it was ours, and a name.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """One entry: ``html`` is markup that is already safe, ``link`` the address of its page."""

    id: str
    title: str
    updated: datetime
    link: str
    html: str


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """A feed: ``address`` is its own, ``link`` that of the page it follows; newest entry first."""

    id: str
    title: str
    author: str
    updated: datetime
    language: str
    address: str
    link: str
    entries: tuple[AtomEntry, ...]


def tag_uri(host: str, day: date, name: str) -> str:
    """Return an id that stays when pages move: ``tag:upr.example.org,2026-11-20:changes/3``."""
    return f"tag:{host},{day.isoformat()}:{name}"


def render_atom(feed: AtomFeed) -> bytes:
    """Return the bytes of a feed, the same for the same feed."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(SubElement(root, "author"), "name", feed.author)
    _link(root, "self", "application/atom+xml", feed.address)
    _link(root, "alternate", "text/html", feed.link)
    for each in feed.entries:
        entry = SubElement(root, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", each.title)
        _add(entry, "updated", _moment(each.updated))
        _link(entry, "alternate", "text/html", each.link)
        _add(entry, "content", each.html).set("type", "html")
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element


def _link(parent: Element, relation: str, media_type: str, address: str) -> None:
    SubElement(parent, "link", {"rel": relation, "type": media_type, "href": address})


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
