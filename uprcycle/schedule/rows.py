"""Typed cells of a plain row, as TOML and JSON give it.

A cell that is missing or of another type is refused in words that fit behind "where: ".
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]


def read_text(row: Row, key: str) -> str:
    """Return the text under ``key``.

    Raises:
        KeyError: There is none.
        TypeError: It is not text, or empty.
    """
    value = row[key]
    if not isinstance(value, str) or not value:
        raise TypeError(f"{key} is {value!r}; write it as text in quotes")
    return value


def read_text_if_any(row: Row, key: str) -> str:
    """Return the text under ``key``, empty where there is none."""
    return read_text(row, key) if row.get(key) not in (None, "") else ""


def read_number(row: Row, key: str) -> int:
    """Return the whole number under ``key``.

    Raises:
        KeyError: There is none.
        TypeError: It is not a whole number.
    """
    value = row[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{key} is {value!r}; write it as a whole number without quotes")
    return value


def read_number_if_any(row: Row, key: str) -> int | None:
    """Return the whole number under ``key``, None where there is none."""
    return None if row.get(key) is None else read_number(row, key)


def read_numbers(row: Row, key: str) -> tuple[int, ...]:
    """Return the list of whole numbers under ``key``, empty where there is none."""
    value = row.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key} is {value!r}; write it as a list of whole numbers")
    return tuple(read_number({key: each}, key) for each in value)
