"""What was found in a submission, in words: where it is, what it is, what to do about it."""

from collections.abc import Sequence
from typing import Any

from uprcycle.submissions.finding import Finding, Place, Report
from uprcycle.submissions.guidance import Flaw, Gravity
from uprcycle.submissions.layout import Region
from uprcycle.submissions.requirements import Requirements
from uprcycle.submissions.tongue import Guess, Sureness
from uprcycle.wording.language import Language
from uprcycle.wording.languages import language_name

_MOST_PLACES = 5


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_WHAT = {
    Flaw.TOO_LONG: _("{words} words are counted, {over} more than the {limit} allowed"),
    Flaw.TOO_LONG_WITH_DOUBTFUL: _(
        "{words} words with all that may count, {over} more than the {limit} allowed; no source is clear"
    ),
    Flaw.NO_LIMIT_KNOWN: _("no source read states a limit for this kind of text; {words} words are counted"),
    Flaw.OTHER_LANGUAGE: _("the text is in {language}; asked for: {languages}"),
    Flaw.LANGUAGE_NOT_RECOGNISED: _("its language was not recognised"),
    Flaw.NO_COVER_PAGE: _("no cover page was found"),
    Flaw.NO_SUMMARY: _("no summary and no key words were found"),
    Flaw.PARAGRAPHS_NOT_NUMBERED: _("{count} of {all} paragraphs have no number"),
    Flaw.PAGES_NOT_NUMBERED: _("the pages have no numbers"),
    Flaw.PICTURES: _("paragraphs with pictures, maps or charts: {count}"),
    Flaw.MANY_NOTES: _("notes: {count}, more than there are paragraphs"),
    Flaw.LONG_NOTES: _("long notes: {count}, the first of them note {first}"),
    Flaw.ANNEX_INSIDE: _("an annex of {words} words stands in the file; it is not counted"),
    Flaw.MATRIX_INSIDE: _(
        "the matrix of recommendations, {words} words, stands in the file; it is not counted"
    ),
    Flaw.NO_HEADINGS: _("no paragraph has the style of a heading"),
    Flaw.NO_CONTENTS: _("no table of contents was found"),
    Flaw.TRACKED_CHANGES: _("tracked changes in the file: {count}"),
    Flaw.COMMENTS: _("comments in the file: {count}"),
    Flaw.HIDDEN_TEXT: _("hidden letters: {count}"),
    Flaw.NAMES_AUTHOR: _("the properties of the file name a person or an organisation"),
    Flaw.PUBLIC_AND_NAMED: _("submissions are published with the name of who sent them"),
}
_REMEDY = {
    Flaw.TOO_LONG: _("shorten it; references may move to notes, documents to annexes"),
    Flaw.TOO_LONG_WITH_DOUBTFUL: _("shorten it, or ask the secretariat what is counted"),
    Flaw.NO_LIMIT_KNOWN: _("ask the secretariat"),
    Flaw.OTHER_LANGUAGE: _("send it in one of these languages"),
    Flaw.LANGUAGE_NOT_RECOGNISED: _("see for yourself that it is in one that is asked for"),
    Flaw.NO_COVER_PAGE: _("put who sends it on a page of its own, with what they do and since when"),
    Flaw.NO_SUMMARY: _("begin with a summary, or with key words"),
    Flaw.PARAGRAPHS_NOT_NUMBERED: _("number the paragraphs"),
    Flaw.PAGES_NOT_NUMBERED: _("number the pages"),
    Flaw.PICTURES: _("say it in words"),
    Flaw.MANY_NOTES: _("keep the notes that are needed as references"),
    Flaw.LONG_NOTES: _("keep notes to references; what matters belongs in the text"),
    Flaw.ANNEX_INSIDE: _("send it as a file of its own; OHCHR's summary does not use it"),
    Flaw.MATRIX_INSIDE: _("send it as a file of its own"),
    Flaw.NO_HEADINGS: _("give each theme a heading"),
    Flaw.NO_CONTENTS: _("insert one if the text is long"),
    Flaw.TRACKED_CHANGES: _("accept or reject them all"),
    Flaw.COMMENTS: _("delete them"),
    Flaw.HIDDEN_TEXT: _("show or delete them"),
    Flaw.NAMES_AUTHOR: _("remove them unless they may be known"),
    Flaw.PUBLIC_AND_NAMED: _(
        "name or describe a person only where they agreed and are safe; a body abroad may send it instead"
    ),
}
_GRAVITY = {
    Gravity.ERROR: _("error"),
    Gravity.WARNING: _("warning"),
    Gravity.HINT: _("hint"),
}
_PART = {
    Region.TEXT: _("Text"),
    Region.COVER: _("Cover page"),
    Region.CONTENTS: _("Table of contents"),
    Region.MATRIX: _("Matrix of recommendations"),
    Region.REFERENCES: _("References"),
    Region.ANNEX: _("Annexes"),
}


def what_text(finding: Finding, language: Language) -> str:
    """Return what was found."""
    values: dict[str, Any] = dict(finding.values)
    if finding.flaw is Flaw.OTHER_LANGUAGE:
        codes = str(values["codes"]).split(", ")
        values["language"] = language_name(str(values["code"]), language)
        values["languages"] = ", ".join(language_name(code, language) for code in codes)
    return language.text(_WHAT[finding.flaw], **values)


def remedy_text(finding: Finding, language: Language) -> str:
    """Return what to do about it."""
    return language.text(_REMEDY[finding.flaw])


def gravity_text(gravity: Gravity, language: Language) -> str:
    """Return the word for how much it matters."""
    return language.text(_GRAVITY[gravity])


def part_text(region: Region, language: Language) -> str:
    """Return the name of a part of a text."""
    return language.text(_PART[region])


def where_text(places: Sequence[Place], language: Language) -> str:
    """Return the numbers of the first few paragraphs, and how many more there are."""
    if not places:
        return language.text("whole text")
    numbers = ", ".join(str(each.paragraph) for each in places[:_MOST_PLACES])
    if len(places) == 1:
        return language.text(
            "paragraph {number}, section {section}", number=numbers, section=places[0].section
        )
    more = len(places) - _MOST_PLACES
    if more <= 0:
        return language.text("paragraphs {numbers}", numbers=numbers)
    return language.text("paragraphs {numbers} and {more} more", numbers=numbers, more=more)


def guess_text(guess: Guess, language: Language) -> str:
    """Return in which language a text is, and how sure that is."""
    match guess.sureness:
        case Sureness.UNKNOWN:
            return language.text("not recognised")
        case Sureness.SURE:
            return language.text(
                "{language}: its words and its settings say so", language=language_name(guess.code, language)
            )
        case Sureness.LIKELY:
            name, set_in = (
                language_name(guess.code, language),
                language_name(guess.set_in, language) or language.text("no language"),
            )
            return language.text(
                "{language} by its words, though it is set in {set_in}", language=name, set_in=set_in
            )


def limit_text(requirements: Requirements, language: Language) -> str:
    """Return the limit of length with its source, and that it is carried over where it is."""
    limit = requirements.limit
    if limit is None:
        return language.text("none is known")
    values = {"words": limit.words, "source": str(limit.source)}
    if limit.is_carried_over:
        return language.text("{words} words ({source}); read for another cycle and carried over", **values)
    return language.text("{words} words ({source})", **values)


def show_requirements(requirements: Requirements, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of what is asked."""
    limit, tongues = requirements.limit, requirements.tongues
    return {
        "kind": requirements.kind,
        "cycle": requirements.cycle,
        "limit": limit
        and {
            "words": limit.words,
            "text": limit_text(requirements, language),
            "carried_over": limit.is_carried_over,
            "source": {"document": limit.source.document, "place": limit.source.place},
            "checked_on": limit.checked_on.isoformat() if limit.checked_on else None,
        },
        "languages": list(tongues.codes) if tongues else [],
        "not_counted": sorted(requirements.spared),
    }


def show_report(report: Report, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of a report: numbers, codes and our own sentences only."""
    return {
        "words": {
            "counted": report.count.text,
            "with_doubtful": report.count.with_doubtful,
            "everything": report.count.everything,
            "notes": report.count.notes,
            **{region.value: words for region, words in report.count.regions.items()},
        },
        "language": {
            "code": report.guess.code or None,
            "sureness": report.guess.sureness.value,
            "set_in": report.guess.set_in or None,
        },
        "findings": [_show_finding(each, language) for each in report.findings],
    }


def _show_finding(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "id": finding.flaw.value,
        "severity": finding.gravity.value,
        "basis": finding.basis,
        "where": [{"paragraph": each.paragraph, "section": each.section} for each in finding.places],
        "what": what_text(finding, language),
        "remedy": remedy_text(finding, language),
        "sources": [{"document": each.document, "place": each.place} for each in finding.sources],
        "checked_on": finding.checked_on.isoformat() if finding.checked_on else None,
    }
