"""``uprcycle submission-check``: a text held against what is asked of its kind.

The text is confidential. Its words are counted in memory, and nothing of it is written anywhere:
not on the screen, not in a log, not in a file. Even the name of the file is left out.
"""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.arguments import Cycle
from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_table
from flows.cli.schedule import read_file
from uprcycle.errors import BadInputError
from uprcycle.store.packaged import load_facts, load_language, load_schedule
from uprcycle.store.packaged_documents import load_guidance
from uprcycle.submissions.check import check_document
from uprcycle.submissions.finding import Finding, Report
from uprcycle.submissions.reader import read_document
from uprcycle.submissions.requirements import Requirements, find_requirements
from uprcycle.wording.findings import (
    gravity_text,
    guess_text,
    limit_text,
    part_text,
    remedy_text,
    show_report,
    show_requirements,
    what_text,
    where_text,
)
from uprcycle.wording.language import Language


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("submission-check")(submission_check)


def submission_check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Word file (.docx).")],
    kind: Annotated[str, typer.Option(help="individual, joint, national-report, …")],
    cycle: Cycle = None,
    lang: Lang = "en",
    as_json: Json = False,
) -> int:
    """Count the words of a submission and look at its form.

    Nothing of the text is shown, sent or kept.

    Example: uprcycle submission-check submission.docx --kind joint
    """
    language = load_language(lang)
    cycle = cycle or max(each.cycle for each in load_schedule().sessions)
    requirements = find_requirements(load_facts(), kind, cycle)
    report = check_document(read_document(read_file(file)), requirements, load_guidance())
    if as_json:
        print_json({**show_requirements(requirements, language), **show_report(report, language)})
    else:
        _print_report(report, requirements, language)
    return BadInputError.exit_status if report.has_errors else 0


def _print_report(report: Report, requirements: Requirements, language: Language) -> None:
    parts = [
        (part_text(region, language), f"{words:,}") for region, words in report.count.regions.items() if words
    ]
    print_facts(
        [
            (language.text("Words counted"), f"{report.count.text:,}"),
            (language.text("Limit"), limit_text(requirements, language)),
            (language.text("Language"), guess_text(report.guess, language)),
            *parts,
            (language.text("Notes"), f"{report.count.notes:,}"),
        ]
    )
    print_lines("")
    columns = (
        "",
        language.text("Where"),
        language.text("What"),
        language.text("What to do"),
        language.text("Source"),
    )
    print_table(columns, [_row(each, language) for each in report.findings])


def _row(finding: Finding, language: Language) -> tuple[str, str, str, str, str]:
    return (
        gravity_text(finding.gravity, language),
        where_text(finding.places, language),
        what_text(finding, language),
        remedy_text(finding, language),
        "; ".join(map(str, finding.sources)) or language.text("ours"),
    )
