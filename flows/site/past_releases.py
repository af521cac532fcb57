"""The releases as the desk sees them: what each changed, and what brings an earlier one back."""

from dataclasses import replace

from flows.installation.wiring import Wiring
from flows.releases.approving import approve_plan, approvers_of
from flows.releases.releasing import Signature, compare_releases, release_draft, roll_back
from flows.releases.undoing import preview_roll_back, preview_undo
from flows.site.edits import consequences_of
from uprcycle.errors import RefusedError
from uprcycle.phrase import phrase
from uprcycle.timetable.plan import Plan
from web.desk.registry import Consequences, Released, Sealed


class PastReleases:
    """Looks at releases, compares them and brings them back."""

    def __init__(self, wiring: Wiring) -> None:
        """Look at those of one installation."""
        self._wiring = wiring

    def all(self) -> tuple[Released, ...]:
        """Return every release, the newest first."""
        history = reversed(self._wiring.store.releases.history())
        return tuple(
            Released(each.number, each.at, each.by, each.note, each.source, each.reviews) for each in history
        )

    def compare(self, old: int, new: int) -> Plan:
        """Return what changed from one release to another, either way round."""
        return compare_releases(self._wiring, old, new)

    def look_back(self, number: int) -> Consequences:
        """Return what releasing an earlier one once more would do."""
        return self._agreed(consequences_of(preview_roll_back(self._wiring, number)))

    def look_undo(self, number: int) -> Consequences:
        """Return what taking back one release alone would do, and what of it would stay."""
        found = preview_undo(self._wiring, number)
        return self._agreed(replace(consequences_of(found.preview), kept=found.kept))

    def roll_back(self, number: int, sealed: Sealed) -> int:
        """Release an earlier one once more, and return the number of the new release."""
        signature = _signature(sealed, f"release {number}")
        self._check_base(sealed)
        return roll_back(self._wiring, number, signature, sealed.digest).release

    def undo(self, number: int, sealed: Sealed) -> int:
        """Take one release back, and return the number of the new one."""
        signature = _signature(sealed, f"undo of release {number}")
        self._check_base(sealed)
        draft = preview_undo(self._wiring, number).preview.draft
        return release_draft(self._wiring, draft, sealed.digest, signature).release

    def agree(self, sealed: Sealed) -> None:
        """Write down that somebody agrees to what they looked at."""
        approve_plan(self._wiring, sealed.digest, sealed.base, sealed.by)

    def _check_base(self, sealed: Sealed) -> None:
        """Refuse a form that was sent again: what it asked for is in force, so nothing would say so."""
        now = self._wiring.world().release.number
        if now != sealed.base:
            raise RefusedError(phrase("release {now} came in between; look at it again", now=now))

    def _agreed(self, found: Consequences) -> Consequences:
        plan = found.plan
        return replace(found, agreed=approvers_of(self._wiring, plan.digest, plan.base))


def _signature(sealed: Sealed, source: str) -> Signature:
    return Signature(sealed.by.name, sealed.note, source, person=sealed.by.person)
