"""A folder of files with a manifest of their digests: only what changed is written."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from uprcycle.errors import BadInputError, Problem, RefusedError

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping files: how many were written, were there already, and were taken away."""

    written: int
    unchanged: int
    removed: int


def check_folder(folder: Path) -> dict[str, str]:
    """Return the digests of the export that ``folder`` holds, by file; empty where nothing is there yet.

    Raises:
        RefusedError: It holds files, and no manifest that says they are an export.
        BadInputError: It is a file, or its manifest cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInputError(
            "the export has nowhere to go", [Problem(str(folder), "is a file", "name a folder")]
        )
    manifest = folder / MANIFEST
    if not manifest.exists():
        if folder.exists() and any(folder.iterdir()):
            raise RefusedError(f"{folder} holds files that are no export; name an empty folder or a new one")
        return {}
    return read_manifest(manifest)


def read_manifest(manifest: Path) -> dict[str, str]:
    """Return the digests that a manifest names, by file.

    Raises:
        BadInputError: It cannot be read.
    """
    try:
        rows = json.loads(manifest.read_bytes())["files"]
        return {str(each["path"]): str(each["sha256"]) for each in rows}
    except (ValueError, KeyError, TypeError) as error:
        remedy = "delete the folder and export anew"
        raise BadInputError(
            "the export cannot be read", [Problem(str(manifest), "is damaged", remedy)]
        ) from error


def files_in_state(folder: Path, state: str) -> int | None:
    """Return how many files an export made in this very state holds; None where it is another or has gaps."""
    manifest = folder / MANIFEST
    if not manifest.is_file() or json.loads(manifest.read_bytes()).get("state") != state:
        return None
    known = read_manifest(manifest)
    return len(known) if all((folder / each).is_file() for each in known) else None


def keep_files(folder: Path, files: Iterable[tuple[str, bytes]], about: Mapping[str, object]) -> Kept:
    """Bring ``folder`` to hold exactly ``files`` and a manifest that begins with ``about``.

    A file is written whole beside its place and then put there; the manifest comes last, so an
    export that was cut off is finished by the next.

    Raises:
        RefusedError, BadInputError: As :func:`check_folder`.
    """
    known = check_folder(folder)
    digests: dict[str, tuple[str, int]] = {}
    written = 0
    for path, body in files:
        digest = hashlib.sha256(body).hexdigest()
        digests[path] = (digest, len(body))
        target = folder / path
        if known.get(path) != digest or not target.is_file():
            _write(target, body)
            written += 1
    gone = [each for each in known if each not in digests]
    for each in gone:
        _remove(folder, each)
    rows = [
        {"path": path, "sha256": digest, "bytes": size} for path, (digest, size) in sorted(digests.items())
    ]
    _write(
        folder / MANIFEST, json.dumps({**about, "files": rows}, ensure_ascii=False, indent=1).encode() + b"\n"
    )
    return Kept(written, len(digests) - written, len(gone))


def find_differences(folder: Path) -> tuple[str, ...]:
    """Return the files of an export that are missing or differ from its manifest, by name.

    Raises:
        BadInputError: There is no manifest, or it cannot be read.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        remedy = "name a folder that `uprcycle export` made"
        raise BadInputError("there is no export", [Problem(str(folder), f"has no {MANIFEST}", remedy)])
    known = read_manifest(manifest)
    return tuple(sorted(path for path, digest in known.items() if _digest(folder / path) != digest))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write(target: Path, body: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(body)
    beside.replace(target)


def _remove(folder: Path, path: str) -> None:
    """Take a file of an earlier export away, and the folder it leaves empty; never one outside."""
    target = (folder / path).resolve()
    if folder.resolve() not in target.parents:
        return
    target.unlink(missing_ok=True)
    for above in target.parents:
        if above == folder.resolve() or any(above.iterdir()):
            return
        above.rmdir()
