"""The doors for programs: keys, what only programs ask for, and who is told of releases."""

import secrets
from datetime import timedelta

from flows.installation.wiring import Wiring
from flows.releases.releasing import preview, read_draft
from flows.site.organisation import SigningInByOrganisation
from flows.site.roll import Roll
from notifications.plan import read_key
from notifications.rhythm import is_mark
from uprcycle.access.act import may_anywhere
from uprcycle.access.key import ACTS, MOST_KEYS, PREFIX, ApiKey, check_key
from uprcycle.access.principal import Principal
from uprcycle.errors import RefusedError
from uprcycle.store.ports import LedgerRow
from uprcycle.tokens import digest_of, draw_token
from web.api.source import AskedKey, Doors, Made, PlannedFile, SentRow, Shown

_MINUTE = timedelta(minutes=1)


class KeyCabinet:
    """The keys of one installation. Threads may share it."""

    def __init__(self, wiring: Wiring, roll: Roll) -> None:
        """Keep keys in the store of ``wiring``; ``roll`` says who their owners are today."""
        self._wiring = wiring
        self._roll = roll

    def opened(self, text: str) -> Shown | None:
        """Return what a key opens today."""
        wiring, now = self._wiring, self._wiring.now()
        if not text.startswith(PREFIX):
            return None
        key = wiring.store.api_keys.opened(digest_of(text), now=now)
        owner = None if key is None else self._roll.of(key.owner)
        if key is None or owner is None:
            return None
        if key.used is None or now - key.used >= _MINUTE:
            wiring.store.api_keys.note_use(key.id, now)
        return Shown(key, owner)

    def of(self, principal: Principal) -> tuple[ApiKey, ...]:
        """Return the keys of somebody, the newest first."""
        return self._wiring.store.api_keys.all(principal.id)

    def all(self) -> tuple[tuple[ApiKey, str], ...]:
        """Return every key that is in force with the name of its owner, the newest first."""
        now = self._wiring.now()
        found = (each for each in self._wiring.store.api_keys.all() if each.is_open(now))
        return tuple((each, self._name(each.owner)) for each in found)

    def make(self, principal: Principal, asked: AskedKey) -> Made:
        """Make a key of somebody."""
        now = self._wiring.now()
        label, lasts = " ".join(asked.label.split()), timedelta(days=min(max(asked.days, 0), 10_000))
        key = ApiKey(secrets.token_hex(4), principal.id, label, asked.scopes, now, now + lasts)
        check_key(key)
        barred = sorted(each for each in key.scopes if not may_anywhere(principal, ACTS[each]))
        if barred:
            raise RefusedError(f"the key would open nothing by {', '.join(barred)}; leave that out")
        if sum(each.is_open(now) for each in self.of(principal)) >= MOST_KEYS:
            raise RefusedError(f"there are {MOST_KEYS} keys in force already; end one first")
        text = draw_token(PREFIX)
        self._wiring.store.api_keys.add(key, digest_of(text), by=principal.id)
        return Made(key, text)

    def end(self, key_id: str, by: str) -> None:
        """End a key at once."""
        self._wiring.store.api_keys.revoke(key_id, by=by, at=self._wiring.now())

    def _name(self, owner: str) -> str:
        found = self._roll.of(owner)
        return found.name if found else ""


class ForPrograms:
    """What only programs ask for."""

    def __init__(self, wiring: Wiring) -> None:
        """Answer for one installation."""
        self._wiring = wiring

    def sent(self, principal: Principal, limit: int) -> tuple[SentRow, ...]:
        """Return the last messages to somebody, the newest first."""
        rows = self._wiring.store.ledger.rows()
        theirs = [each for each in rows if each.envelope.person == principal.id]
        return tuple(map(_sent, theirs[:limit]))

    def plan(self, name: str, content: bytes) -> PlannedFile:
        """Return what releasing a file now would do; nothing is written."""
        draft = read_draft(self._wiring, name, content)
        found = preview(self._wiring, draft)
        told = sum(each.people for each in found.told)
        return PlannedFile(found.plan, draft.warnings, draft.corrections, told)


def doors_of(wiring: Wiring, roll: Roll) -> Doors:
    """Return the doors of one installation."""
    organisation = SigningInByOrganisation(wiring, roll)
    return Doors(KeyCabinet(wiring, roll), ForPrograms(wiring), organisation)


def _sent(row: LedgerRow) -> SentRow:
    spoken = [read_key(each) for each in row.envelope.keys if not is_mark(each)]
    tasks = {(each.country, each.cycle, each.task) for each in spoken if each}
    return SentRow(
        id=row.envelope.message_id,
        at=row.claimed_at,
        channel=row.envelope.channel,
        state=row.state.value,
        finished=row.finished_at,
        tasks=tuple(sorted(tasks)),
    )
