"""A digest as a few lines for a chat, in the writing of Slack or of Teams.

Who reads a chat is not known: public items alone are named, nothing in it acts in anybody's name,
and a text from outside is never more than text. It calls nobody, links nowhere and is not laid out.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from notifications.digest import Digest, is_public
from notifications.hooks import HookKind
from notifications.letter import Entry, write_letter
from notifications.letterhead import Letterhead
from notifications.mail import message_id
from notifications.plain import plain_line
from uprcycle.store.ports import Envelope
from uprcycle.wording.language import Language

LONGEST = 900
"""How many characters a chat is given: a card of Teams takes a thousand before Apprise would cut it."""

_NAMED = 5
_LINE = 160
_CALLS = str.maketrans({"@": "\N{FULLWIDTH COMMERCIAL AT}"})
_NO_LINK = ":\N{FRACTION SLASH}\N{FRACTION SLASH}"
_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Teams has no way to write these as themselves, and of others we do not know: what looks alike has to do.
_LOOK_ALIKE = str.maketrans(
    {
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "[": "(",
        "]": ")",
        "{": "(",
        "}": ")",
        "*": "\N{ASTERISK OPERATOR}",
        "_": "\N{LOW LINE}\N{ZERO WIDTH NON-JOINER}",
        "~": "\N{TILDE OPERATOR}",
        "`": "'",
        "\\": "\N{SET MINUS}",
        "|": "\N{DIVIDES}",
        "#": "\N{FULLWIDTH NUMBER SIGN}",
    }
)


def compose_chat(digest: Digest, kind: HookKind, language: Language, head: Letterhead) -> Envelope:
    """Return the message that says ``digest`` in a chat of ``kind``, under the keys of the digest.

    Its id is not that of the mail which may have to take its place.
    """
    left, _, right = message_id(digest, head).partition("@")
    return Envelope(
        message_id=f"{left}.{kind.value}@{right}",
        keys=digest.keys,
        person=digest.person.id,
        channel=kind.value,
        payload=write_chat(digest, kind, language, head).encode(),
        not_before=digest.send_at,
    )


def write_chat(digest: Digest, kind: HookKind, language: Language, head: Letterhead) -> str:
    """Put ``digest`` into a few lines of ``language``, as a chat of ``kind`` shows them as they are."""
    letter = write_letter(digest, language, replace(head, names_internal=False))
    # What others left undone is between them and the reader; who else reads the chat is not known.
    open_to_all = tuple(each for each in digest.nudges if is_public(each) and not each.told_before)
    sections = (
        write_letter(replace(digest, nudges=open_to_all), language, head).sections if open_to_all else ()
    )
    entries = [each for section in sections for each in section.entries]
    public = len(open_to_all)
    for named in range(_NAMED, 0, -1):
        lines = [letter.subject, *map(_line, entries[:named])]
        lines += _counts(public - len(entries[:named]), len(digest.nudges) - public, language)
        text = "\n".join((*(escape(each, kind) for each in lines), _link(letter.home, kind)))
        if len(text) <= LONGEST:
            break
    return text


def _counts(more: int, hidden: int, language: Language) -> Iterator[str]:
    if more:
        yield language.plural("And {count} more, on your list.", "And {count} more, on your list.", more)
    if hidden:
        yield language.plural("{count} item is not named here.", "{count} items are not named here.", hidden)


def escape(text: str, kind: HookKind) -> str:
    """Return ``text`` on one line, so that a chat of ``kind`` shows it and does nothing else."""
    plain = plain_line(text).replace("://", _NO_LINK).translate(_CALLS)
    match kind:
        case HookKind.SLACK:
            return plain.translate(_SLACK)
        case HookKind.TEAMS | HookKind.OTHER:
            return plain.translate(_LOOK_ALIKE)
        case unknown:
            assert_never(unknown)


def _line(entry: Entry) -> str:
    said = f"{entry.country}: {entry.title} ({entry.when}, {entry.certainty}, {entry.left})"
    return f"• {said if len(said) <= _LINE else said[: _LINE - 1] + '…'}"


def _link(address: str, kind: HookKind) -> str:
    return address.translate(_SLACK) if kind is HookKind.SLACK else address
