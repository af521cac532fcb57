"""``round`` and ``publish``: what the flows of these names do, by plain functions, for cron and by hand."""

from typing import Annotated

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, print_json, print_lines
from flows.cycle.going_round import RoundPlan, RoundReport, go_round, plan_round
from flows.feeds.checking_feeds import FeedCheck, check_feeds
from flows.feeds.publishing import Published, publish, publish_news
from flows.installation.wiring import wire
from flows.nudges.nudging import NudgeReport
from flows.nudges.speaking import speak


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("round")(round_)
    app.command("publish")(publish_)


def round_(
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Act for this day; by default today.")] = "",
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say which States are next and what is owed; write and send nothing."),
    ] = False,
    as_json: Json = False,
) -> int:
    """Do everything that is due now, over all States, without Prefect.

    It publishes what changed, tells of changed dates and sends what is owed; again it does nothing
    twice. Ends with 1 where some mail could not be delivered.

    Example: uprcycle round --dry-run
    """
    wiring = wire().rehearsal() if dry_run else wire()
    day = parse_day(on, "--on") if on else wiring.today()
    if dry_run:
        plan, owed = plan_round(wiring, day), speak(wiring, day)
        _print_plan(plan, owed, as_json=as_json)
        return 0
    report = go_round(wiring, day)
    _print_round(report, as_json=as_json)
    return int(bool(report.nudged.delivery.failed or report.noticed.delivery.failed))


def publish_(
    full: Annotated[
        bool, typer.Option("--full", help="Look at every entry, then render and check every feed.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Bring all feeds up to the release in force, without Prefect.

    Ends with 1 where a feed does not hold.

    Example: uprcycle publish --full
    """
    wiring = wire()
    if not full:
        _print_published(publish_news(wiring), None, as_json=as_json)
        return 0
    published, check = publish(wiring), check_feeds(wiring)
    _print_published(published, check, as_json=as_json)
    return int(not check.is_well)


def _print_plan(plan: RoundPlan, owed: NudgeReport, *, as_json: bool) -> None:
    if as_json:
        print_json({"countries": list(plan.countries), "behind": list(plan.behind), "owed": owed.owed})
        return
    print_lines(
        f"States with something due or changed: {', '.join(plan.countries) or 'none'}",
        f"States of which a feed lacks something: {', '.join(plan.behind) or 'none'}",
        owed.as_words(),
        "nothing was written or sent: this was a dry run",
    )


def _print_round(report: RoundReport, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "day": str(report.day),
                "states": report.states,
                "visits": [{"country": each.country, "found": each.as_words()} for each in report.visits],
                "changed": report.changed,
                "notices": report.noticed.people,
                "nudges": report.nudged.owed,
                "sent": report.nudged.delivery.sent + report.noticed.delivery.sent,
                "failed": report.nudged.delivery.failed + report.noticed.delivery.failed,
            }
        )
        return
    print_lines(
        report.as_words(),
        *(f"{each.country}: {each.as_words()}" for each in report.visits),
        f"notices: {report.noticed.as_words()}",
        f"nudges: {report.nudged.as_words()}",
    )


def _print_published(published: Published, check: FeedCheck | None, *, as_json: bool) -> None:
    if as_json:
        found = {"feeds": check.feeds, "faults": list(check.faults)} if check else {}
        print_json({"release": published.release, "changed": published.changed, **found})
        return
    print_lines(f"release {published.release}: {published.changed} feed entries changed")
    if check:
        print_lines(check.as_words())
