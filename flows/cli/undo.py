"""``uprcycle schedule undo``: take back one release, and keep what was edited since."""

from collections.abc import Iterable
from typing import Annotated

import typer

from flows.cli.desk import By, Confirmer, Note, Number, Wide, print_outcome, print_preview, show_outcome
from flows.cli.output import Json, Lang, print_json, print_lines, print_steps
from flows.cli.plans import show_preview
from flows.installation.wiring import wire
from flows.releases.releasing import Signature, release_draft
from flows.releases.undoing import preview_undo
from uprcycle.schedule.undo import Kept, Reason
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_KEPT = {
    Reason.EDITED: _("{row}: {before} → {load}, edited since: {now}"),
    Reason.NEEDED: _("{row}: {before} → {load}, and another row that stays hangs on it: {now}"),
}


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the schedule."""
    app.command("undo")(undo)


def undo(
    number: Number,
    digest: Annotated[
        str, typer.Option("--plan", metavar="HASH", help="The hash shown; without it, only shows.")
    ] = "",
    note: Note = "",
    by: By = "",
    confirm_earlier: Confirmer = "",
    wide: Wide = False,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Take back one release, and keep what was edited since.

    Without a hash it shows what it would do and writes nothing. With the hash, a note and
    a name it makes a new release. Rows that were edited since are kept and named.

    Example: uprcycle schedule undo 2
    """
    wiring, language = wire(), load_language(lang)
    shown, countries = preview_undo(wiring, number), wiring.world().countries
    kept = {"undo": number, "kept": [_kept_row(each) for each in shown.kept]}
    if not as_json:
        _print_kept(shown.kept, number, language)
    if digest:
        signature = Signature(by, note, f"undo of release {number}", confirm_earlier)
        outcome = release_draft(wiring, shown.preview.draft, digest, signature)
        if as_json:
            print_json(show_outcome(outcome) | kept)
        else:
            print_outcome(outcome, language)
    elif as_json:
        print_json(show_preview(shown.preview, countries, language) | kept)
    else:
        print_preview(shown.preview, countries, language, wide=wide)


def _kept_row(kept: Kept) -> dict[str, str]:
    keys = ("what", "key", "field", "before", "load", "now")
    return {key: getattr(kept, key) for key in keys} | {"because": kept.because.value}


def _print_kept(kept: Iterable[Kept], number: int, language: Language) -> None:
    lines = [_kept_text(each, language) for each in kept]
    if lines:
        print_lines(language.text("Not taken back of release {release}:", release=number))
        print_steps(lines, mark="–")
        print_lines("")


def _kept_text(kept: Kept, language: Language) -> str:
    before, load, now = (each or "–" for each in (kept.before, kept.load, kept.now))
    row = ", ".join(each for each in (kept.key, kept.field) if each)
    return language.text(_KEPT[kept.because], row=row, before=before, load=load, now=now)
