"""Rule and holiday files in a folder: read as a ruleset, written so that people can edit them."""

from pathlib import Path

from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.rules.ruleset import Ruleset
from uprcycle.rules.ruleset_files import read_files, write_files

_MOST_BYTES = 1_000_000


def load_folder(folder: Path) -> Ruleset:
    """Read every TOML file below ``folder``.

    Raises:
        BadInputError: With every problem of every file.
    """
    if not folder.is_dir():
        problem = Problem(str(folder), "is no folder", "`uprcycle rules export FOLDER` makes one")
        raise BadInputError("the rules cannot be read", [problem])
    problems: list[Problem] = []
    texts = {
        path.relative_to(folder).as_posix(): _text(path, problems) for path in sorted(folder.rglob("*.toml"))
    }
    if problems:
        raise BadInputError("the rules cannot be read; nothing was changed", problems)
    return read_files(texts)


def save_folder(ruleset: Ruleset, folder: Path) -> tuple[str, ...]:
    """Write the files of ``ruleset`` below ``folder`` and return their names in order.

    Raises:
        BadInputError: The place cannot be written to.
        RefusedError: There are rules already, which somebody may have edited.
    """
    texts = write_files(ruleset)
    there = sorted(name for name in texts if (folder / name).exists())
    if there:
        problem = Problem(str(folder), f"holds {there[0]} already", "name a new folder")
        raise RefusedError("rules that somebody may have edited are not written over", [problem])
    try:
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        problem = Problem(str(error.filename or folder), reason, "choose another place")
        raise BadInputError("the rules cannot be written", [problem]) from None
    return tuple(sorted(texts))


def _text(path: Path, problems: list[Problem]) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) <= _MOST_BYTES:
            return content.decode("utf-8-sig")
        problems.append(Problem(str(path), f"is larger than {_MOST_BYTES:,} bytes"))
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        problems.append(Problem(str(path), reason, "check the name and the rights"))
    except UnicodeDecodeError:
        problems.append(Problem(str(path), "is not UTF-8", "save it as UTF-8"))
    return ""
