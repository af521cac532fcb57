"""Where the systems and texts are that rules link to, and how far that was checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from uprcycle.errors import BadInputError, Problem
from uprcycle.schedule.rows import Row, read_flag, read_rows, read_text, read_text_if_any


@dataclass(frozen=True, slots=True)
class Address:
    """One system or text.

    ``url`` is empty where the source's own link is lost. ``checked_on`` is the day on which
    somebody opened it, None where nobody did. What is not official says so wherever it is shown.
    """

    key: str
    title: str
    url: str = ""
    checked_on: date | None = None
    is_official: bool = True
    read_in: str = ""
    note: str = ""


def read_addresses(name: str, rows: object) -> Mapping[str, Address]:
    """Read the table of addresses, by key.

    Raises:
        BadInputError: With every problem of the file.
    """
    problems: list[Problem] = []

    def where(number: int, row: Row) -> str:
        return f"{name}: row {number} ({row.get('key', 'without key')})"

    found = read_rows(rows, _address, where, problems)
    by_key = {each.key: each for each in found}
    if len(by_key) < len(found):
        problems.append(Problem(name, "two addresses have one key", "give one of them another"))
    if problems:
        raise BadInputError("the table of addresses cannot be read", problems)
    return by_key


def _address(row: Row) -> Address:
    checked_on = row.get("checked_on")
    if checked_on is not None and not isinstance(checked_on, date):
        raise TypeError(f"checked_on is {checked_on!r}; write it as a day without quotes")
    return Address(
        key=read_text(row, "key"),
        title=read_text(row, "title"),
        url=read_text_if_any(row, "url"),
        checked_on=checked_on,
        is_official=not read_flag(row, "unofficial"),
        read_in=read_text_if_any(row, "read_in"),
        note=read_text_if_any(row, "note"),
    )
