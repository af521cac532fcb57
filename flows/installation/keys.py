"""The keys of an installation: from its settings, or from a file beside the store that only its owner reads.

The first key seals, all of them open. The file is read again whenever it changed, so that a
process that runs on knows the keys that another one made.
"""

import os
import tempfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from stat import S_IRWXG, S_IRWXO
from typing import TYPE_CHECKING

from flows.installation.setting_kinds import is_key
from flows.installation.settings import Settings
from uprcycle.errors import Problem, RefusedError

if TYPE_CHECKING:
    from flows.installation.sealing import FernetSeal

_Stamp = tuple[int, int, int]


class KeySource(StrEnum):
    """Where the keys come from."""

    SETTING = "setting"
    FILE = "file"


def source_of(settings: Settings) -> KeySource:
    """Return where this installation has its keys from: the setting, where there is one."""
    return KeySource.SETTING if settings.secret_key else KeySource.FILE


def key_file(settings: Settings) -> Path:
    """Return where the keys stand that no setting names."""
    return settings.data_dir / "uprcycle.key"


def is_alone(settings: Settings) -> bool:
    """Tell whether other machines may use the store, and its keys are in a file that only this one has."""
    return settings.is_shared and source_of(settings) is KeySource.FILE


def load_keys(settings: Settings) -> tuple[str, ...]:
    """Return the keys, the one that seals first.

    Raises:
        RefusedError: There is none, or the file holds something else.
    """
    if settings.secret_key:
        return settings.secret_key
    path = key_file(settings)
    try:
        keys = tuple(path.read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        keys = ()
    if not keys or not all(map(is_key, keys)):
        what = "cannot be read, or holds no key" if path.exists() else "is not there"
        remedy = "bring it back from a backup, or set UPRCYCLE_SECRET_KEY; `uprcycle init` makes a new one"
        raise RefusedError("there is no key for what is kept sealed", [Problem(str(path), what, remedy)])
    return keys


def has_keys(settings: Settings) -> bool:
    """Tell whether this machine was given keys, or made one before."""
    return bool(settings.secret_key) or key_file(settings).exists()


def ensure_keys(settings: Settings) -> None:
    """Make a key, and a file for it, unless there is one or the settings name it."""
    if has_keys(settings):
        return
    from flows.installation.sealing import make_key  # noqa: PLC0415 - see Keyring

    path = key_file(settings)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _written(path, (make_key(),))
    # Of two that begin together one is first, and its key counts for both.
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()
    _sync(path.parent)


def save_keys(settings: Settings, keys: tuple[str, ...]) -> None:
    """Put ``keys`` in the place of those in the file, all or none."""
    path = key_file(settings)
    _written(path, keys).replace(path)
    _sync(path.parent)


def is_exposed(settings: Settings) -> bool:
    """Tell whether others on this machine can read or change the file."""
    try:
        mode = key_file(settings).stat().st_mode
    except OSError:
        return False
    return bool(mode & (S_IRWXG | S_IRWXO))


class Keyring:
    """Seals and opens with the keys of an installation, which are first looked for when one is needed.

    Most commands need none, and should not wait for cryptography to be imported.
    """

    def __init__(self, settings: Settings) -> None:
        """Use the keys of ``settings``, or of the file that stands where they say."""
        self._settings = settings
        self._read: tuple[_Stamp | None, FernetSeal] | None = None

    def seal(self, value: bytes) -> bytes:
        """Return ``value`` so that nobody reads it without a key.

        Raises:
            RefusedError: There is no key.
        """
        return self.current().seal(value)

    def open(self, sealed: bytes) -> bytes | None:
        """Return what was sealed; None where no key of ours opens it.

        Raises:
            RefusedError: There is no key.
        """
        return self.current().open(sealed)

    def current(self) -> "FernetSeal":
        """Return the seal by the keys as they are now.

        Raises:
            RefusedError: There is no key.
        """
        stamp = self._stamp()
        if self._read is None or self._read[0] != stamp:
            from flows.installation.sealing import FernetSeal  # noqa: PLC0415 - a twentieth of a second

            self._read = stamp, FernetSeal(load_keys(self._settings))
        return self._read[1]

    def _stamp(self) -> _Stamp | None:
        """Return what is another one when the file is."""
        if source_of(self._settings) is KeySource.SETTING:
            return None
        try:
            found = key_file(self._settings).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size


def _written(path: Path, keys: tuple[str, ...]) -> Path:
    """Return a file beside ``path`` that holds ``keys``, is on disk, and that nobody else can read."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write("".join(f"{each}\n" for each in keys))
        file.flush()
        os.fsync(number)
    return Path(name)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
