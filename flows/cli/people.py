"""The people who hold offices: ``people check``, ``people plan`` and ``people load``."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from flows.cli.arguments import Accepted
from flows.cli.findings import AsCsv, Findings, print_findings, print_refusal, show_correction
from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_problems, print_table
from flows.cli.schedule import File, read_file
from flows.installation.wiring import wire
from flows.offices.enrolling import plan_roster, problems_of, read_roster
from flows.offices.staffing import staffing_of
from flows.releases.confirming import check_confirmed, check_digest
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment
from uprcycle.roster.plan import Effect, PeoplePlan, Step
from uprcycle.store.packaged import load_countries, load_language
from uprcycle.wording.language import Language

app = typer.Typer(help="People and the offices they hold.", no_args_is_help=True, rich_markup_mode=None)

Hash = Annotated[str, typer.Option("--plan", metavar="HASH", help="The hash that the plan showed.")]


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_EFFECT = {Effect.ADDED: _("added"), Effect.CHANGED: _("changed"), Effect.ENDED: _("ended")}


@app.command("check")
def check(file: File, as_csv: AsCsv = False, lang: Lang = "en", as_json: Json = False) -> int:
    """Read and check a file of people; changes nothing.

    All problems are named at once.

    Example: uprcycle people check people.csv
    """
    try:
        read = read_roster(file.name, read_file(file), load_countries())
    except BadInputError as error:
        return print_refusal(error, file.name, as_csv=as_csv, as_json=as_json)
    counts = _counts(read.assignments)
    language = load_language(lang)
    said = _count_text(counts, language)
    found = Findings(file.name, counts, said, problems_of(read), read.corrections)
    print_findings(found, language, as_csv=as_csv, as_json=as_json)
    return 0


@app.command("plan")
def plan(file: File, lang: Lang = "en", as_json: Json = False) -> None:
    """Show what loading a file of people would do; writes nothing.

    Whom the file does not name stays as they are; an assignment ends by its last day. The hash
    at the end may be given to `uprcycle people load`.

    Example: uprcycle people plan people.csv
    """
    wiring, language = wire(), load_language(lang)
    before = staffing_of(wiring)
    read = read_roster(file.name, read_file(file), wiring.world().countries, before.assignments)
    planned = plan_roster(before, read)
    if as_json:
        print_json(_document(planned) | {"corrections": [show_correction(each) for each in read.corrections]})
        return
    print_problems(problems_of(read))
    _print_plan(planned, {each.person.id: each.person.name for each in read.assignments}, language)


@app.command("load")
def load(file: File, digest: Hash = "", accept: Accepted = None, lang: Lang = "en") -> None:
    """Load people and the offices they hold.

    A file with any error changes nothing; the same file again adds nothing. With the hash of
    a plan, it is refused when anything changed since.

    Example: uprcycle people load people.csv
    """
    wiring = wire()
    before = staffing_of(wiring)
    read = read_roster(file.name, read_file(file), wiring.world().countries, before.assignments)
    check_confirmed(read.corrections, accept or ())
    planned = plan_roster(before, read)
    if digest and planned.size:
        check_digest(digest, planned.digest)
    assignments, absences = (each.new for each in planned.steps), (each.new for each in planned.leaves)
    wiring.store.people.save(assignments, absences, by="uprcycle people load", at=wiring.now())
    print_problems(read.problems)
    language = load_language(lang)
    said = _count_text(_counts(read.assignments), language)
    changed = language.plural("{count} new or changed", "{count} new or changed", planned.size)
    print_lines(f"{file.name}: {said}; {changed}")


def _counts(assignments: Iterable[Assignment]) -> dict[str, int]:
    held = tuple(assignments)
    people, offices = {each.person.id for each in held}, {each.office.name for each in held}
    return {"people": len(people), "offices": len(offices)}


def _count_text(counts: Mapping[str, int], language: Language) -> str:
    return language.text("{people} people in {offices} offices", **counts)


def _print_plan(planned: PeoplePlan, names: Mapping[str, str], language: Language) -> None:
    if not planned.size:
        print_lines(language.text("no change: everybody is known already"))
        return
    counts = [(language.text(_EFFECT[each]), planned.count(each)) for each in Effect]
    counts += [(language.text("away"), len(planned.leaves)), (language.text("unchanged"), planned.unchanged)]
    print_facts((label, str(count)) for label, count in counts)
    headings = [language.text(each) for each in ("Change", "State", "Office", "Person", "From", "Until")]
    print_lines("")
    away = (
        (language.text("away"), "–", "–", names[each.new.person], str(each.new.first), str(each.new.last))
        for each in planned.leaves
    )
    print_table(headings, (*(_row(each, language) for each in planned.steps), *away))
    print_lines("", language.text("Hash: {hash}", hash=planned.digest))


def _row(step: Step, language: Language) -> tuple[str, ...]:
    office = step.new.office
    effect = language.text(_EFFECT[step.effect])
    days = (each or "–" for each in _days(step.new))
    return (effect, office.country, office.name, step.new.person.name, *days)


def _days(assignment: Assignment) -> tuple[str | None, str | None]:
    """Return the first and the last day; None for an open end."""
    first, last = assignment.valid_from, assignment.valid_to
    return None if first == first.min else str(first), None if last == last.max else str(last)


def _document(planned: PeoplePlan) -> dict[str, Any]:
    """Return a plan for JSON; people go by their ids alone."""
    counts = {each.value: planned.count(each) for each in Effect} | {"unchanged": planned.unchanged}
    steps = [_step_row(each) for each in planned.steps]
    absences = [
        {"person": each.new.person, "from": str(each.new.first), "to": str(each.new.last)}
        for each in planned.leaves
    ]
    return {"hash": planned.digest, "counts": counts, "steps": steps, "absences": absences}


def _step_row(step: Step) -> dict[str, Any]:
    first, last = _days(step.new)
    return {
        "effect": step.effect.value,
        "country": step.new.office.country,
        "office": step.new.office.name,
        "person": step.new.person.id,
        "valid_from": first,
        "valid_to": last,
    }
