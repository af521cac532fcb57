"""``watchdog``: one look whether rounds still come, for cron and timers; nothing of Prefect is imported."""

import typer

from flows.cli.output import Json, print_json, print_lines
from flows.engine.server import api_url
from flows.installation.environment import load_settings
from flows.installation.wiring import wire
from flows.watch.scheduler import look_at_scheduler
from flows.watch.troubles import Kind, Trouble
from flows.watch.watchdog import find_round_trouble
from uprcycle.errors import UprcycleError


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("watchdog")(watchdog)


def watchdog(as_json: Json = False) -> int:
    """Look once whether rounds still come: 0 when they do, 1 when not.

    For cron or a timer of the machine, which tells whoever runs it. It changes nothing.

    Example: uprcycle watchdog
    """
    troubles = _look()
    if as_json:
        print_json({"well": not troubles, "troubles": [_json(each) for each in troubles]})
    elif troubles:
        print_lines(*(f"{each.text}; {each.remedy}" for each in troubles))
    else:
        print_lines("rounds come to their end")
    return int(bool(troubles))


def _look() -> tuple[Trouble, ...]:
    settings = load_settings()
    try:
        wiring = wire(settings)
        founded = wiring.store.releases.history()[:1]
        since = founded[0].at if founded else wiring.now()
        found = (find_round_trouble(wiring, since), look_at_scheduler(api_url(settings), wiring.now()))
    except UprcycleError:
        return (Trouble(Kind.STORE),)
    # Rounds may be run without Prefect, or by a Prefect elsewhere: then none answers here.
    return tuple(each for each in found if each and each.kind is not Kind.SILENT)


def _json(trouble: Trouble) -> dict[str, object]:
    return {
        "kind": trouble.kind.value,
        "since": trouble.since.isoformat() if trouble.since else None,
        "text": trouble.text,
        "remedy": trouble.remedy,
    }
