"""A text held against what is asked of its kind.

Every check returns where it found what, in numbers; the text itself goes no further.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from uprcycle.citation import Citation
from uprcycle.countries import fold
from uprcycle.submissions.count import Count, count_document
from uprcycle.submissions.document import Numbering, Paragraph, TextDocument
from uprcycle.submissions.finding import Finding, Place, Report, order_findings
from uprcycle.submissions.guidance import Flaw, Guidance
from uprcycle.submissions.layout import Region, divide, is_heading
from uprcycle.submissions.requirements import Requirements
from uprcycle.submissions.tongue import Guess, Sureness, guess_language
from uprcycle.submissions.words import count_words

_SHORT_PARAGRAPH = 15  # words; what is shorter may be a line of a list or an address
_MOST_UNNUMBERED = 0.2
_LONG_NOTE = 60
_LONG_TEXT = 1_000  # words from which headings help
_TYPED_NUMBER = re.compile(r"\s*[(\[]?\d{1,3}(\.\d{1,3})*[.)\]:]?\s")


@dataclass(frozen=True)
class _Case:
    """One text with everything that checks look at."""

    document: TextDocument
    regions: tuple[Region, ...]
    requirements: Requirements
    guidance: Guidance

    @cached_property
    def count(self) -> Count:
        return count_document(self.document, self.regions, self.requirements.spared)

    @cached_property
    def guess(self) -> Guess:
        text = "\n".join(each.text for each in self.within(Region.TEXT))
        return guess_language(text, self.document.languages, self.guidance.languages)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        sections = accumulate(is_heading(each) for each in self.document.paragraphs)
        return tuple(Place(number, section) for number, section in enumerate(sections, start=1))

    def within(self, region: Region) -> Iterator[Paragraph]:
        pairs = zip(self.document.paragraphs, self.regions, strict=True)
        return (each for each, found in pairs if found is region)

    def where(self, holds: Callable[[Paragraph, Region], bool]) -> tuple[Place, ...]:
        triples = zip(self.document.paragraphs, self.regions, self.places, strict=True)
        return tuple(place for each, region, place in triples if holds(each, region))


@dataclass(frozen=True, slots=True)
class _Found:
    """Where something was found, the numbers of its sentence, and its source where that is a fact."""

    places: tuple[Place, ...] = ()
    values: Mapping[str, int | str] | None = None
    source: Citation | None = None
    checked_on: date | None = None


def check_document(document: TextDocument, requirements: Requirements, guidance: Guidance) -> Report:
    """Return what is found in ``document``, a text of the kind that ``requirements`` name."""
    case = _Case(document, divide(document, guidance.languages), requirements, guidance)
    findings = []
    for flaw, look in _LOOKS.items():
        check = guidance.checks[flaw]
        if check.concerns(requirements.kind) and (found := look(case)):
            sources = (*([found.source] if found.source else []), *check.sources)
            findings.append(
                Finding(
                    flaw,
                    check.gravity,
                    check.basis,
                    found.places,
                    found.values or {},
                    sources,
                    found.checked_on,
                )
            )
    return Report(case.count, case.guess, order_findings(findings))


def _too_long(case: _Case) -> _Found | None:
    return _over(case, case.count.text) if _words_over(case, case.count.text) > 0 else None


def _too_long_with_doubtful(case: _Case) -> _Found | None:
    words = case.count.with_doubtful
    return _over(case, words) if _words_over(case, case.count.text) <= 0 < _words_over(case, words) else None


def _words_over(case: _Case, words: int) -> int:
    limit = case.requirements.limit
    return words - limit.words if limit else 0


def _over(case: _Case, words: int) -> _Found:
    """Say how much too long, and in which paragraph the text alone passes the limit."""
    limit = case.requirements.limit
    if limit is None:
        return _Found()
    pairs = zip(case.document.paragraphs, case.regions, strict=True)
    sums = accumulate(count_words(each.text) * (region is Region.TEXT) for each, region in pairs)
    passed = [place for total, place in zip(sums, case.places, strict=True) if total > limit.words]
    values = {"words": words, "limit": limit.words, "over": words - limit.words}
    return _Found(tuple(passed[:1]), values, limit.source, limit.checked_on)


def _no_limit_known(case: _Case) -> _Found | None:
    return None if case.requirements.limit else _Found(values={"words": case.count.text})


def _other_language(case: _Case) -> _Found | None:
    tongues = case.requirements.tongues
    if tongues is None or not case.guess.code or case.guess.code in tongues.codes:
        return None
    values = {"code": case.guess.code, "codes": ", ".join(tongues.codes)}
    return _Found((), values, tongues.source, tongues.checked_on)


def _language_not_recognised(case: _Case) -> _Found | None:
    is_unknown = case.requirements.tongues and case.guess.sureness is Sureness.UNKNOWN
    return _Found() if is_unknown else None


def _no_cover_page(case: _Case) -> _Found | None:
    return None if Region.COVER in case.regions else _Found()


def _no_summary(case: _Case) -> _Found | None:
    phrases = [phrase for each in case.guidance.languages for phrase in each.summary]
    starts = (fold(each.text[:_LONG_NOTE]) for each in case.document.paragraphs)
    return None if any(start.startswith(tuple(phrases)) for start in starts) else _Found()


def _paragraphs_not_numbered(case: _Case) -> _Found | None:
    def is_long(each: Paragraph, region: Region) -> bool:
        is_text = region is Region.TEXT and not is_heading(each) and not each.table
        return (
            is_text and each.numbering is not Numbering.BULLET and count_words(each.text) > _SHORT_PARAGRAPH
        )

    def is_bare(each: Paragraph, region: Region) -> bool:
        is_numbered = each.numbering is Numbering.NUMBER or _TYPED_NUMBER.match(each.text)
        return is_long(each, region) and not is_numbered

    bare, long = case.where(is_bare), case.where(is_long)
    if len(bare) <= _MOST_UNNUMBERED * len(long):
        return None
    return _Found(bare, {"count": len(bare), "all": len(long)})


def _pages_not_numbered(case: _Case) -> _Found | None:
    return None if case.document.has_page_numbers else _Found()


def _pictures(case: _Case) -> _Found | None:
    def is_shown(each: Paragraph, region: Region) -> bool:
        return each.pictures > 0 and region is not Region.COVER  # a cover may have a logo

    return _somewhere(case.where(is_shown))


def _many_notes(case: _Case) -> _Found | None:
    notes, paragraphs = len(case.document.notes), sum(1 for _ in case.within(Region.TEXT))
    return _Found(values={"count": notes}) if notes > paragraphs else None


def _long_notes(case: _Case) -> _Found | None:
    notes = [
        number for number, note in enumerate(case.document.notes, start=1) if count_words(note) > _LONG_NOTE
    ]
    return _Found(values={"count": len(notes), "first": notes[0]}) if notes else None


def _annex_inside(case: _Case) -> _Found | None:
    words = case.count.regions[Region.ANNEX]
    places = case.where(lambda _, region: region is Region.ANNEX)
    return _Found(places[:1], {"words": words}) if places else None


def _matrix_inside(case: _Case) -> _Found | None:
    words = case.count.regions[Region.MATRIX]
    places = case.where(lambda _, region: region is Region.MATRIX)
    return _Found(places[:1], {"words": words}) if places else None


def _no_headings(case: _Case) -> _Found | None:
    has_headings = any(is_heading(each) for each in case.within(Region.TEXT))
    return None if has_headings or case.count.text < _LONG_TEXT else _Found()


def _no_contents(case: _Case) -> _Found | None:
    is_long = case.count.text >= _LONG_TEXT
    return _Found() if is_long and Region.CONTENTS not in case.regions else None


def _tracked_changes(case: _Case) -> _Found | None:
    return _counted(case.document.traces.tracked)


def _comments(case: _Case) -> _Found | None:
    return _counted(case.document.traces.comments)


def _hidden_text(case: _Case) -> _Found | None:
    return _counted(case.document.traces.hidden)


def _names_author(case: _Case) -> _Found | None:
    return _Found() if case.document.traces.names_author else None


def _public_and_named(_: _Case) -> _Found | None:
    return _Found()  # the same for every text, so that it says nothing of any


def _counted(count: int) -> _Found | None:
    return _Found(values={"count": count}) if count else None


def _somewhere(places: Sequence[Place]) -> _Found | None:
    return _Found(tuple(places), {"count": len(places)}) if places else None


_LOOKS: Mapping[Flaw, Callable[[_Case], _Found | None]] = {
    Flaw.TOO_LONG: _too_long,
    Flaw.TOO_LONG_WITH_DOUBTFUL: _too_long_with_doubtful,
    Flaw.NO_LIMIT_KNOWN: _no_limit_known,
    Flaw.OTHER_LANGUAGE: _other_language,
    Flaw.LANGUAGE_NOT_RECOGNISED: _language_not_recognised,
    Flaw.NO_COVER_PAGE: _no_cover_page,
    Flaw.NO_SUMMARY: _no_summary,
    Flaw.PARAGRAPHS_NOT_NUMBERED: _paragraphs_not_numbered,
    Flaw.PAGES_NOT_NUMBERED: _pages_not_numbered,
    Flaw.PICTURES: _pictures,
    Flaw.MANY_NOTES: _many_notes,
    Flaw.LONG_NOTES: _long_notes,
    Flaw.ANNEX_INSIDE: _annex_inside,
    Flaw.MATRIX_INSIDE: _matrix_inside,
    Flaw.NO_HEADINGS: _no_headings,
    Flaw.NO_CONTENTS: _no_contents,
    Flaw.TRACKED_CHANGES: _tracked_changes,
    Flaw.COMMENTS: _comments,
    Flaw.HIDDEN_TEXT: _hidden_text,
    Flaw.NAMES_AUTHOR: _names_author,
    Flaw.PUBLIC_AND_NAMED: _public_and_named,
}
