"""Telling of changes: ``notices plan`` who is to be told of what, look at it, ``hold`` or ``send`` it."""

from collections import Counter
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Annotated

import typer

from flows.cli import known
from flows.cli.messages import WITHHELD, DryRun, print_delivery
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.nudges.noticing import NoticePlan, envelopes_of, plan_notices, send_notices
from notifications.notices import Notice, Untold, is_soon
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.store.packaged import load_language
from uprcycle.wording.changes import moment_text
from uprcycle.wording.language import Language

app = typer.Typer(
    help="Notices of changed dates: plan, sample, hold, resume, send, known.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

known.add_commands(app)

By = Annotated[str, typer.Option(metavar="NAME", help="Who says so; it is kept with the audit trail.")]


@app.command("plan")
def plan(lang: Lang = "en", as_json: Json = False) -> None:
    """Say who is to be told of what releases changed, and who is not.

    Nothing is sent.

    Example: uprcycle notices plan --json
    """
    wiring, language = wire(), load_language(lang)
    found = plan_notices(wiring, wiring.today())
    if as_json:
        print_json(_json(found))
        return
    if found.notices:
        headings = [
            language.text(each)
            for each in (
                "Person",
                "Offices",
                "Channel",
                "Language",
                "Releases",
                "Dates",
                "Soon",
                "From (UTC)",
            )
        ]
        print_table(headings, [tuple(map(str, _row(each).values())) for each in found.notices])
        count = len(found.notices)
        print_lines(
            "", language.plural("{count} person is to be told", "{count} people are to be told", count)
        )
        _print_wait(found, wiring.now(), language)
    else:
        print_lines(language.text("everybody was told of every release that concerns them"))
    _print_untold(found, language)


@app.command("sample")
def sample(
    in_language: Annotated[
        str, typer.Option("--in", metavar="LANGUAGE", help="The language; by default one mail in each.")
    ] = "",
) -> None:
    """Print the mail that one reader of each language would get.

    Nothing is sent.

    Example: uprcycle notices sample --in fr
    """
    wiring = wire()
    notices = plan_notices(wiring, wiring.today()).notices
    firsts = {each.person.language: each for each in reversed(notices)}
    if in_language and in_language not in firsts:
        read = ", ".join(sorted(firsts)) or "nobody is to be told"
        raise BadInputError("there is no sample", [Problem("--in", f"nobody reads {in_language!r}", read)])
    chosen = [each for code, each in sorted(firsts.items()) if in_language in {"", code}]
    if not chosen:
        print_lines("nobody is to be told; `uprcycle notices plan` says why")
    for envelope in envelopes_of(wiring, chosen, wiring.today()):
        _print_mail(message_from_bytes(envelope.payload, EmailMessage, policy=default))


@app.command("hold")
def hold(
    by: By, reason: Annotated[str, typer.Option(metavar="TEXT", help="Why nobody is told yet.")]
) -> None:
    """Hold all notices back until somebody lets them go.

    Example: uprcycle notices hold --by "UPR Branch" --reason "two dates look wrong"
    """
    problems = check_words(("--by", by), ("--reason", reason))
    if problems:
        raise BadInputError("notices cannot be held", problems)
    wiring = wire()
    wiring.store.holds.place(reason, by=by, at=wiring.now())
    print_lines("notices are held back; `uprcycle notices resume` lets them go")


@app.command("resume")
def resume(by: By) -> None:
    """Let notices go again; the next round sends them.

    Example: uprcycle notices resume --by "UPR Branch"
    """
    problems = check_words(("--by", by))
    if problems:
        raise BadInputError("notices cannot be let go", problems)
    wiring = wire()
    wiring.store.holds.lift(by=by, at=wiring.now())
    print_lines("notices go out with the next round, or now with `uprcycle notices send`")


@app.command("send")
def send(
    plan_name: Annotated[
        str, typer.Option("--plan", metavar="NAME", help="Send only if the plan is the one of this name.")
    ] = "",
    at_once: Annotated[
        bool,
        typer.Option("--at-once", help="Also what is far off, and in the quiet hours of those concerned."),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Tell those concerned what releases changed.

    Nobody is told twice. What is more than two weeks off goes with the digest of the week.

    Example: uprcycle notices send --dry-run
    """
    wiring = wire().rehearsal() if dry_run else wire()
    print_delivery(wiring)
    held = wiring.store.holds.standing()
    if held:
        remedy = "let notices go with `uprcycle notices resume`"
        problem = Problem(
            "notices", f"are held back since {held.since:%Y-%m-%d %H:%M} UTC: {held.reason}", remedy
        )
        raise RefusedError("nothing was sent", [problem])
    report = send_notices(wiring, wiring.today(), is_reviewed=True, at_once=at_once, expected=plan_name)
    print_lines(f"{report.as_words()} (delivery: {wiring.settings.delivery.value})")
    if report.delivery.withheld:
        print_lines(WITHHELD)


def _print_wait(found: NoticePlan, now: datetime, language: Language) -> None:
    if found.hold:
        since, reason = moment_text(found.hold.since, language), found.hold.reason
        print_lines(language.text("Held back since {moment}: {reason}", moment=since, reason=reason))
    elif now < found.review_ends:
        moment = moment_text(found.review_ends, language)
        print_lines(
            language.text("Rounds send nothing before {moment}, so that you can look first.", moment=moment)
        )
    print_lines(
        language.text("Look at the mails: {command}", command="uprcycle notices sample"),
        language.text("Send them now: {command}", command=f"uprcycle notices send --plan {found.digest}"),
    )


def _print_untold(found: NoticePlan, language: Language) -> None:
    if found.untold:
        print_lines("", language.text("Not told:"))
    for why, count in Counter(why for _, why in found.untold).most_common():
        print_lines(f"  {count} · {language.text(_WHY[why])}")


def _print_mail(mail: EmailMessage) -> None:
    body = mail.get_body(("plain",))
    language = f"--- {mail['Content-Language']} ---"
    print_lines(language, mail["Subject"], "", body.get_content() if body else "")


def _json(found: NoticePlan) -> dict[str, object]:
    return {
        "plan": found.digest,
        "release": found.release,
        "review_ends": found.review_ends.isoformat(),
        "held_since": found.hold.since.isoformat() if found.hold else None,
        "told": [_row(each) for each in found.notices],
        "untold": [{"person": person, "why": why.value} for person, why in found.untold],
    }


def _row(notice: Notice) -> dict[str, object]:
    """Return who is told of how much, by id; ``soon`` counts dates near at hand or taken back."""
    first, last = notice.releases[0].number, notice.new
    return {
        "person": notice.person.id,
        "offices": ", ".join(each.name for each in notice.offices),
        "channel": notice.person.channel,
        "language": notice.person.language,
        "releases": f"{first}" if first == last else f"{first}–{last}",
        "dates": len(notice.changes),
        "soon": sum(is_soon(each, notice.day) for each in notice.changes),
        "send_at": notice.send_at.isoformat(timespec="minutes"),
    }


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_WHY = {
    Untold.AWARE: _("told already, or in office only since"),
    Untold.WITHOUT_OFFICE: _("holds no office today"),
    Untold.UNCONCERNED: _("nothing that changed concerns their offices"),
    Untold.DECLINED: _("declined what changed"),
}
