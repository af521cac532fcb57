"""The words of a notice: which dates changed, from what to what, by which release, and what to do.

As in a digest, what only the UN may see is a number unless an installation chooses otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from notifications.letterhead import Letterhead, Reference, refer_to_preferences
from notifications.notices import Notice, is_open, is_soon
from notifications.plain import plain_line
from uprcycle.rules.anchor import MILESTONE_OF, Anchor
from uprcycle.rules.rule import Kind, Prominence, Rule
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Imprint, Said, weightiest
from uprcycle.timetable.changes import ChangeKind
from uprcycle.wording.changes import moment_text
from uprcycle.wording.language import Language
from uprcycle.wording.languages import translation_notes
from uprcycle.wording.reprisals import reprisal_text
from uprcycle.wording.spans import span_text
from uprcycle.wording.terms import country_name, status_text, title_text

_LONGEST_NOTE = 300
_MOST = 10  # dates of a State, beside those near at hand
_LONGEST_LIST = 20
_REVIEW = MILESTONE_OF[Anchor.REVIEW]


@dataclass(frozen=True, slots=True)
class Line:
    """One date before and now, in the reader's language; ``was`` or ``now`` is empty for none."""

    label: str
    title: str
    was: str
    now: str
    is_soon: bool
    link: str


@dataclass(frozen=True, slots=True)
class Section:
    """One State with the dates of it that matter most; ``further`` counts the others, empty for none."""

    heading: str
    lines: tuple[Line, ...]
    further: str
    link: str


@dataclass(frozen=True, slots=True)
class NoticeLetter:
    """A whole notice in words; ``unnamed`` is empty where every date may be named."""

    subject: str
    opening: str
    sections: tuple[Section, ...]
    unnamed: str
    reasons: tuple[str, ...]
    advice: tuple[str, ...]
    was: str
    now: str
    why: str
    closing: tuple[str, ...]
    help: str
    home: str
    preferences: Reference
    language: str
    direction: str


def write_notice(notice: Notice, language: Language, head: Letterhead, *, has_entries: bool) -> NoticeLetter:
    """Put ``notice`` into words; ``has_entries`` tells that calendar entries come with it."""
    sections = tuple(_sections(notice, language, head))
    named = sum(is_open(each.rule) or head.names_internal for each in notice.changes)
    return NoticeLetter(
        subject=_subject(notice, language, head),
        opening=_opening(notice, language),
        sections=sections,
        unnamed=_unnamed(len(notice.changes) - named, language),
        reasons=tuple(_reason(each, language) for each in notice.releases),
        advice=tuple(_advice(language, has_entries=has_entries)),
        was=language.text("Until now:"),
        now=language.text("Now:"),
        why=language.text("Why this date?"),
        closing=tuple(_closing(notice, language)),
        help=reprisal_text(head.reprisal_addresses, language),
        home=f"{head.base_url}/changes?lang={language.code}",
        preferences=refer_to_preferences(language, head),
        language=language.code,
        direction=language.direction,
    )


def _subject(notice: Notice, language: Language, head: Letterhead) -> str:
    count = len(notice.changes)
    if notice.is_neutral:
        return language.text("Something changed in the UPR workspace")
    countries = sorted({each.country for each in notice.reviews})
    if len(countries) == 1:
        place = country_name(head.countries[countries[0]], language)
    else:
        place = language.plural("{count} country", "{count} countries", len(countries))
    return language.plural(
        "{place}: {count} UPR date changed", "{place}: {count} UPR dates changed", count, place=place
    )


def _opening(notice: Notice, language: Language) -> str:
    return language.plural(
        "{count} date that concerns you changed when the schedule was released anew.",
        "{count} dates that concern you changed when the schedule was released anew.",
        len(notice.changes),
    )


def _sections(notice: Notice, language: Language, head: Letterhead) -> Iterator[Section]:
    for review in notice.reviews:
        named = [each for each in review.changes if is_open(each.rule) or head.names_internal]
        if named:
            place = country_name(head.countries[review.country], language)
            heading = language.text("{country} · cycle {cycle}", country=place, cycle=review.cycle)
            followers = _followers(named, notice.day)
            shown = _shown([each for each in named if each not in followers], notice.day)
            lines = (_line(each, review, notice.day, language, head) for each in shown)
            further = _further(len(named) - len(shown), len(followers), language)
            yield Section(heading, tuple(lines), further, _page(review, language, head))


def _shown(changes: Sequence[AnnouncedChange], day: date) -> list[AnnouncedChange]:
    """Return what a reader has to see in the mail itself: the weightiest, and whatever is near at hand.

    What everything else hangs on comes first, so that it is read first.
    """
    chosen = weightiest(tuple(changes), _MOST)
    shown = [each for each in changes if each in chosen or is_soon(each, day)]
    return sorted(shown, key=_place)[:_LONGEST_LIST]


def _place(change: AnnouncedChange) -> tuple[bool, bool]:
    return change.rule.id != _REVIEW, change.rule.prominence is not Prominence.HEADLINE


def _followers(changes: Sequence[AnnouncedChange], day: date) -> frozenset[AnnouncedChange]:
    """Return what moved with its review and is read on the page: no deadline, and nothing near at hand."""
    moved = [each for each in changes if each.kind is ChangeKind.MOVED]
    if not any(each.rule.id == _REVIEW for each in moved):
        return frozenset()
    return frozenset(each for each in moved if not _stands_out(each.rule) and not is_soon(each, day))


def _stands_out(rule: Rule) -> bool:
    return rule.prominence is Prominence.HEADLINE or rule.kind is Kind.DEADLINE


def _further(count: int, followers: int, language: Language) -> str:
    if not count:
        return ""
    if count == followers:
        return language.plural(
            "{count} further date that follows from the day of the review moved as well.",
            "{count} further dates that follow from the day of the review moved as well.",
            count,
        )
    return language.plural(
        "{count} further date of this State changed as well.",
        "{count} further dates of this State changed as well.",
        count,
    )


def _page(review: AnnouncedReview, language: Language, head: Letterhead) -> str:
    return f"{head.base_url}/countries/{review.country}?lang={language.code}"


def _line(
    change: AnnouncedChange, review: AnnouncedReview, day: date, language: Language, head: Letterhead
) -> Line:
    zone = head.countries[review.country].zone
    return Line(
        label=language.text(_LABELS[change.kind]),
        title=plain_line(title_text(change.rule, language)),
        was=_said(change.old, language, zone),
        now=_said(change.new, language, zone),
        is_soon=is_soon(change, day),
        link=f"{_page(review, language, head)}#{change.rule.id}",
    )


def _said(side: Said | None, language: Language, zone: ZoneInfo) -> str:
    if side is None:
        return ""
    span, status = span_text(side.span, language, zone), status_text(side.status, language)
    return language.text("{span} ({status})", span=span, status=status)


def _unnamed(count: int, language: Language) -> str:
    if not count:
        return ""
    return language.plural(
        "{count} more date is for UN staff only and not named in a mail; it stands on your checklist.",
        "{count} more dates are for UN staff only and not named in a mail; they stand on your checklist.",
        count,
    )


def _reason(release: Imprint, language: Language) -> str:
    said = language.text(
        "Release {number} of {moment}", number=release.number, moment=moment_text(release.at, language)
    )
    words = (said, plain_line(release.note)[:_LONGEST_NOTE], plain_line(release.source)[:_LONGEST_NOTE])
    return " – ".join(filter(None, words))


def _advice(language: Language, *, has_entries: bool) -> Iterator[str]:
    yield language.text("Plan by the new dates from now on; tasks and reminders have moved with them.")
    if has_entries:
        yield language.text(
            "Calendars that subscribe to a feed move by themselves. For all others the changed entries "
            "are attached: opening the file updates them."
        )
    else:
        yield language.text("Calendars that subscribe to a feed move by themselves.")


def _closing(notice: Notice, language: Language) -> Iterator[str]:
    yield from translation_notes(language, (each.rule.title for each in notice.changes if is_open(each.rule)))
    offices = ", ".join(plain_line(each.name) for each in notice.offices)
    if notice.is_neutral:
        yield language.text("You receive this because you hold an office that has a part in the review.")
    else:
        yield language.text("You receive this because you hold: {offices}.", offices=offices)
    yield language.text("It was sent by a program; opening a link changes nothing.")


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_LABELS = {
    ChangeKind.ADDED: _("New"),
    ChangeKind.MOVED: _("Moved"),
    ChangeKind.CONFIRMED: _("Confirmed"),
    ChangeKind.WITHDRAWN: _("Cancelled"),
    ChangeKind.STATUS: _("Certainty changed"),
}
