"""Founding and health: ``init`` makes an installation, ``doctor`` looks at one."""

import typer

from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.feeds.publishing import publish
from flows.installation.environment import load_settings
from flows.installation.founding import found
from flows.installation.wiring import Wiring
from flows.site.sign_in_mail import link_address
from flows.watch.doctor import Finding, examine
from uprcycle.access.session import LINK_LASTS
from uprcycle.store.packaged import load_language


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("init")(init)
    app.command("doctor")(doctor)


def init() -> None:
    """Create the store with the packaged schedule; safe to repeat.

    While there is no administrator, each time prints a link by which somebody becomes the first.

    Example: uprcycle init
    """
    settings = load_settings()
    founded = found(settings)
    verb = "released the packaged schedule as" if founded.is_new else "nothing to do: the store holds"
    print_lines(
        f"{verb} release {founded.release}",
        f"feed entries brought up to date: {publish(founded.wiring).changed}",
        "next: uprcycle show KEN · uprcycle run",
        *_founding_lines(founded.wiring),
    )


def _founding_lines(wiring: Wiring) -> tuple[str, ...]:
    """Return a link for the first administrator; nothing where there is one."""
    from flows.site.access import offer_founding

    token = offer_founding(wiring)
    if token is None:
        return ()
    minutes = LINK_LASTS.seconds // 60
    said = f"open this within {minutes} minutes, while the web runs; `uprcycle init` prints another"
    return (f"first administrator: {said}", link_address(wiring, token))


def doctor(lang: Lang = "en", as_json: Json = False) -> int:
    """Look at the installation: 0 when all is well, 1 when not.

    Settings, store, release, feeds, people and messages; what needs attention says what to do.

    Example: uprcycle doctor --json
    """
    findings, language = examine(), load_language(lang)
    if as_json:
        print_json([each.as_row() for each in findings])
    else:
        headings = [language.text(each) for each in ("", "What", "Found", "What to do")]
        print_table(headings, [_row(each) for each in findings])
    return int(any(not each.is_well for each in findings))


def _row(finding: Finding) -> tuple[str, ...]:
    return ("ok" if finding.is_well else "!!", finding.what, finding.found, finding.remedy)
