"""Doors that are closed: an installation in which nobody has a key."""

from collections.abc import Mapping

from uprcycle.access.key import ApiKey
from uprcycle.access.principal import Principal
from uprcycle.errors import BadInputError, RefusedError
from web.api.source import AskedKey, Doors, HookView, Made, NewHook, PlannedFile, SentRow, Shown


class NoKeys:
    """Knows no key, and makes none."""

    def opened(self, text: str) -> Shown | None:
        del text
        return None

    def of(self, principal: Principal) -> tuple[ApiKey, ...]:
        del principal
        return ()

    def all(self) -> tuple[tuple[ApiKey, str], ...]:
        return ()

    def make(self, principal: Principal, asked: AskedKey) -> Made:
        raise RefusedError(f"no key {asked.label!r} for {principal.id!r}")

    def end(self, key_id: str, by: str) -> None:
        del by
        raise RefusedError(f"there is no key {key_id!r} in force")


class NoPrograms:
    """Was never asked anything."""

    def sent(self, principal: Principal, limit: int) -> tuple[SentRow, ...]:
        del principal, limit
        return ()

    def plan(self, name: str, content: bytes) -> PlannedFile:
        del content
        raise BadInputError(f"{name!r} is not read here")


class NoHooks:
    """Tells nobody of releases."""

    def all(self) -> tuple[HookView, ...]:
        return ()

    def add(self, label: str, address: str, by: str) -> NewHook:
        del address
        raise RefusedError(f"no web-hook {label!r} of {by!r}")

    def try_out(self, hook_id: str) -> str:
        raise RefusedError(f"there is no web-hook {hook_id!r}")

    def remove(self, hook_id: str, by: str) -> None:
        del by
        raise RefusedError(f"there is no web-hook {hook_id!r}")

    switch_on = remove


class NoOrganisation:
    """Is not offered."""

    is_offered = False

    def begin(self, target: str) -> tuple[str, str]:
        raise RefusedError(f"there is no way to {target!r}")

    def finish(self, kept: str, answer: Mapping[str, str], program: str) -> tuple[str, str]:
        del kept, answer, program
        raise RefusedError("nobody began")


CLOSED = Doors(NoKeys(), NoPrograms(), NoHooks(), NoOrganisation())
