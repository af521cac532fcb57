"""Which versions Prefect was tried with here, whether these are installed, and whether its server is of ours.

The bounds stand once, as requirements of this package, and are read from its metadata: before anything of
Prefect is imported, which a wrong version may not survive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

import httpx
from packaging.requirements import Requirement

from flows.watch.scheduler import sign_in
from uprcycle.errors import Problem, RefusedError

_PACKAGE = "uprcycle"
_ENGINE = "prefect"
_HARM = {
    _ENGINE: "nothing here was tried with it",
    "sqlalchemy": "Prefect may look well and plan nothing",
    "fastapi": "Prefect's server may not start",
}
_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A package that Prefect stands on, the version that is here, and the bounds it has to keep.

    ``installed`` is empty where the package is missing.
    """

    name: str
    installed: str
    bounds: str

    @property
    def is_kept(self) -> bool:
        """Tell whether what is installed lies within the bounds."""
        required = Requirement(f"{self.name}{self.bounds}")
        return bool(self.installed) and required.specifier.contains(self.installed, prereleases=True)

    @property
    def problem(self) -> Problem:
        """What is wrong where the bounds are not kept."""
        found = f"{self.installed} is installed" if self.installed else "is not installed"
        what = f"{found}, and {self.bounds} is needed: {_HARM[self.name]}"
        return Problem(
            self.name, what, f"install the locked versions, or: pip install '{self.name}{self.bounds}'"
        )


def read_pins() -> tuple[Pin, ...]:
    """Return what Prefect stands on, itself first; nothing where this package is run uninstalled."""
    try:
        required = {each.name: each for each in map(Requirement, requires(_PACKAGE) or ())}
    except PackageNotFoundError:
        return ()
    return tuple(
        Pin(name, _installed(name), str(required[name].specifier)) for name in _HARM if name in required
    )


def check_versions(pins: Iterable[Pin]) -> None:
    """Go on only if every one of ``pins`` is kept.

    Raises:
        RefusedError: With every package that is not.
    """
    if problems := [each.problem for each in pins if not each.is_kept]:
        raise RefusedError("Prefect would not work with what is installed; nothing was started", problems)


def check_server(api: str, ours: str = "") -> None:
    """Go on unless the Prefect at ``api`` answers that it is of another version than ``ours``.

    One that does not answer is not judged: whoever needs it says so, or waits for it.

    Args:
        api: The address of the API.
        ours: The version here; by default the one that is installed.

    Raises:
        RefusedError: It is another one.
    """
    here = ours or _installed(_ENGINE)
    theirs = _ask_version(api)
    if theirs not in {"", here}:
        what = f"is Prefect {theirs}, and {here} is installed here"
        remedy = "install one version on all machines, on the servers first"
        raise RefusedError(
            "the Prefect server is of another version; nothing was done", [Problem(api, what, remedy)]
        )


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _ask_version(api: str) -> str:
    """Return what the server at ``api`` says it is; empty where it says nothing."""
    try:
        answer = httpx.get(f"{api}/admin/version", timeout=_SECONDS, trust_env=False, auth=sign_in())
        answer.raise_for_status()
        told = answer.json()
    except (httpx.HTTPError, ValueError):
        return ""
    return told if isinstance(told, str) else ""
