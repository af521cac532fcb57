"""Who may receive anything at all: delivery is off unless somebody switched it on.

A pure decision over one address. It does not send, and it never changes a message.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_LONGEST = 254
# Plain characters only: no quotes, no spaces, no routes, at least two labels of a domain.
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")


class DeliveryMode(StrEnum):
    """How far messages travel."""

    RECORDER = "recorder"
    REDIRECT = "redirect"
    ALLOWLIST = "allowlist"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Guard:
    """The rule an installation delivers by.

    ``operator`` receives everything when mail is redirected. ``allowed`` holds addresses, or
    whole domains as ``@example.org``, in any case.
    """

    mode: DeliveryMode = DeliveryMode.RECORDER
    operator: str = ""
    allowed: frozenset[str] = frozenset()

    def recipient(self, address: str) -> str | None:
        """Return the address to hand to for somebody at ``address``; None where nothing may go out.

        In recorder mode the address stands: the only channel then is the recorder, which keeps
        everything on the machine.
        """
        if not is_address(address):
            return None
        if self.mode is DeliveryMode.REDIRECT:
            return self.operator if is_address(self.operator) else None
        if self.mode is DeliveryMode.ALLOWLIST and not self._allows(address):
            return None
        return address

    def _allows(self, address: str) -> bool:
        folded = address.casefold()
        domain = folded.rpartition("@")[2]
        return not {folded, f"@{domain}"}.isdisjoint(each.casefold() for each in self.allowed)


def is_address(text: str) -> bool:
    """Tell whether ``text`` is one plain mail address, and nothing that a server could read as two."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None
