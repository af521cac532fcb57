"""Whether mail reaches somebody, from what became of it (decision 0037).

That a server took a mail proves little: it may send it back a day later. So a mail counts as
arrived only when nothing has come back for some time.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

PAUSED_AFTER = 3
"""After so many mails in a row that came back nobody is written to for a while."""

PAUSE = timedelta(days=30)
"""How long: then the next mail is a new try."""

RETURN = timedelta(days=2)
"""What has not come back by then has arrived."""

MEMORY = timedelta(days=400)
"""What lies further back tells nothing of today."""


class Sign(StrEnum):
    """What became of a mail, or that somebody says that the person is reached."""

    SENT = "sent"
    CAME_BACK = "came back"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Trace:
    """One sign of whether a person is reached; ``code`` is what the server said, such as ``5.1.1``."""

    person: str
    at: datetime
    sign: Sign
    code: str = ""


@dataclass(frozen=True, slots=True)
class Unreached:
    """Mail to a person came back ``failures`` times in a row, from ``since`` to ``last``."""

    person: str
    since: datetime
    last: datetime
    code: str
    failures: int = 1

    @property
    def resumes(self) -> datetime:
        """When the next mail is tried, after so many failures as make a pause."""
        return self.last + PAUSE

    def is_paused(self, now: datetime) -> bool:
        """Tell whether nobody writes to the person at the moment ``now``."""
        return self.failures >= PAUSED_AFTER and now < self.resumes


def find_unreached(traces: Iterable[Trace], now: datetime) -> Mapping[str, Unreached]:
    """Return who is not reached at the moment ``now``, by id and in its order."""
    by_person: defaultdict[str, list[Trace]] = defaultdict(list)
    for each in traces:
        by_person[each.person].append(each)
    judged = {person: _judge(by_person[person], now) for person in sorted(by_person)}
    return {person: found for person, found in judged.items() if found}


def _judge(traces: Iterable[Trace], now: datetime) -> Unreached | None:
    found = None
    for each in sorted(traces, key=lambda trace: trace.at):
        match each.sign:
            case Sign.CAME_BACK:
                found = _counted(found, each)
            case Sign.SENT if now - each.at < RETURN:
                pass
            case Sign.SENT | Sign.CLEARED:
                found = None
    return found


def _counted(found: Unreached | None, trace: Trace) -> Unreached:
    if found is None:
        return Unreached(trace.person, trace.at, trace.at, trace.code)
    return replace(found, last=trace.at, code=trace.code, failures=found.failures + 1)
