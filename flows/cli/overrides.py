"""Dates set by hand: ``override set``, ``list`` and ``lift``."""

from typing import Annotated, Any

import typer

from flows.cli.arguments import Cycle, parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import Wiring, wire
from flows.releases.overriding import Moved, SetOverride, Standing, read_said, set_override, standing_of
from uprcycle.days.span import Span, Status, read_span
from uprcycle.errors import BadInputError, Problem, UnknownPhraseError
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.override import Aim, Override
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import status_text

app = typer.Typer(help="Dates set by hand: set, look, lift.", no_args_is_help=True, rich_markup_mode=None)


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


_STANDINGS = {
    Standing.WAITING: _("from the next release"),
    Standing.IN_FORCE: _("in force"),
    Standing.ENDING: _("until the next release"),
    Standing.LIFTED: _("lifted"),
    Standing.EXPIRED: _("expired"),
}
_OVER = {Standing.LIFTED, Standing.EXPIRED}
_FORMS = (
    "write it as 2026-05-04, 2026-05-04T15:00, 2026-05-04/2026-05-08, 2026-05, 'by 2026-05-04' or unknown"
)


@app.command("set")
def set_date(
    subject: Annotated[
        str,
        typer.Argument(metavar="COUNTRY|SESSION", help="A State by code or name, or a session by number."),
    ],
    milestone: Annotated[
        str, typer.Argument(metavar="MILESTONE", help="The id of a date, as `show --wide` prints it.")
    ],
    span: Annotated[
        str, typer.Argument(metavar="DATE", help="A day, an hour, a month, a window or unknown.")
    ],
    by: Annotated[str, typer.Option(help="Who sets it.")],
    reason: Annotated[str, typer.Option(help="Why; everybody sees it beside the date.")],
    source: Annotated[str, typer.Option(help="Where it is written; everybody sees it beside the date.")],
    status: Annotated[Status, typer.Option(help="How sure it is.")] = Status.TENTATIVE,
    expires: Annotated[str, typer.Option(help="The last day on which a release still takes it up.")] = "",
    confirm_earlier: Annotated[
        str, typer.Option(help="The second person, where a released deadline comes earlier.")
    ] = "",
    cycle: Cycle = None,
    lang: Lang = "en",
) -> None:
    """Set a date by hand, from the next release on.

    Example: uprcycle override set KEN national-report 2027-01-20 --by AE --reason Asked --source letter
    """
    wiring, language = wire(), load_language(lang)
    given = Override(
        aim=_aim(wiring, subject, milestone, cycle),
        span=_span(span),
        status=_set_status(status),
        reason=read_said("--reason", reason),
        source=read_said("--source", source),
        by=read_said("--by", by),
        at=wiring.now(),
        expires=parse_day(expires, "--expires") if expires else None,
        confirmed_by=read_said("--confirm-earlier", confirm_earlier) if confirm_earlier else "",
    )
    _print_set(set_override(wiring, given), language)


@app.command("list")
def list_dates(
    everything: Annotated[bool, typer.Option("--all", help="Lifted and expired ones as well.")] = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """List the dates set by hand, oldest first.

    Example: uprcycle override list --all
    """
    wiring, language = wire(), load_language(lang)
    found = [(each, standing_of(each, wiring)) for each in wiring.store.overrides.all()]
    shown = [(each, standing) for each, standing in found if everything or standing not in _OVER]
    if as_json:
        print_json([_json(each, standing) for each, standing in shown])
        return
    if not shown:
        print_lines(language.text("No date is set by hand."))
        return
    headings = [
        language.text(each)
        for each in ("Number", "Of", "When", "How sure", "How it stands", "Until", "By", "Reason", "Source")
    ]
    print_table(
        headings,
        [_row(each, standing, language) for each, standing in shown],
    )


@app.command("lift")
def lift(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", help="The number, as `override list` prints it.")
    ],
    by: Annotated[str, typer.Option(help="Who lifts it.")],
) -> None:
    """Take a date set by hand back, from the next release on.

    Example: uprcycle override lift 1 --by "A. Example"
    """
    wiring = wire()
    lifted = wiring.store.overrides.lift(number, by=read_said("--by", by), at=wiring.now())
    release = lifted.lift.release if lifted.lift else lifted.release
    print_lines(
        f"override {number} is lifted: {lifted.aim}", f"it no longer counts from release {release} on"
    )


def _aim(wiring: Wiring, subject: str, milestone: str, cycle: int | None) -> Aim:
    if subject.isascii() and subject.isdigit():
        if cycle is not None:
            problem = Problem("--cycle", "a session is in one cycle", "leave it out")
            raise BadInputError("the override cannot be read", [problem])
        return Aim(milestone, session=wiring.world().session(int(subject)).number)
    world = wiring.world()
    country = world.countries.find(subject).iso3
    return Aim(milestone, country, world.timetable(country, cycle).cycle)


def _span(text: str) -> Span:
    try:
        return read_span(text)
    except UnknownPhraseError:
        problem = Problem("DATE", f"{text!r} cannot be read", _FORMS)
        raise BadInputError("a date cannot be read", [problem]) from None


def _set_status(status: Status) -> Status:
    if status is Status.WITHDRAWN:
        problem = Problem("--status", "a date that is set is not withdrawn", "withdraw it in the schedule")
        raise BadInputError("the override cannot be read", [problem])
    return status


def _print_set(done: SetOverride, language: Language) -> None:
    kept = done.override
    print_lines(
        f"override {kept.number} is set: {kept.aim}, {kept.span}, {kept.status}",
        f"it counts from release {kept.release} on; `uprcycle schedule plan` shows it before anybody else",
    )
    if done.moved:
        print_lines("")
        headings = [language.text(each) for each in ("Code", "Id", "Was", "Becomes")]
        print_table(headings, [_moved_row(each, language) for each in done.moved])


def _moved_row(moved: Moved, language: Language) -> tuple[str, ...]:
    change = moved.change
    return moved.country, change.milestone_id, _side(change.old, language), _side(change.new, language)


def _side(milestone: Milestone | None, language: Language) -> str:
    if milestone is None:
        return "–"
    return f"{short_span_text(milestone.span, language)} ({status_text(milestone.status, language)})"


def _row(override: Override, standing: Standing, language: Language) -> tuple[str, ...]:
    return (
        str(override.number),
        str(override.aim),
        short_span_text(override.span, language),
        status_text(override.status, language),
        language.text(_STANDINGS[standing]),
        override.expires.isoformat() if override.expires else "–",
        override.by,
        override.reason,
        override.source,
    )


def _json(override: Override, standing: Standing) -> dict[str, Any]:
    aim, lifted = override.aim, override.lift
    return {
        "number": override.number,
        "country": aim.country or None,
        "cycle": aim.cycle or None,
        "session": aim.session or None,
        "milestone": aim.milestone,
        **show_span(override.span),
        "status": override.status.value,
        "standing": standing.value,
        "reason": override.reason,
        "source": override.source,
        "by": override.by,
        "at": override.at.isoformat(),
        "expires": override.expires.isoformat() if override.expires else None,
        "confirmed_by": override.confirmed_by or None,
        "release": override.release,
        "lifted_by": lifted.by if lifted else None,
        "lifted_at": lifted.at.isoformat() if lifted else None,
        "lifted_release": lifted.release if lifted else None,
    }
