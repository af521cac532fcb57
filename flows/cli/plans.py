"""A plan as a person reads it on a terminal, and as a script reads it in JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.cli.findings import show_correction
from flows.cli.output import Section, print_facts, print_lines, print_sections, print_steps, print_table
from flows.releases.releasing import Preview, Reach
from uprcycle.countries import Countries
from uprcycle.errors import Problem
from uprcycle.rules.rule import Kind, Prominence
from uprcycle.schedule.compare import FieldChange
from uprcycle.timetable.changes import Change, ChangeKind
from uprcycle.timetable.clashes import Clash
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import Plan, ReviewPlan, Verdict
from uprcycle.wording.changes import date_texts
from uprcycle.wording.clashes import clash_problem
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, status_text, title_text

_FIELDS_SHOWN = 20
_CLASHES_SHOWN = 8
_WHAT = 0  # the column that gives way


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_VERDICT = {
    Verdict.NEW: _("new"),
    Verdict.MOVED: _("moved"),
    Verdict.CONFIRMED: _("confirmed"),
    Verdict.WITHDRAWN: _("withdrawn"),
    Verdict.CHANGED: _("changed in words"),
    Verdict.UNCHANGED: _("unchanged"),
}
_CHANGE = {
    ChangeKind.ADDED: _("new"),
    ChangeKind.MOVED: _("moved"),
    ChangeKind.CONFIRMED: _("confirmed"),
    ChangeKind.WITHDRAWN: _("withdrawn"),
    ChangeKind.STATUS: _("status"),
}


def show_preview(shown: Preview, countries: Countries, language: Language) -> dict[str, Any]:
    """Return a plan with its warnings, new clashes among them, and whom it would reach, for JSON."""
    clashes = (clash_problem(each, countries, language) for each in shown.clashes)
    return show_plan(shown.plan, language) | {
        "told": [_reach_row(each) for each in shown.told],
        "warnings": [_problem_row(each) for each in (*shown.draft.warnings, *clashes)],
        "corrections": [show_correction(each) for each in shown.draft.corrections],
    }


def show_plan(plan: Plan, language: Language) -> dict[str, Any]:
    """Return a plan for JSON; States that stay as they are are only counted."""
    return {
        "base": plan.base,
        "hash": plan.digest,
        "schedule": plan.schedule_digest,
        "empty": plan.is_empty,
        "counts": {each.value: plan.count(each) for each in Verdict},
        "countries": [_review_row(each, language) for each in plan.changed],
        "moved_earlier": [_earlier_row(each) for each in plan.moved_earlier],
        "fields": [_field_row(each) for each in plan.fields],
    }


def print_plan(plan: Plan, countries: Countries, language: Language, *, wide: bool) -> None:
    """Write a plan: how many States, what was written differently, and each date old and new."""
    counts = ((language.text(_VERDICT[each]), plan.count(each)) for each in Verdict)
    print_facts((label, str(count)) for label, count in counts)
    changes = [change for each in plan.changed for change in each.changes]
    if changes:
        said = ", ".join(date_texts(changes, len(plan.moved_earlier), language))
        print_lines("", language.text("{counts}.", counts=said))
    _print_fields(plan.fields, language, wide=wide)
    sections = [
        Section(_heading(each, countries, language), [_change_row(one, language) for one in shown])
        for each in plan.changed
        if (shown := _shown(each.changes, wide=wide))
    ]
    if sections:
        print_lines("")
        headings = [language.text(each) for each in ("What", "Change", "Was", "Will be")]
        print_sections(headings, sections, elastic=_WHAT)
    hidden = len(changes) - sum(len(each.rows) for each in sections)
    if hidden:
        more = language.plural("{count} further date changes", "{count} further dates change", hidden)
        print_lines("", language.text("{more}; --wide lists all", more=more))
    _print_earlier(plan, countries, language)


def print_told(told: Iterable[Reach], language: Language) -> None:
    """Write how many people would be told, by channel and language; nobody is named."""
    rows = [(each.channel, each.language, str(each.people)) for each in told]
    if rows:
        print_lines("", language.text("Would be told:"))
        print_table([language.text(each) for each in ("Channel", "Language", "People")], rows)
    else:
        print_lines("", language.text("Nobody would be told: no office of these States is held by anybody."))


def print_clashes(clashes: Sequence[Clash], countries: Countries, language: Language, *, wide: bool) -> None:
    """Write the clashes that a draft brings, the first few unless all are wanted."""
    if not clashes:
        return
    shown = clashes if wide else clashes[:_CLASHES_SHOWN]
    print_lines("", language.text("Clashes that this would bring:"))
    print_steps((str(clash_problem(each, countries, language)) for each in shown), mark="!")
    if len(clashes) > len(shown):
        count = len(clashes) - len(shown)
        more = language.plural("{count} further clash", "{count} further clashes", count)
        print_lines(language.text("{more}; --wide lists all", more=more))


def _print_fields(fields: tuple[FieldChange, ...], language: Language, *, wide: bool) -> None:
    if not fields:
        return
    shown = fields if wide else fields[:_FIELDS_SHOWN]
    print_lines("", language.text("Written differently:"))
    print_steps((_field_text(each, language) for each in shown), mark="–")
    if len(fields) > len(shown):
        count = len(fields) - len(shown)
        more = language.plural("{count} further field", "{count} further fields", count)
        print_lines(language.text("{more}; --wide lists all", more=more))


def _print_earlier(plan: Plan, countries: Countries, language: Language) -> None:
    if not plan.moved_earlier:
        return
    print_lines("", language.text("Deadlines that would come EARLIER; a second person must confirm:"))
    print_steps((_earlier_text(each, countries, language) for each in plan.moved_earlier), mark="!")


def _earlier_text(change: Change, countries: Countries, language: Language) -> str:
    name = country_name(countries[change.new.country], language) if change.new else ""
    what, _kind, old, new = _change_row(change, language)
    return language.text("{country}, {what}: {old} → {new}", country=name, what=what, old=old, new=new)


def _shown(changes: tuple[Change, ...], *, wide: bool) -> tuple[Change, ...]:
    """Return the dates that matter most: headlines and deadlines; all of them when asked."""
    return tuple(each for each in changes if wide or _matters(each.new or each.old))


def _matters(milestone: Milestone | None) -> bool:
    if milestone is None:
        return False
    return milestone.rule.prominence is Prominence.HEADLINE or milestone.rule.kind is Kind.DEADLINE


def _heading(review: ReviewPlan, countries: Countries, language: Language) -> str:
    return language.text(
        "{country} · cycle {cycle} · {verdict}",
        country=country_name(countries[review.country], language),
        cycle=review.cycle,
        verdict=language.text(_VERDICT[review.verdict]),
    )


def _change_row(change: Change, language: Language) -> tuple[str, str, str, str]:
    either = change.new or change.old
    title = title_text(either.rule, language) if either else change.milestone_id
    kind = language.text(_CHANGE[change.kind])
    return title, kind, _dated_text(change.old, language), _dated_text(change.new, language)


def _dated_text(milestone: Milestone | None, language: Language) -> str:
    if milestone is None:
        return "–"
    when = short_span_text(milestone.span, language)
    return f"{when} ({status_text(milestone.status, language)})"


def _field_text(change: FieldChange, language: Language) -> str:
    if not change.field:
        text = _("{key}: new row: {new}") if change.new else _("{key}: row gone: {old}")
        return language.text(text, key=change.key, old=change.old, new=change.new)
    old, new = change.old or "–", change.new or "–"
    return language.text(
        "{key}, {field}: {old} → {new}", key=change.key, field=change.field, old=old, new=new
    )


def _review_row(review: ReviewPlan, language: Language) -> dict[str, Any]:
    return {
        "country": review.country,
        "cycle": review.cycle,
        "verdict": review.verdict.value,
        "changes": list(_change_rows(review, language)),
    }


def _change_rows(review: ReviewPlan, language: Language) -> Iterator[dict[str, Any]]:
    for each in review.changes:
        either = each.new or each.old
        yield {
            "id": each.milestone_id,
            "title": title_text(either.rule, language) if either else "",
            "change": each.kind.value,
            "old": _side(each.old),
            "new": _side(each.new),
        }


def _earlier_row(change: Change) -> dict[str, Any]:
    country, cycle = (change.new.country, change.new.cycle) if change.new else ("", 0)
    sides = {"old": _side(change.old), "new": _side(change.new)}
    return {"country": country, "cycle": cycle, "id": change.milestone_id, **sides}


def _side(milestone: Milestone | None) -> dict[str, Any] | None:
    return None if milestone is None else show_span(milestone.span) | {"status": milestone.status.value}


def _field_row(change: FieldChange) -> dict[str, Any]:
    keys = ("what", "key", "field", "old", "new", "country", "cycle", "session")
    return {key: getattr(change, key) for key in keys}


def _reach_row(reach: Reach) -> dict[str, Any]:
    return {"channel": reach.channel, "language": reach.language, "people": reach.people}


def _problem_row(problem: Problem) -> dict[str, str]:
    return {"where": problem.where, "what": problem.what, "remedy": problem.remedy}
