"""The doors for programs: keys, what only programs ask for, and who is told of releases."""

import secrets
from datetime import timedelta

from flows.installation.wiring import Wiring
from flows.releases.calling import try_out
from flows.releases.releasing import preview, read_draft
from flows.site.organisation import SigningInByOrganisation
from flows.site.roll import Roll
from notifications.outward import Opening, PinnedConnection, read_target
from notifications.plan import read_key
from notifications.release_calls import draw_secret
from notifications.rhythm import is_mark
from uprcycle.access.act import may_anywhere
from uprcycle.access.key import ACTS, MOST_KEYS, PREFIX, ApiKey, check_key
from uprcycle.access.principal import Principal
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.ports import LedgerRow
from uprcycle.store.release_hooks_port import ReleaseHook
from uprcycle.tokens import digest_of, draw_token
from web.api.source import AskedKey, Doors, HookView, Made, NewHook, PlannedFile, SentRow, Shown

_MINUTE = timedelta(minutes=1)
_CALLS, _LABEL = 5, 60
MOST_HOOKS = 20
"""How many addresses may be told of releases."""


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
        return tuple(map(_sent, self._wiring.store.ledger.rows(limit, person=principal.id)))

    def plan(self, name: str, content: bytes) -> PlannedFile:
        """Return what releasing a file now would do; nothing is written."""
        draft = read_draft(self._wiring, name, content)
        found = preview(self._wiring, draft)
        told = sum(each.people for each in found.told)
        return PlannedFile(found.plan, draft.warnings, draft.corrections, told)


class HookBoard:
    """The addresses of one installation that are told of releases."""

    def __init__(self, wiring: Wiring, opening: Opening = PinnedConnection) -> None:
        """Keep them in the store of ``wiring``; ``opening`` is how they are called."""
        self._wiring = wiring
        self._opening = opening

    def all(self) -> tuple[HookView, ...]:
        """Return every web-hook with the last calls to it, the oldest first."""
        hooks = self._wiring.store.release_hooks
        return tuple(HookView(each, hooks.calls(each.id, _CALLS)) for each in hooks.all())

    def add(self, label: str, address: str, by: str) -> NewHook:
        """Keep a new web-hook and draw its secret."""
        wiring, address = self._wiring, address.strip()
        target, label = read_target(address), " ".join(label.split())
        if not label or len(label) > _LABEL:
            what = f"say in at most {_LABEL} characters whose it is"
            raise BadInputError(
                "the web-hook cannot be kept", [Problem("label", "says nothing, or too much", what)]
            )
        if len(wiring.store.release_hooks.all()) >= MOST_HOOKS:
            raise RefusedError(f"there are {MOST_HOOKS} web-hooks already; remove one first")
        hook = ReleaseHook(
            id=secrets.token_hex(4),
            label=label,
            host=target.host,
            made=wiring.now(),
            after=self._latest(),
            address=address,
            secret=draw_secret(),
        )
        wiring.store.release_hooks.add(hook, by=by)
        return NewHook(hook, hook.secret)

    def try_out(self, hook_id: str) -> str:
        """Send a test now and return what came of it."""
        found = next((each for each in self._wiring.store.release_hooks.all() if each.id == hook_id), None)
        if found is None:
            raise RefusedError(f"there is no web-hook {hook_id[:80]!r}")
        return try_out(self._wiring, found, self._opening)

    def remove(self, hook_id: str, by: str) -> None:
        """Forget a web-hook."""
        self._wiring.store.release_hooks.remove(hook_id, by=by, at=self._wiring.now())

    def switch_on(self, hook_id: str, by: str) -> None:
        """Tell a web-hook again that was switched off."""
        now = self._wiring.now()
        self._wiring.store.release_hooks.switch_on(hook_id, after=self._latest(), by=by, at=now)

    def _latest(self) -> int:
        return len(self._wiring.store.releases.history())


def doors_of(wiring: Wiring, roll: Roll) -> Doors:
    """Return the doors of one installation."""
    organisation = SigningInByOrganisation(wiring, roll)
    return Doors(KeyCabinet(wiring, roll), ForPrograms(wiring), HookBoard(wiring), organisation)


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
