"""What commands have in common: how a country, a cycle and a day are named."""

from datetime import date
from typing import Annotated

import typer

from uprcycle.errors import BadInputError, Problem
from uprcycle.visibility import Audience

CountryName = Annotated[str, typer.Argument(metavar="COUNTRY", help="ISO code or any name of the State.")]
Cycle = Annotated[int | None, typer.Option(help="Cycle; by default the current one.")]
Looking = Annotated[Audience, typer.Option("--audience", help="Who is looking.")]
Accepted = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="TEXT=CODE", help="Confirm a corrected name, such as Nepall=NPL."),
]

_FIRST, _LAST = date(2006, 1, 1), date(2105, 12, 31)


def parse_day(text: str, where: str) -> date:
    """Read an ISO date typed by a person.

    Raises:
        BadInputError: It is not a date, or lies in no time that reviews are known or planned for.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problem = Problem(where, f"{text!r} is not a date", "write it as 2026-11-21")
        raise BadInputError("a date cannot be read", [problem]) from None
    if not _FIRST <= day <= _LAST:
        problem = Problem(where, f"{day} is out of reach", f"choose a day from {_FIRST} to {_LAST}")
        raise BadInputError("a date cannot be used", [problem])
    return day
