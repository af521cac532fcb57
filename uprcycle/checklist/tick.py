"""What an office says of a task: by somebody, in plain words, and with a reason where one is owed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from uprcycle.errors import BadInputError, Problem

LONGEST = 2000
"""How many characters a remark or an address may have."""

_PLAIN = "write it as plain text on one line"


class TaskState(StrEnum):
    """What the office last said of a task."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    NOT_APPLICABLE = "na"


BY_LINK = "link"
"""How a tick says that it was given through a link in a message to the one who gave it."""

BY_PAGE = "page"
"""How a tick says that somebody gave it who had signed in."""

BY_KEY = "key "
"""How a tick begins to say that a program gave it; the id of the key follows."""

SETTLED = frozenset({TaskState.DONE, TaskState.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Tick:
    """An office said that it has seen a task, that it is done, does not apply, or is open again.

    ``task`` is the id of its rule and ``office`` a name: each office says so for itself.
    ``evidence`` is the address of what shows it, empty for none; ``at`` is UTC. ``via`` is empty for
    who said so in a command; then ``by`` is what they call themselves, else the id of a person. The
    last tick of an office on a task counts.
    """

    country: str
    cycle: int
    task: str
    office: str
    state: TaskState
    by: str
    at: datetime
    note: str = ""
    evidence: str = ""
    via: str = ""


def is_in_person(via: str) -> bool:
    """Tell whether a tick came by a way of which we know whose it is: they, or a program with their key."""
    return via in {BY_LINK, BY_PAGE} or via.startswith(BY_KEY)


def check_tick(state: TaskState, *, by: str, note: str = "", evidence: str = "") -> None:
    """Check what somebody says of a task.

    Raises:
        BadInputError: With every problem: no author, no reason why a task does not apply, text
            that cannot be kept, evidence that is no address of the web.
    """
    problems = check_words(("--by", by), ("--note", note or "none"), ("--evidence", evidence or "none"))
    if state is TaskState.NOT_APPLICABLE and not note.strip():
        problems.append(Problem("--note", "is empty", "say in a line why the task does not apply"))
    if evidence and not problems and not _is_address(evidence):
        problems.append(Problem("--evidence", f"{evidence[:80]!r} is no address", "give one with https://"))
    if problems:
        raise BadInputError("the tick cannot be recorded", problems)


def check_words(*given: tuple[str, str]) -> list[Problem]:
    """Return what is wrong with texts that somebody typed, each under the name of its option."""
    return [
        Problem(where, f"{text[:80]!r} cannot be kept", _PLAIN)
        for where, text in given
        if not text.strip() or not text.isprintable() or len(text) > LONGEST
    ]


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and " " not in text and "@" not in parts.netloc
