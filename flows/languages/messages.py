"""Every message there is to translate, read from the code, the templates and the rule files.

Code and templates mark a message by the call that takes it: ``_``, ``_both``, ``text``,
``plural``, ``phrase`` and ``counted``. A message is a literal, or a name that stands for literals
only. In data files the texts of rules, documents, facts and contradictions, and the names of rows
of the cadence, are messages, all else is data.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from jinja2 import Environment
from jinja2.ext import extract_from_ast

PACKAGES = ("uprcycle", "calendars", "notifications", "web", "flows")

_FUNCTIONS = {"_": 1, "_both": 2, "phrase": 1, "counted": 2}
_METHODS = {"text": 1, "marked_text": 1, "plural": 2}
_IN_TEMPLATES = {"_": 1, "plural": 2}
"""The calls that take a message, and in how many English numbers they take it."""

_MARK = re.compile(rf"\b({'|'.join((*_FUNCTIONS, *_METHODS))})\s*\(")
"""How such a call begins: a module without one need not be understood."""

_FILES = tuple(("data", f"{each}.toml") for each in ("addresses", "cadence", "documents", "sources"))
_FOLDERS = frozenset({"rules", "checklists", "facts", "sessions"})
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "rule": ("title", "description", "produces", "limits"),
    "document": ("title",),
    "address": ("title", "note"),
    "fact": ("value", "unit", "note"),
    "cadence": ("name",),
    "contradiction": ("topic", "text", "prevails", "why"),
    **dict.fromkeys(("session", "date", "review", "council"), ("note",)),
}
"""The texts of each table of a data file."""

_NAMES = ("id", "key", "name", "milestone", "country", "number", "session", "kind")
"""What a row is called by, the first of these that it has."""

_NO_WORDS = re.compile(r"[\d@/]")
"""What marks a value as a number, a date, an address or a place rather than words."""

Words: TypeAlias = tuple[str, str, str]
"""A message, its plural where it counts, and a hint for the translator."""

Known: TypeAlias = Mapping[str, tuple[str, ...]]
"""Names of a scope that stand for literals."""


@dataclass(frozen=True, slots=True)
class Message:
    """An English text, its plural where it counts, where it is said, and hints for translators.

    ``places`` are paths inside the repository, in order and without line numbers, so that a
    catalogue changes only when words do.
    """

    one: str
    many: str = ""
    places: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def collect_messages(root: Path) -> tuple[Message, ...]:
    """Return every message of the packages under ``root``, by the place that says it first."""
    found: dict[str, Message] = {}
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        for one, many, hint in _read(path):
            found[one] = _joined(found.get(one, Message(one)), many, place, hint)
    return tuple(found.values())


def read_code(source: str) -> Iterator[Words]:
    """Yield the messages of a Python module in their order."""
    if _MARK.search(source):
        module = ast.parse(source)
        yield from _marked(module, _assigned(module.body))


def read_template(source: str) -> Iterator[Words]:
    """Yield the messages of a template in their order."""
    parsed = Environment(autoescape=True).parse(source)
    for _line, mark, found in extract_from_ast(parsed, tuple(_IN_TEMPLATES)):
        words = found if isinstance(found, tuple) else (found,)
        if words[0]:
            yield _padded(tuple(each or "" for each in words[: _IN_TEMPLATES[mark]]))


def read_rows(source: str) -> Iterator[Words]:
    """Yield the messages of a data file; the hint names the row and the part of it."""
    tables = tomllib.loads(source)
    for table, parts in _TEXTS.items():
        for row in tables.get(table, ()):
            texts = [(part, row.get(part)) for part in parts]
            texts += [("reading", each["text"]) for each in row.get("readings", ())]
            yield from (
                (text, "", f"{part} of {_name(row)}") for part, text in texts if _is_words(part, text)
            )


def _name(row: Mapping[str, object]) -> str:
    return next(str(row[each]) for each in _NAMES if each in row)


def _is_words(part: str, text: object) -> bool:
    return isinstance(text, str) and bool(text) and not (part == "value" and _NO_WORDS.search(text))


def _sources(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        paths = sorted((root / package).rglob("*"), key=lambda each: each.as_posix())
        yield from (path for path in paths if path.is_file() and _is_source(path))


def _is_source(path: Path) -> bool:
    if path.suffix == ".toml":
        return path.parent.name in _FOLDERS or path.parts[-2:] in _FILES
    return path.suffix in {".py", ".j2"}


def _read(path: Path) -> tuple[Words, ...]:
    return _words_of(path.suffix, path.read_text("utf-8"))


@cache
def _words_of(suffix: str, source: str) -> tuple[Words, ...]:
    readers = {".py": read_code, ".j2": read_template, ".toml": read_rows}
    return tuple(readers[suffix](source))


def _joined(message: Message, many: str, place: str, hint: str) -> Message:
    return Message(
        message.one,
        message.many or many,
        tuple(dict.fromkeys((*message.places, place))),
        tuple(dict.fromkeys((*message.hints, *filter(None, [hint])))),
    )


def _marked(node: ast.AST, known: Known) -> Iterator[Words]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            known = {**known, **_assigned(ast.walk(node))}
        case ast.ListComp(generators=loops) | ast.GeneratorExp(generators=loops):
            known = {**known, **_looped(loops)}
        case ast.Call(func=ast.Name(id=mark), args=texts) if mark in _FUNCTIONS:
            yield from _said(texts[: _FUNCTIONS[mark]], known)
        case ast.Call(func=ast.Attribute(attr=mark), args=texts) if mark in _METHODS:
            yield from _said(texts[: _METHODS[mark]], known)
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        yield from _marked(child, known)


def _said(texts: Iterable[ast.expr], known: Known) -> Iterator[Words]:
    return map(_padded, zip(*(_literals(each, known) for each in texts), strict=False))


def _padded(words: tuple[str, ...]) -> Words:
    one, many = (*words, "")[:2]
    return one, many, ""


def _literals(node: ast.expr, known: Known) -> tuple[str, ...]:
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.IfExp(body=one, orelse=other):
            return _literals(one, known) + _literals(other, known)
        case ast.Name(id=name):
            return known.get(name, ())
        case _:
            return ()


def _assigned(nodes: Iterable[ast.AST]) -> Known:
    """Return the names that the statements among ``nodes`` bind to literals."""
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = _literals(value, found)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs = zip(names, values, strict=False)
                found |= {each.id: _literals(text, {}) for each, text in pairs if isinstance(each, ast.Name)}
            case _:
                continue
    return found


def _looped(loops: Iterable[ast.comprehension]) -> Known:
    """Return the names that a comprehension lets run over literals."""
    return {
        loop.target.id: tuple(chain.from_iterable(_literals(each, {}) for each in loop.iter.elts))
        for loop in loops
        if isinstance(loop.target, ast.Name) and isinstance(loop.iter, ast.Tuple | ast.List)
    }
