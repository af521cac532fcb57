"""What may stand in the repository, and what its lock files and decisions promise."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGES = ("uprcycle", "calendars", "notifications", "web", "flows")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
OUTSIDE = {".git", ".venv", "__pycache__", "build", "dist", "node_modules"}
DECISION_PARTS = ["Context", "Decision", "Consequences", "What would change our mind"]

# Each pattern is written so that it does not match itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~$}<>/])/(?:wor[k]|roo[t]|tm[p]|home/\w+|Users/\w+)/"),
    "a registry's host": re.compile(r"pypi\.or[g]|pythonhoste[d]|registry\.npmj[s]|deb\.debia[n]"),
    "a loose end": re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|NotImplementedErro[r]"),
    "a secret": re.compile(r"BEGIN [A-Z ]*PRIVATE KE[Y]|hooks\.slack\.com/services/T[0-9A-Z]{8}"),
}


@cache
def texts() -> list[tuple[Path, str]]:
    """Return every text file that belongs to the repository; pictures and other bytes are passed over."""
    return list(_texts())


def _texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        caches = any(part in OUTSIDE or part.endswith("_cache") for part in inside.parts)
        if caches or inside.parts[0] == ".hypothesis" or not path.is_file():
            continue
        try:
            yield inside, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.slow
@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=FORBIDDEN)
def test_no_file_holds(what: str, pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number}: {what}"
        for path, text in texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a path of one machine", "see /" + "home/anna/notes"),
        ("a path of one machine", "'/" + "tmp/x'"),
        ("a registry's host", "https://" + "pypi" + ".org/simple"),
        ("a loose end", "# " + "TO" + "DO later"),
        ("a secret", "-----BEGIN RSA PRIVATE " + "KEY-----"),
    ],
)
def test_forbidden_text_is_recognised(what: str, line: str) -> None:
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(line)] == [what]


def requirements(lock: str) -> dict[str, str]:
    """Return the lines of one lock by the name of the requirement, hashes included."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {canonicalize_name(re.split(r"[=\[ ]", line)[0]): line for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_one_version_with_its_hashes(lock: str) -> None:
    pinned = re.compile(r"[\w.\[\]-]+==[^ ]+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*")

    assert [line for line in requirements(lock).values() if not pinned.fullmatch(line)] == []


def test_both_locks_agree() -> None:
    run, develop = map(requirements, LOCKS)

    assert [name for name in run if run[name] != develop.get(name)] == []


def test_the_lock_satisfies_every_declared_dependency() -> None:
    locked = requirements("requirements.lock")

    optional = [each for extra in PROJECT["optional-dependencies"].values() for each in extra]
    for declared in map(Requirement, [*PROJECT["dependencies"], *optional]):
        pin = Requirement(locked[canonicalize_name(declared.name)].split(" ")[0])
        assert declared.specifier.contains(str(pin.specifier).removeprefix("==")), declared


def imported_libraries() -> set[str]:
    """Return the top-level names that the packages import and neither own nor find in Python itself."""
    trees = [
        ast.parse(path.read_text("utf-8")) for package in PACKAGES for path in (ROOT / package).rglob("*.py")
    ]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    modules += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    return {module.split(".")[0] for module in modules} - sys.stdlib_module_names - set(PACKAGES)


def test_every_imported_library_is_declared() -> None:
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    distributions = packages_distributions()

    assert [
        library
        for library in sorted(imported_libraries())
        if not declared.intersection(map(canonicalize_name, distributions.get(library, [])))
    ] == []


def documents() -> list[Path]:
    return [path for path, _ in texts() if path.suffix == ".md"]


def test_every_link_between_documents_leads_somewhere() -> None:
    assert [
        f"{path}: {link}"
        for path in documents()
        for link in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", (ROOT / path).read_text("utf-8"))
        if not (ROOT / path.parent / link).exists()
    ] == []


DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))


def test_no_two_decisions_share_a_number() -> None:
    numbers = [path.name[:4] for path in DECISIONS]

    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts(path: Path) -> None:
    assert re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE) == DECISION_PARTS
