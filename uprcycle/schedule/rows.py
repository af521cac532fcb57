"""Plain rows with typed cells, as TOML and JSON give them.

A cell that is missing or of another type is refused in words that fit behind "where: ".
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfoNotFoundError

from uprcycle.errors import BadInputError, Problem
from uprcycle.phrase import phrase

Row: TypeAlias = Mapping[str, Any]
_Read = TypeVar("_Read")


def row_of_document(name: str, table: str, number: int) -> str:
    """Return the place of a row of a file that holds several lists of rows."""
    return phrase("{file}: row {number} of {table}", file=name, number=number, table=table)


def read_rows(
    rows: object, read: Callable[[Row], _Read], name_row: Callable[[int, Row], str], problems: list[Problem]
) -> list[_Read]:
    """Return what ``read`` makes of each row and add what it refuses to ``problems``.

    Args:
        rows: What stands where a list of rows is expected; it may be anything.
        read: Makes a value of a row, or raises KeyError, ValueError, TypeError or BadInputError.
        name_row: Says where a row stands, from its number (1 is the first) and its cells.
        problems: Grows by one for each bad row.
    """
    if not isinstance(rows, list | tuple):
        problems.append(Problem(name_row(1, {}), f"{rows!r} is not a list of rows"))
        return []
    found = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            problems.append(Problem(name_row(number, {}), f"{row!r} is not a row of keys and values"))
            continue
        try:
            found.append(read(row))
        except ZoneInfoNotFoundError as error:
            problems.append(Problem(name_row(number, row), str(error.args[0])))
        except KeyError as error:
            problems.append(Problem(name_row(number, row), f"the key {error} is missing"))
        except (ValueError, TypeError, BadInputError) as error:
            problems.append(Problem(name_row(number, row), str(error)))
    return found


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


def read_flag(row: Row, key: str) -> bool:
    """Return the truth value under ``key``, false where there is none."""
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise TypeError(f"{key} is {value!r}; write it as true or false")
    return value


def read_row(row: Row, key: str) -> Row:
    """Return the row within a row under ``key``."""
    value = row[key]
    if not isinstance(value, Mapping):
        raise TypeError(f"{key} is {value!r}; write it as keys and values in braces")
    return value


def read_numbers(row: Row, key: str) -> tuple[int, ...]:
    """Return the list of whole numbers under ``key``, empty where there is none."""
    return tuple(read_number({key: each}, key) for each in _list(row, key))


def read_texts(row: Row, key: str) -> tuple[str, ...]:
    """Return the list of texts under ``key``, empty where there is none."""
    return tuple(read_text({key: each}, key) for each in _list(row, key))


def read_inner_rows(row: Row, key: str) -> tuple[Row, ...]:
    """Return the list of rows within a row under ``key``, empty where there is none."""
    return tuple(read_row({key: each}, key) for each in _list(row, key))


def _list(row: Row, key: str) -> list[Any]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key} is {value!r}; write it as a list")
    return value
