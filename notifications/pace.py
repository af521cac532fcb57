"""How fast one server is given mail: so many messages a second, so many over one connection.

What a server bears is known to whoever runs it, so both are settings. The pace is that of one
process; a round is one.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server is to bear; ``per_second`` 0 stands for as fast as it answers."""

    per_second: float = 10
    per_connection: int = 100


DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class Pace:
    """Spaces out what is sent, so that there is never more in any second than it may be."""

    per_second: float
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = field(default=0, init=False)

    def wait(self) -> None:
        """Return when it is the turn of the next message."""
        if not self.per_second:
            return
        moment = self.now()
        if moment < self._next:
            self.sleep(self._next - moment)
        self._next = max(moment, self._next) + 1 / self.per_second
