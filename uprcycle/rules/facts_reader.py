"""Files of facts (TOML) read into facts, with every problem named at once."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TypeGuard

from uprcycle.errors import BadInputError, Problem
from uprcycle.rules.citations import read_citations
from uprcycle.rules.contradiction import Contradiction, read_contradiction
from uprcycle.rules.facts import Between, Confidence, DocumentKind, Fact, Facts, Nature, Value
from uprcycle.schedule.rows import (
    Row,
    read_number_if_any,
    read_numbers,
    read_rows,
    read_text,
    read_text_if_any,
    read_texts,
)


def read_facts(files: Iterable[tuple[str, str]], sources: Row) -> Facts:
    """Read files of facts.

    Args:
        files: Name and text of each.
        sources: The tables of the file that explains the codes of sources and the contradictions.

    Raises:
        BadInputError: With every problem of every file.
    """
    titles = {row["code"]: row.get("short", row["code"]) for row in sources["source"]}
    told = {row["id"]: row for row in sources["contradiction"]}
    problems: list[Problem] = []
    facts: list[Fact] = []
    contradictions: list[Contradiction] = []
    for name, text in files:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(name, f"is not TOML: {error}"))
            continue
        where = partial(_where, name)
        read_fact = partial(_fact, titles, tables.get("checked_on"))
        facts += read_rows(tables.get("fact", ()), read_fact, where, problems)
        read = partial(read_contradiction, titles=titles, told=told)
        contradictions += read_rows(tables.get("contradiction", ()), read, where, problems)
    problems += _check_ids(facts, contradictions)
    if problems:
        headline = f"the facts have {len(problems)} problem{'s' * (len(problems) != 1)}"
        raise BadInputError(headline, problems)
    return Facts(tuple(facts), tuple(contradictions))


def _where(name: str, number: int, row: Row) -> str:
    return f"{name}: row {number} ({row.get('id', 'without id')})"


def _fact(titles: Mapping[str, str], checked_on: date | None, row: Row) -> Fact:
    nature = Nature(read_text(row, "nature"))
    as_of = read_text_if_any(row, "as_of")
    confidence = Confidence(read_text_if_any(row, "confidence") or Confidence.READ)
    if nature is Nature.STATISTIC and not as_of:
        raise ValueError("a statistic is of some day; name it as as_of")
    return Fact(
        id=read_text(row, "id"),
        topic=read_text(row, "topic"),
        nature=nature,
        sources=read_citations(row, titles),
        value=_value(row),
        unit=read_text_if_any(row, "unit"),
        document=DocumentKind(read_text(row, "document")) if "document" in row else None,
        from_cycle=read_number_if_any(row, "from_cycle") or 1,
        until_cycle=read_number_if_any(row, "until_cycle"),
        read_for=read_numbers(row, "read_for"),
        as_of=as_of,
        confidence=confidence,
        checked_on=None if confidence is Confidence.RECORD else checked_on,
        contradiction=read_text_if_any(row, "contradiction"),
        note=read_text_if_any(row, "note"),
    )


def _value(row: Row) -> Value | None:
    value, upto = row.get("value"), row.get("upto")
    if isinstance(value, list):
        return read_texts(row, "value")
    if upto is not None:
        if not _is_number(value) or not _is_number(upto) or value >= upto:
            raise ValueError(f"a range cannot go from {value!r} to {upto!r}")
        return Between(value, upto)
    if value is None or _is_number(value):
        return value
    return read_text(row, "value")


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_ids(facts: list[Fact], contradictions: list[Contradiction]) -> Iterator[Problem]:
    ids = Counter([*(each.id for each in facts), *(each.id for each in contradictions)])
    for each, count in ids.items():
        if count > 1:
            yield Problem(each, f"{count} rows have this id", "give each one of its own")
    known = {each.id for each in contradictions}
    for fact in facts:
        if fact.contradiction and fact.contradiction not in known:
            yield Problem(fact.id, f"there is no contradiction {fact.contradiction!r}")
