"""``uprcycle deploy``: what runs when, brought to a Prefect; again without any change."""

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.output import Json, print_json, print_lines, print_table
from flows.engine.server import api_url, set_environment
from flows.installation.environment import load_settings
from flows.watch.versions import check_server, check_versions, read_pins

if TYPE_CHECKING:
    from flows.engine.deploying import Applied


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("deploy")(deploy)


def deploy(
    pool: Annotated[
        str, typer.Option(metavar="NAME", help="Let the workers of this process work pool run it all.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: Json = False,
) -> None:
    """Bring flows, schedules and automations to the Prefect of PREFECT_API_URL.

    Without PREFECT_API_URL it is the one that `uprcycle run` serves here. What is there as it
    should be is left alone, and what is ours no more is taken off.

    Example: uprcycle deploy --pool uprcycle --dry-run
    """
    settings = load_settings()
    check_versions(read_pins())
    check_server(os.environ.get("PREFECT_API_URL") or api_url(settings))
    set_environment(settings)
    from flows.engine.deploying import deploy as apply

    print_applied(asyncio.run(apply(pool, dry_run=dry_run)), as_json=as_json)
    if dry_run and not as_json:
        print_lines("", "nothing was changed: this was a dry run")


def print_applied(applied: Sequence["Applied"], *, as_json: bool) -> None:
    """Write what became of each thing."""
    if as_json:
        print_json(
            [
                {"name": each.name, "change": each.change.value, "differs": list(each.differs)}
                for each in applied
            ]
        )
        return
    rows = [(each.name, each.change.value, ", ".join(each.differs)) for each in applied]
    print_table(("What", "Change", "Differs in"), rows)
