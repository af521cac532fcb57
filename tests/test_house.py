"""The house rules that no linter knows: ceilings, names, a test file for every module, Prefect kept away."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("uprcycle", "calendars", "notifications", "web", "flows")

MODULE_CEILING = 300
FUNCTION_CEILING = 45
MEDIAN_CEILING = 120

NAMELESS_NOUNS = {"common", "helper", "helpers", "manager", "misc", "service", "util", "utils"}
NAMELESS_VERBS = {"do", "get", "handle", "manage", "process"}

# Names that a library calls, and so chose.
NAMED_BY_SQLALCHEMY = {"process_bind_param", "process_result_value"}

# Modules with logic and without a test file of their own, each with the reason.
TESTED_ELSEWHERE: dict[str, str] = {}


def sources(*folders: str) -> dict[Path, ast.Module]:
    paths = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in folders)
    return {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in sorted(paths)}


@cache
def code() -> dict[Path, ast.Module]:
    return sources(*PACKAGES)


@cache
def everything() -> dict[Path, ast.Module]:
    return code() | sources("tests")


@cache
def nodes(module: ast.Module) -> list[ast.AST]:
    return list(ast.walk(module))


@cache
def functions(module: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in nodes(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def line_count(path: Path) -> int:
    return len((ROOT / path).read_text("utf-8").splitlines())


def is_migration(path: Path) -> bool:
    return path.is_relative_to("uprcycle/store/migrations")


def test_no_module_is_longer_than_its_ceiling() -> None:
    assert [f"{path}: {line_count(path)}" for path in everything() if line_count(path) > MODULE_CEILING] == []


def test_no_function_is_longer_than_its_ceiling() -> None:
    assert [
        f"{path}:{function.lineno}: {function.name}"
        for path, module in everything().items()
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_CEILING
    ] == []


def test_the_median_module_is_short() -> None:
    assert statistics.median(map(line_count, code())) < MEDIAN_CEILING


def has_logic(module: ast.Module) -> bool:
    """Tell whether any function does more than say its name, as a protocol's do."""
    return any(not is_signature(function) for function in functions(module))


def is_signature(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in function.body)


def mirror(path: Path) -> Path:
    return Path("tests", path.with_name(f"test_{path.name}"))


def test_every_module_with_logic_has_its_test_file() -> None:
    assert [
        f"{path} wants {mirror(path)}"
        for path, module in code().items()
        if has_logic(module) and not is_migration(path)
        if not (ROOT / mirror(path)).exists() and str(path) not in TESTED_ELSEWHERE
    ] == []


def test_every_exception_to_the_mirror_is_still_needed() -> None:
    assert [
        name for name in TESTED_ELSEWHERE if Path(name) not in code() or mirror(Path(name)).exists()
    ] == []


def test_a_package_file_holds_a_sentence_and_no_logic() -> None:
    assert [
        str(path) for path, module in code().items() if path.name == "__init__.py" and has_logic(module)
    ] == []


def words(name: str) -> list[str]:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_").split("_")


def test_no_module_or_class_has_a_name_that_says_nothing() -> None:
    modules = [str(path) for path in everything() if NAMELESS_NOUNS.intersection(words(path.stem))]
    classes = [
        f"{path}:{node.lineno}: {node.name}"
        for path, module in code().items()
        for node in nodes(module)
        if isinstance(node, ast.ClassDef) and NAMELESS_NOUNS.intersection(words(node.name))
    ]

    assert modules + classes == []


def test_no_function_has_a_verb_that_says_nothing() -> None:
    assert [
        f"{path}:{function.lineno}: {function.name}"
        for path, module in code().items()
        for function in functions(module)
        if words(function.name)[0] in NAMELESS_VERBS or NAMELESS_NOUNS.intersection(words(function.name))
        if function.name not in NAMED_BY_SQLALCHEMY
    ] == []


SKIPS = {f"pytest.{mark}{name}" for mark in ("", "mark.") for name in ("skip", "skipif", "xfail")}
LAST_WORDS = {each.rpartition(".")[2] for each in SKIPS}


def skip_marks(module: ast.Module) -> Iterator[ast.Attribute]:
    """Find the marks and calls that keep a test from running and give no reason."""
    reasoned = {
        node.func
        for node in nodes(module)
        if isinstance(node, ast.Call) and (node.args or any(word.arg == "reason" for word in node.keywords))
    }
    names = (node for node in nodes(module) if isinstance(node, ast.Attribute) and node not in reasoned)
    return (name for name in names if name.attr in LAST_WORDS and ast.unparse(name) in SKIPS)


def test_no_test_is_skipped_without_a_reason() -> None:
    assert [
        f"{path}:{mark.lineno}" for path, module in everything().items() for mark in skip_marks(module)
    ] == []


def test_no_assertion_is_always_true() -> None:
    assert [
        f"{path}:{node.lineno}"
        for path, module in everything().items()
        for node in nodes(module)
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant | ast.Tuple)
    ] == []


def test_the_command_line_starts_without_prefect() -> None:
    program = "import sys, flows.cli.main; sys.exit('prefect' in sys.modules)"

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
