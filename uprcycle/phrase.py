"""A text of ours that knows how to be said in another language.

A phrase is its English sentence wherever a text is wanted: in a log, on the command line, in a
comparison. It keeps its message and its places apart, so that ``Language.say`` can say it anew.
What goes through an f-string is English for good: phrases are joined as places of phrases.
"""

from collections.abc import Iterable, Mapping, Sequence

_JOINT = ", "


class Phrase(str):
    """An English text, and what it was made of.

    ``forms`` are the message, or its singular and its plural; none where parts only follow one
    another. ``places`` fill it in their order, and may be phrases themselves.
    """

    __slots__ = ("forms", "places")

    forms: tuple[str, ...]
    places: Mapping[str, object]


def phrase(message: str, /, **places: object) -> Phrase:
    """Return ``message`` with its places filled; without any it stands as it is, braces included.

    >>> phrase("row {number}", number=3)
    'row 3'
    """
    return _made(message.format(**places) if places else message, (message,), places)


def in_short(detail: str, short: Phrase) -> Phrase:
    """Return what English tells in detail, and every other language in short.

    For what hardly anybody will ever read, such as that an archive was tampered with.
    """
    return _made(detail, short.forms, short.places)


def counted(one: str, many: str, /, count: int, **places: object) -> Phrase:
    """Return the form for ``count``, which fills the place ``{count}``.

    >>> counted("{count} row", "{count} rows", 2)
    '2 rows'
    """
    values = {"count": count, **places}
    return _made((one if count == 1 else many).format(**values), (one, many), values)


def series(parts: Iterable[str]) -> Phrase:
    """Return the parts that are not empty, one after another.

    >>> series([phrase("session {number}", number=52), "", "KEN"])
    'session 52, KEN'
    """
    kept = [each for each in parts if each]
    return _made(_JOINT.join(kept), (), {str(number): each for number, each in enumerate(kept)})


def listed(names: Sequence[str], most: int) -> str:
    """Name the first of them, and say how many more there are.

    >>> listed(["KEN", "NPL", "TGO"], 2)
    'KEN, NPL and 1 more'
    """
    shown, more = _JOINT.join(names[:most]), len(names) - most
    return phrase("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def suggest(names: Sequence[str]) -> Phrase:
    """Ask whether one of the nearest names was meant.

    >>> suggest(["Niger", "Nigeria"])
    "did you mean 'Niger' or 'Nigeria'?"
    """
    if len(names) == 1:
        return phrase("did you mean {name}?", name=repr(names[0]))
    return phrase("did you mean {name} or {other}?", name=repr(names[0]), other=repr(names[1]))


def _made(english: str, forms: tuple[str, ...], places: Mapping[str, object]) -> Phrase:
    made = Phrase(english)
    made.forms = forms
    made.places = places
    return made
