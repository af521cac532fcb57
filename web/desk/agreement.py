"""Whether somebody else than the reader agreed to what is on the page, where it takes two (decision 0045)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uprcycle.access.signer import Signer
from uprcycle.errors import RefusedError
from web.access.reader import Reader
from web.desk.registry import Sealed

_LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether a second person is needed, who agreed, and whether the reader did."""

    is_needed: bool
    others: tuple[str, ...] = ()
    is_mine: bool = False

    @property
    def is_given(self) -> bool:
        """Whether the reader may go on."""
        return bool(self.others) or not self.is_needed


def read_agreement(reader: Reader, agreed: Iterable[Signer], *, is_needed: bool) -> Agreement:
    """Return how it stands with the agreement of a second person; ``others`` are names."""
    own, every = reader.principal.signer, tuple(agreed)
    others = tuple(each.name for each in every if not each.is_same(own))
    return Agreement(is_needed, others, len(others) < len(every))


def read_sealed(reader: Reader, form: Mapping[str, str]) -> Sealed:
    """Return to what a form says yes, in the name of the reader."""
    base = form.get("base", "")
    number = int(base) if base.isascii() and base.isdigit() and len(base) <= len("999999") else 0
    note = " ".join(form.get("note", "").split())[:_LONGEST_NOTE]
    return Sealed(form.get("digest", ""), number, reader.principal.signer, note)


def check_seen(digest: str, sealed: Sealed) -> None:
    """Let somebody agree only to what is still so.

    Raises:
        RefusedError: Something moved since they looked.
    """
    if digest != sealed.digest:
        raise RefusedError("something moved since this page was shown; look at it again")
