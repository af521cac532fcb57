"""Prefect on several machines: ``prefect migrate``, ``api``, ``services`` and ``worker``."""

from typing import Annotated

import typer

from flows.installation.environment import load_settings

app = typer.Typer(
    help="The processes of Prefect on several machines.", no_args_is_help=True, rich_markup_mode=None
)


@app.command("migrate")
def migrate() -> None:
    """Bring Prefect's database to the form of this version.

    Once for all machines, before the first start and at each update; safe to repeat.

    Example: uprcycle prefect migrate
    """
    from flows.engine.fleet import Part, start

    start(load_settings(), Part.MIGRATE)


@app.command("api")
def api() -> None:
    """Serve Prefect's API and pages on this machine.

    Example: PREFECT_SERVER_API_HOST=0.0.0.0 uprcycle prefect api
    """
    from flows.engine.fleet import Part, start

    start(load_settings(), Part.API)


@app.command("services")
def services() -> None:
    """Plan what the catalogue schedules, and watch over runs.

    Example: uprcycle prefect services
    """
    from flows.engine.fleet import Part, start

    start(load_settings(), Part.SERVICES)


@app.command("worker")
def worker(
    name: Annotated[str, typer.Option(help="Its name in Prefect's pages; empty: this machine's.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many flows may run at once.")] = 2,
) -> None:
    """Run on this machine what is due.

    Example: uprcycle prefect worker --limit 4
    """
    from flows.engine.fleet import Part, machine_name, start

    start(load_settings(), Part.WORKER, "--name", name or machine_name(), "--limit", str(limit))
