"""Changes of the schedule in force that somebody asks for at the desk."""

import secrets
from collections.abc import Mapping

from flows.installation.wiring import Wiring
from flows.releases.amending import Amendment, preview_amendment
from flows.releases.releasing import Preview
from uprcycle.schedule.checks import check_losses
from uprcycle.schedule.export import export_schedule
from uprcycle.store.draft_steps import KeptDraft
from web.desk.registry import Consequences, Told

_TOML = ".toml"


class Editing:
    """Looks at changes, and keeps the schedule after one as a draft like an uploaded one."""

    def __init__(self, wiring: Wiring) -> None:
        """Change the schedule in force of one installation."""
        self._wiring = wiring

    def look(self, change: str, cells: Mapping[str, str]) -> Consequences:
        """Return what a change would do."""
        found = preview_amendment(self._wiring, change, cells)
        return consequences_of(found.preview, found)

    def keep(self, change: str, cells: Mapping[str, str], by: str) -> str:
        """Keep the schedule after a change as a draft, and return its id."""
        wiring = self._wiring
        found = preview_amendment(wiring, change, cells).preview
        world, schedule = wiring.world(), found.draft.schedule
        draft = KeptDraft(
            id=secrets.token_hex(8),
            name=f"{change} upon release {found.plan.base}{_TOML}",
            by=by,
            at=wiring.now(),
            content=export_schedule(schedule, world.countries, _TOML).encode(),
            # Whoever asked by name for a State to leave a session need not say again that it is meant.
            allows_loss=any(True for _ in check_losses(schedule, world.release.schedule)),
        )
        wiring.store.drafts.add(draft)
        return draft.id


def consequences_of(preview: Preview, amendment: Amendment | None = None) -> Consequences:
    """Return what a release would do as the pages take it."""
    return Consequences(
        preview.plan,
        tuple(Told(each.channel, each.language, each.people) for each in preview.told),
        preview.draft.warnings,
        preview.clashes,
        amendment.deeds if amendment else (),
    )
