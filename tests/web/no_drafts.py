"""A desk to which nothing was ever uploaded, and at which nothing can be."""

from uprcycle.access.signer import Signer
from uprcycle.errors import RefusedError
from uprcycle.store.draft_steps import KeptDraft
from web.desk.source import Asked, Audience, Front, Looked, Planned, Sample


class NoDrafts:
    """Knows of no draft and takes none."""

    def front(self) -> Front:
        raise RefusedError("nothing is released here")

    def drafts(self) -> tuple[KeptDraft, ...]:
        return ()

    def take_in(self, name: str, content: bytes, by: str) -> str:
        raise RefusedError(f"{name} of {len(content)} bytes by {by} is not taken")

    def look(self, draft_id: str) -> Looked | None:
        del draft_id
        return None

    def plan(self, draft_id: str) -> Planned | None:
        del draft_id
        return None

    def audience(self, draft_id: str) -> Audience | None:
        del draft_id
        return None

    def samples(self, draft_id: str, language: str) -> tuple[Sample, ...]:
        del draft_id, language
        return ()

    def confirm(self, draft_id: str, accepted: tuple[str, ...], by: str) -> bool:
        del draft_id, accepted, by
        return False

    def allow_loss(self, draft_id: str, by: str) -> bool:
        del draft_id, by
        return False

    withdraw = allow_loss

    def agree(self, draft_id: str, plan: str, by: Signer) -> None:
        raise RefusedError(f"{by} cannot agree to {plan} of {draft_id}")

    def order(self, draft_id: str, asked: Asked) -> None:
        raise RefusedError(f"{draft_id} cannot be released as {asked.plan}")

    def is_written(self, draft: KeptDraft) -> bool:
        del draft
        return False
