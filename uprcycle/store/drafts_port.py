"""The schedules that were uploaded and may be released, as the rest of uprcycle sees them."""

from datetime import datetime
from typing import Protocol

from uprcycle.store.draft_steps import KeptDraft, Step


class Drafts(Protocol):
    """Uploaded schedules; what they hold is sealed, and they are forgotten after a while."""

    def add(self, draft: KeptDraft) -> None:
        """Keep a new draft."""

    def take(self, draft_id: str, step: Step, *, by: str, at: datetime) -> KeptDraft | None:
        """Let a draft take a step and return it; None, and nothing written, where that does not fit.

        Of several who ask for steps that exclude each other one succeeds.
        """

    def of_id(self, draft_id: str) -> KeptDraft | None:
        """Return the draft of this id, with its content."""

    def listed(self) -> tuple[KeptDraft, ...]:
        """Return every draft without its content, the newest first."""

    def forget(self, before: datetime, *, at: datetime) -> int:
        """Forget what was uploaded before a moment and is not being released; return how many."""
