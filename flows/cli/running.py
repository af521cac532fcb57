"""Running: everything together, or the web alone."""

import sys

import typer

from flows.cli.output import print_lines
from flows.installation.environment import load_settings


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("run")(run)
    app.command("serve")(serve)


def run() -> None:
    """Run everything: web, feeds, Prefect and its schedule.

    Example: UPRCYCLE_PORT=8090 uprcycle run
    """
    from flows.site.serve import run_everything

    run_everything(load_settings(), say)


def serve() -> None:
    """Serve the web and the feeds alone, without Prefect.

    Example: uprcycle serve
    """
    from flows.site.serve import serve_web

    serve_web(load_settings(), say)


def say(line: str) -> None:
    """Write one line at once, for whoever watches a server start."""
    print_lines(line)
    sys.stdout.flush()
