"""What can be wrong with an installation that looks alive: nothing is done, and nobody is told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; the words are those under which the store keeps it."""

    NO_ROUND = "no-round"
    EMPTY = "nothing-planned"
    WAITING = "runs-wait"
    SILENT = "no-answer"
    STORE = "store"


_WORDS = {
    Kind.NO_ROUND: "no round has come to its end{since}",
    Kind.EMPTY: "the scheduler has no round planned",
    Kind.WAITING: "a round has been waiting{since} and nobody runs it",
    Kind.SILENT: "Prefect does not answer",
    Kind.STORE: "the store cannot be read",
}
_REMEDIES = {
    Kind.NO_ROUND: "see in Prefect's pages how the last ones ended, or run `uprcycle nudges send`",
    Kind.EMPTY: "see that the deployment `hourly` is not paused, and start `uprcycle run` again",
    Kind.WAITING: "start `uprcycle run` again",
    Kind.SILENT: "start `uprcycle run` again",
    Kind.STORE: "run `uprcycle doctor`",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong, and since when, where that is known; it names nobody."""

    kind: Kind
    since: datetime | None = None

    @property
    def text(self) -> str:
        """What is wrong, in English."""
        return _WORDS[self.kind].format(since=f" since {self.since:%Y-%m-%d %H:%M} UTC" if self.since else "")

    @property
    def remedy(self) -> str:
        """What to do."""
        return _REMEDIES[self.kind]
