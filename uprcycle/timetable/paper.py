"""Where the document of a milestone can be read, as far as everybody may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paper:
    """One public document in one language.

    ``title`` is a message; ``at``, in UTC, is when it was recorded that it is there, or no longer.
    """

    title: str
    language: str
    url: str
    at: datetime
    is_superseded: bool = False


Papers: TypeAlias = Mapping[tuple[str, int, str], tuple[Paper, ...]]
"""The papers of each milestone, by State, cycle and the id of the milestone."""
