"""Who did what: ``audit show``, and ``audit verify`` that nobody changed it since."""

from typing import Annotated

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.chain import Head, read_head, verify_chain, verify_noted
from uprcycle.store.packaged import load_language

_GONE = "erased"

app = typer.Typer(
    help="Who did what, and whether the trail holds.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("show")
def show(
    limit: Annotated[int, typer.Option(min=0, help="How many of the newest rows.")] = 20,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show who did what, newest first.

    Example: uprcycle audit show --limit 5
    """
    rows, language = wire().store.audit.rows(limit), load_language(lang)
    cells = [
        (
            str(each.number),
            each.at.isoformat(),
            each.by or _GONE,
            each.action,
            each.subject or _GONE,
            each.detail,
        )
        for each in rows
    ]
    names = ("number", "at", "by", "action", "subject", "detail")
    if as_json:
        print_json(
            [
                dict(zip(names, (row.number, *texts[1:]), strict=True))
                for row, texts in zip(rows, cells, strict=True)
            ]
        )
        return
    headings = [language.text(each) for each in ("Number", "When (UTC)", "By", "Action", "Subject", "Detail")]
    print_table(
        headings,
        [
            (number, f"{row.at:%Y-%m-%d %H:%M}", *rest)
            for row, (number, _, *rest) in zip(rows, cells, strict=True)
        ],
    )


@app.command("verify")
def verify(
    head: Annotated[
        str,
        typer.Option(help="A head written down before, such as 120:9f2c…, that the trail must still hold."),
    ] = "",
) -> None:
    """Check that nobody changed the trail.

    No row was edited, removed or moved, and the end was not cut.

    Write the head down somewhere else: with it, even a trail that was written anew is found out.

    Example: uprcycle audit verify
    """
    noted = _noted(head) if head else None
    chain = wire().store.audit.chain()
    found = verify_chain(chain) or (verify_noted(chain, noted) if noted else None)
    if found is not None:
        remedy = "keep this store as it is and compare it with a backup"
        raise RefusedError(
            "the audit trail does not hold", [Problem(f"row {found.number}", found.what, remedy)]
        )
    erased = f", {chain.erased} cells erased" if chain.erased else ""
    print_lines(f"the audit trail holds: {len(chain.links)} rows verified{erased}")
    print_lines(f"head {chain.head or Head()}")


def _noted(text: str) -> Head:
    try:
        return read_head(text)
    except ValueError:
        problem = Problem("--head", f"{text!r} is not a head", "write it as `audit verify` printed it")
        raise BadInputError("the head cannot be read", [problem]) from None
