"""A language made on the fly: every translated text stands in brackets, and its places between them.

What stands outside the brackets was not translated. Dates, cities and names of States are those
of Arabic, so that a Latin letter outside the brackets is a text that nobody can translate, or data.
"""

import gettext
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import chain
from pathlib import Path

import pytest

from uprcycle.store import packaged
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.language import Language

ROOT = Path(__file__).parents[1]

_MESSAGE = re.compile(r'^msgid ((?:".*"\n)+)(?:msgid_plural ((?:".*"\n)+))?', re.MULTILINE)
_PIECES = re.compile(r"(\{[^{}]*\})|([^{}]+)")
_BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧|⟦[^⟦⟧\n]*?…")
"""A label of a drawing may be cut short, and then ends with three dots instead."""

_LATIN = re.compile(r"[^\W\d_]*[A-Za-zÀ-ÿ]{2,}[^\W\d_]*")
_ADDRESS = re.compile(r"\b(?:https?|webcal)://\S*|\S+@\S+\.\w+")
_ID = re.compile(r"\bs?[0-9a-f]{8,64}\b")
_ZONES = {"CET", "CEST", "UTC", "GMT", "EAT"}


class Brackets(gettext.NullTranslations):
    """Translations that answer a known message in brackets, and any other as it came."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__()
        self._known = known

    def gettext(self, message: str) -> str:
        return bracketed(message) if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        form = msgid1 if n == 1 else msgid2
        return bracketed(form) if self._known.get(msgid1) == msgid2 else form


def bracketed(message: str) -> str:
    return _PIECES.sub(lambda found: found[1] or f"⟦{found[2]}⟧", message)


CODE = "ar"
"""Whose dates, names of States and direction the language of brackets has."""


@cache
def pseudo_language() -> Language:
    """The language of brackets over every message of the template, kept up to date by ``make messages``."""
    template = (ROOT / "uprcycle/data/locales/uprcycle.pot").read_text("utf-8")
    return Language(CODE, Brackets({_said(one): _said(many) for one, many in _MESSAGE.findall(template)}))


def _said(lines: str) -> str:
    return "".join(map(json.loads, lines.splitlines()))


@contextmanager
def only_brackets() -> Iterator[None]:
    """Let every catalogue be that of brackets, as if another file lay there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packaged, "_catalogue", lambda _path: pseudo_language().translations)
        load_language.cache_clear()
        yield
    load_language.cache_clear()


_TOKEN = re.compile(
    r'<!--.*?-->|<!doctype[^>]*>|<(/?)([a-zA-Z][\w-]*)((?:[^"<>]|"[^"]*")*)>|([^<]+)', re.DOTALL
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_VOID = {"meta", "link", "input", "br", "hr", "img"}
_UNREAD = {"style", "code", "script"}
_READ_ALOUD = ("aria-label", "title", "alt", "placeholder", "label", "summary")


def untranslated(text: str, data: Iterable[str] = ()) -> list[str]:
    """Return the words outside all brackets that are neither ``data`` nor an address or a zone."""
    lines = dict.fromkeys(_ADDRESS.sub(" ", _BRACKETED.sub(" ", text)).splitlines())
    rest = "\n".join(filter(_LATIN.search, lines))
    for each in _longest_first(frozenset(data)):
        rest = rest.replace(each, " ")
    return [word for word in _LATIN.findall(_ID.sub(" ", rest)) if word not in _ZONES]


@cache
def _longest_first(data: frozenset[str]) -> list[str]:
    return sorted(filter(None, data), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a page, to the eye or to the ear: its text, the language it is marked with, its element.

    ``is_apart`` tells whether its direction is found out by itself, or given.
    """

    text: str
    lang: str
    tag: str
    is_apart: bool


def read_markup(html: str, lang: str = CODE) -> Iterator[Said]:
    """Yield all that a page says, in its order; faster than a strict reader."""
    line: list[Said] = [Said("", lang, "", is_apart=False)]
    for closing, tag, rest, text in _TOKEN.findall(html):
        here = line[-1]
        if text.strip():
            yield replace(here, text=unescape(text).strip())
        elif closing:
            line.pop()
        elif tag:
            given = dict(_ATTRIBUTE.findall(rest))
            inner = _within(here, tag, given)
            heard = (unescape(given[name]) for name in _READ_ALOUD if given.get(name))
            yield from (replace(inner, text=each, is_apart=True) for each in heard)
            if tag not in _VOID and not rest.endswith("/"):
                line.append(inner)


def _within(around: Said, tag: str, given: Mapping[str, str]) -> Said:
    is_apart = tag == "bdi" or ("dir" in given and tag != "html") or around.is_apart
    return Said("", "" if tag in _UNREAD else given.get("lang", around.lang), tag, is_apart)


_FOLD, _ESCAPED = re.compile("\r?\n[ \t]"), re.compile(r"\\([\\;,nN])")
_SPOKEN = re.compile(
    r"^(?:NAME|X-WR-CALNAME|SUMMARY|DESCRIPTION|CATEGORIES|LOCATION)(?:;[^:]*)?:(.*)$", re.MULTILINE
)


def said_in(calendar: bytes) -> str:
    """Return what a feed says to people, alarms included; faster than a strict reader."""
    values = _SPOKEN.findall(_FOLD.sub("", calendar.decode()))
    return "\n".join(
        _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], each) for each in values
    )


def unsaid(pieces: Iterable[Said], data: Iterable[str] = ()) -> list[str]:
    """Return the texts that are neither translated, nor marked as those of another language or of nobody.

    What is marked as English is a text that nobody translated, unless it is ``data``.
    """
    known = tuple(data)
    doubtful = [each.text for each in pieces if each.lang in {CODE, "en"} and untranslated(each.text)]
    return [each for each in dict.fromkeys(doubtful) if untranslated(each, known)]


def quoted(milestones: Iterable[Milestone]) -> frozenset[str]:
    """Return what pages quote of the record as it stands there: citations, notes, conditions."""
    return frozenset(chain.from_iterable(map(data_of, milestones)))


def data_of(milestone: Milestone) -> list[str]:
    """What a derivation quotes of the record."""
    finding, rule = milestone.finding, milestone.rule
    cited = [finding.citation, *rule.sources, *(step.citation for step in finding.steps if step.citation)]
    notes = [step.note for step in finding.steps if step.note]
    return [*map(str, cited), *(each.document for each in cited), *notes, str(rule.condition)]
