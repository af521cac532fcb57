"""A second person: ``schedule approve`` agrees to a plan, ``schedule ask`` lets Prefect ask for it."""

import asyncio
from typing import Annotated

import typer

from flows.cli.output import print_lines
from flows.cli.schedule import File, read_file
from flows.engine.server import set_environment
from flows.installation.wiring import Wiring, wire
from flows.releases.approving import approve_plan
from flows.releases.confirming import check_digest
from flows.releases.releasing import preview, read_draft
from uprcycle.access.signer import Signer
from uprcycle.timetable.plan import Plan

Digest = Annotated[str, typer.Option("--plan", metavar="HASH", help="The hash that the plan showed.")]
Loss = Annotated[bool, typer.Option("--allow-loss", help="Let pass that States are missing; it is meant.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the group of the schedule."""
    app.command("approve")(approve)
    app.command("ask")(ask)


def approve(
    file: File,
    digest: Digest,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who agrees.")],
    allow_loss: Loss = False,
) -> None:
    """Agree, as a second person, to a plan.

    `uprcycle schedule release` by somebody else then needs no --confirm-earlier.

    Example: uprcycle schedule approve cycle-5.csv --plan HASH --by "The chief"
    """
    wiring = wire()
    plan = _plan(wiring, file, digest, allow_loss=allow_loss)
    approve_plan(wiring, plan.digest, plan.base, Signer(by))
    print_lines(f"approved: plan {plan.digest[:12]} upon release {plan.base}")


def ask(file: File, digest: Digest, allow_loss: Loss = False) -> None:
    """Ask a second person by a run in Prefect, which waits a week.

    Only the hash of the plan goes there. Asking again asks once.

    Example: uprcycle schedule ask cycle-5.csv --plan HASH
    """
    wiring = wire()
    plan = _plan(wiring, file, digest, allow_loss=allow_loss)
    set_environment(wiring.settings)
    from flows.approve_release import ask_for_approval

    print_lines(f"asked: {asyncio.run(ask_for_approval(plan.digest, plan.base, wiring.today()))}")


def _plan(wiring: Wiring, file: File, digest: str, *, allow_loss: bool) -> Plan:
    draft = read_draft(wiring, file.name, read_file(file), allow_loss=allow_loss)
    plan = preview(wiring, draft).plan
    check_digest(digest, plan.digest)
    return plan
