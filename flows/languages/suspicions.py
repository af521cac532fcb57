"""What about a translation can be doubted by somebody who does not read its language.

It drops a place or a figure, ends unlike the English, turns the direction of writing, is much
longer, or is the English in part or whole.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

_PLACE = re.compile(r"\{[^{}]*\}")
_FIGURE = re.compile(r"\d+(?:[.,:\u00a0\u202f]?\d+)*")
_SEPARATORS = re.compile(r"[.,:\u00a0\u202f]")
_AFTERNOON = re.compile(r"\b(\d{1,2})(?::(\d\d))? p\.m\.")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SAME_END = str.maketrans(
    {"\u3002": ".", "\u06d4": ".", "\u061f": "?", "\uff1f": "?", "\uff1a": ":", "\uff01": "!"}
)
"""The marks by which Chinese and Arabic end what English ends with a mark of its own."""

_COUNTED = {
    "1": ("January", "one"),
    "2": ("February", "two"),
    "3": ("March", "three"),
    "4": ("April", "four"),
    "5": ("May", "five"),
    "6": ("June", "six"),
    "7": ("July", "seven"),
    "8": ("August", "eight"),
    "9": ("September", "nine"),
    "10": ("October", "ten"),
    "11": ("November", "eleven"),
    "12": ("December", "twelve"),
}
"""English words that another language may write in figures: Chinese counts its months."""

_AS_TYPED = re.compile(
    r"`[^`]*`|uprcycle(?: [a-z-]+)*|[“«\"][ -~]*[”»\"]|[\w./:@=<>-]*[./:@=_<>-][\w./:@=<>-]*", re.ASCII
)
"""Commands, addresses and codes; they are the same in every language."""

_SAME = frozenset(
    {"bearer", "calcurse", "cookie", "days", "gzip", "http", "https", "months", "token", "unknown"}
    | {"vdirsyncer", "vobject", "weeks"}
)
"""Programs, terms of protocols, and words that schedule files understand in English only."""

_NOT_LATIN = frozenset({"ar", "ru", "zh"})

_TIMES_AS_LONG = 2.5
_SHORT, _ACRONYM = 20, 25
"""A text may be so many letters longer whatever the ratio, and initials stand for so many."""

_WORDS_THAT_MAY_AGREE = 2
"""So many words may be the same in both languages, such as "Session {number}"."""


def doubt(sources: tuple[str, ...], form: str, code: str) -> Iterator[str]:
    """Yield what is doubtful about one form of a translation.

    Args:
        sources: The English, in one number or in two.
        form: One form of the translation, never empty.
        code: The language it is in.
    """
    yield from _places_and_figures(sources, form)
    yield from _shape(sources, form)
    if code in _NOT_LATIN:
        yield from _latin_words(sources, form)
    elif form in sources and sum(not each.isupper() for each in _words(form)) > _WORDS_THAT_MAY_AGREE:
        yield "is the English"


def _places_and_figures(sources: tuple[str, ...], form: str) -> Iterator[str]:
    if not any(_places(form) == _places(source) for source in sources):
        yield f"places differ: {_listed(_places(sources[-1]))} became {_listed(_places(form))}"
    if not any(_agree(source, form) for source in sources):
        yield f"figures differ: {_listed(_figures(sources[-1]))} became {_listed(_figures(form))}"


def _shape(sources: tuple[str, ...], form: str) -> Iterator[str]:
    if _end(form) != _end(sources[-1]):
        yield f"ends with {form[-1]!r}, the English with {sources[-1][-1]!r}"
    if form != form.strip() or "  " in form:
        yield "has a stray space"
    if _BIDI.search(form):
        yield "turns the direction of writing"
    ours, theirs = _length(sources[-1]), _width(form)
    if theirs > max(_TIMES_AS_LONG * ours, _SHORT + ours):
        yield f"is {theirs / ours:.1f} times as long as the English"


def _latin_words(sources: tuple[str, ...], form: str) -> Iterator[str]:
    """Yield the Latin words of a script that is not: names of the English and what is typed apart."""
    english = tuple(each.casefold() for each in _words(" ".join(sources)))
    for each in _words(_AS_TYPED.sub(" ", _PLACE.sub(" ", form))):
        is_name = not each.islower() and any(word.startswith(each.casefold()) for word in english)
        if not is_name and each not in _SAME:
            yield f"{each!r} is not translated"


def _words(text: str) -> list[str]:
    return _WORD.findall(_PLACE.sub(" ", text))


def _places(text: str) -> Counter[str]:
    return Counter(_PLACE.findall(text))


def _agree(source: str, form: str) -> bool:
    """Tell whether a translation has the figures of the English; what is counted may be a figure too."""
    hours = _AFTERNOON.sub(lambda found: f"{int(found[1]) + 12}:{found[2] or '00'}", source)
    words, seen = Counter(_words(source)), _figures(form)
    more = Counter({figure: sum(words[each] for each in named) for figure, named in _COUNTED.items()})
    return any(seen >= known and seen - known <= more for known in (_figures(source), _figures(hours)))


def _figures(text: str) -> Counter[str]:
    found = (_SEPARATORS.sub("", figure) for figure in _FIGURE.findall(_PLACE.sub("", text)))
    return Counter("".join(str(unicodedata.digit(each)) for each in figure) for figure in found)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements())) or "none"


def _end(text: str) -> str:
    last = text[-1:].translate(_SAME_END)
    return last if last in set(".?:!") else ""


def _width(text: str) -> int:
    """Return how long a text is in letters; a Chinese one counts twice, as it is twice as wide."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _length(english: str) -> int:
    initials = sum(each.isupper() for each in _words(english))
    return _width(english) + _ACRONYM * initials
