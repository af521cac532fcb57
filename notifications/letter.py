"""The words of a digest, chosen for one reader: what a message says, without how it looks.

Public items are named with country, title, date and certainty. What only the UN may see is by
default a number and a day: mail travels unencrypted, so it names neither country nor topic
unless an installation chooses otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from notifications.digest import Digest, Part, is_public, part_of
from notifications.ladder import Party
from notifications.letterhead import Letterhead, Reference, refer_to_preferences
from notifications.pauses import is_handed_back
from notifications.plain import plain_line
from notifications.plan import Nudge
from uprcycle.days.span import GENEVA, Status, day_span
from uprcycle.wording.language import Language
from uprcycle.wording.languages import translation_notes
from uprcycle.wording.reprisals import reprisal_text
from uprcycle.wording.spans import short_span_text, span_text
from uprcycle.wording.terms import country_name, precision_text, status_meaning, status_text, title_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One task as it is read: every text is in the reader's language, ``link`` is an address.

    ``answer`` is too, and empty where the task is of an office that the reader does not hold.
    """

    title: str
    country: str
    when: str
    certainty: str
    left: str
    office: str
    notes: tuple[str, ...]
    link: str
    answer: str


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one part of a digest under their heading; never empty."""

    heading: str
    is_pressing: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole digest in words.

    ``late`` is empty where it is on time, ``unnamed`` where everything may be named, ``more`` where
    everything finds a place.
    """

    subject: str
    opening: str
    late: str
    sections: tuple[Section, ...]
    unnamed: str
    more: str
    silences: tuple[str, ...]
    why: str
    answer: str
    closing: tuple[str, ...]
    help: str
    home: str
    preferences: Reference
    language: str
    direction: str


def write_letter(digest: Digest, language: Language, head: Letterhead) -> Letter:
    """Put ``digest`` into words of ``language``."""
    named = tuple(each for each in digest.named if is_public(each) or head.names_internal)
    unnamed = tuple(each for each in digest.named if each not in named)
    return Letter(
        subject=_subject(digest, language, head),
        opening=_opening(digest, language),
        late=_late(digest, language),
        sections=tuple(_sections(named, language, head, _answer_links(digest, language, head))),
        unnamed=_unnamed(unnamed, language),
        more=_more(digest, language),
        silences=tuple(_silences(digest, language)),
        why=language.text("Why this date?"),
        answer=language.text("Answer (done, later, not mine)"),
        closing=tuple(
            _closing(named, language, is_passed_on=any(each.told_before for each in digest.nudges))
        ),
        help=reprisal_text(head.reprisal_addresses, language),
        home=f"{head.base_url}/?lang={language.code}",
        preferences=refer_to_preferences(language, head),
        language=language.code,
        direction=language.direction,
    )


def party_text(party: Party, language: Language) -> str:
    """Return who is meant by a step of the ladder, within a sentence."""
    return language.text(_PARTIES[party])


def _subject(digest: Digest, language: Language, head: Letterhead) -> str:
    count = len(digest.nudges)
    if digest.is_neutral:
        one, many = "You have an item in the UPR workspace", "You have {count} items in the UPR workspace"
        return language.plural(one, many, count)
    first = min(digest.nudges, key=lambda each: each.due).task
    return language.plural(
        "{place}: {count} UPR task, {when} ({status})",
        "{place}: {count} UPR tasks, first {when} ({status})",
        count,
        place=_place(digest, language, head),
        when=short_span_text(first.span, language),
        status=status_text(first.status, language),
    )


def _place(digest: Digest, language: Language, head: Letterhead) -> str:
    if len(digest.countries) == 1:
        return country_name(head.countries[digest.countries[0]], language)
    return _count_of_countries(digest, language)


def _count_of_countries(digest: Digest, language: Language) -> str:
    return language.plural("{count} country", "{count} countries", len(digest.countries))


def _opening(digest: Digest, language: Language) -> str:
    return language.text(
        "{tasks} for {countries}, as of {day}.",
        tasks=language.plural("{count} task", "{count} tasks", len(digest.nudges)),
        countries=_count_of_countries(digest, language),
        day=span_text(day_span(digest.day), language),
    )


def _late(digest: Digest, language: Language) -> str:
    if digest.since is None:
        return ""
    return language.text(
        "This comes late: part of it was to be said from {day} on. All days are counted from today.",
        day=span_text(day_span(digest.since), language),
    )


def _more(digest: Digest, language: Language) -> str:
    if not digest.more:
        return ""
    return language.plural("And {count} more, on your list.", "And {count} more, on your list.", digest.more)


def _silences(digest: Digest, language: Language) -> Iterator[str]:
    for each in digest.silences:
        yield language.text(
            "Mail to somebody in {office} comes back, since {day}. Please see that the address is put right.",
            office=plain_line(each.office),
            day=span_text(day_span(each.since.astimezone(GENEVA).date()), language),
        )


def _answer_links(digest: Digest, language: Language, head: Letterhead) -> Mapping[str, str]:
    """Return by key where a nudge is answered: items are counted in the order of all keys of the mail."""
    return {
        key: f"{head.base_url}{head.tokens.answer_path(number)}?lang={language.code}"
        for number, key in enumerate(sorted(each.key for each in digest.nudges), 1)
    }


def _sections(
    named: Iterable[Nudge], language: Language, head: Letterhead, answers: Mapping[str, str]
) -> Iterator[Section]:
    parts: defaultdict[Part, list[Nudge]] = defaultdict(list)
    for nudge in named:
        parts[part_of(nudge)].append(nudge)
    for part, message in _HEADINGS.items():
        if parts[part]:
            entries = tuple(_entry(each, language, head, answers[each.key]) for each in parts[part])
            yield Section(language.text(message), part is not Part.AHEAD, entries)


def _entry(nudge: Nudge, language: Language, head: Letterhead, answer: str) -> Entry:
    task = nudge.task
    country = head.countries[task.country]
    words = {
        "status": status_text(task.status, language),
        "precision": precision_text(task.span.precision, language),
    }
    return Entry(
        title=plain_line(title_text(task.rule, language)),
        country=country_name(country, language),
        when=span_text(task.span, language, country.zone),
        certainty=language.text("{status}, {precision}", **words),
        left=_left(nudge, language),
        office=plain_line(task.office.name),
        notes=tuple(_notes(nudge, language)),
        link=f"{head.base_url}/countries/{task.country}?lang={language.code}#{task.rule.id}",
        answer=answer if nudge.office.name == task.office.name else "",
    )


def _left(nudge: Nudge, language: Language) -> str:
    days = (nudge.due - nudge.day).days
    if nudge.stage.is_overdue:
        return language.plural("{count} day late", "{count} days late", (nudge.day - nudge.over).days)
    if days < 0:
        return language.text("it may be over already")
    if not days:
        return language.text("today")
    if nudge.stage.is_opening and nudge.term.opens is not None and nudge.term.opens <= nudge.day:
        return language.plural("open now, {count} day left", "open now, {count} days left", days)
    return language.plural("in {count} day", "in {count} days", days)


def _notes(nudge: Nudge, language: Language) -> Iterator[str]:
    if is_handed_back(nudge.stage):
        yield language.text("Somebody else gave this back to the office: it is not theirs.")
    if nudge.told_before:
        told = ", ".join(party_text(each, language) for each in nudge.told_before)
        yield language.text("Told before, without an answer: {who}.", who=told)
        if nudge.task.status is Status.ESTIMATED:
            status, meaning = (of(Status.ESTIMATED, language) for of in (status_text, status_meaning))
            yield language.text("Status: {status} – {meaning}.", status=status, meaning=meaning)
    if nudge.due != nudge.over and not nudge.stage.is_overdue:
        day = span_text(day_span(nudge.due), language)
        yield language.text("The date is only known roughly: it may be over after {day}.", day=day)
    if nudge.task.dated.applies is None:
        yield language.text("It is not known whether this applies to the State.")
    if nudge.task.waits_for:
        one, many = "{count} earlier task is still open.", "{count} earlier tasks are still open."
        yield language.plural(one, many, len(nudge.task.waits_for))


def _unnamed(nudges: tuple[Nudge, ...], language: Language) -> str:
    passed_on = sum(bool(each.told_before) for each in nudges)
    own = _unnamed_own(tuple(each for each in nudges if not each.told_before), language)
    if not passed_on:
        return own
    one = (
        "One overdue item of an office was passed on to you; it is for UN staff only and not named in a mail."
    )
    many = (
        "{count} overdue items of offices were passed on to you; "
        "they are for UN staff only and not named in a mail."
    )
    return " ".join(filter(None, (language.plural(one, many, passed_on), own)))


def _unnamed_own(nudges: tuple[Nudge, ...], language: Language) -> str:
    if not nudges:
        return ""
    first = min(nudges, key=lambda each: each.due)
    return language.plural(
        "One item is for UN staff only and not named in a mail; keep in mind: {day} ({status}).",
        "{count} items are for UN staff only and not named in a mail; keep in mind: {day} ({status}).",
        len(nudges),
        day=span_text(day_span(first.due), language),
        status=status_text(first.task.status, language),
    )


def _closing(named: tuple[Nudge, ...], language: Language, *, is_passed_on: bool) -> Iterator[str]:
    yield from translation_notes(language, (each.task.title for each in named))
    offices = ", ".join(sorted({plain_line(each.office.name) for each in named}))
    if offices:
        yield language.text("You receive this because you hold: {offices}.", offices=offices)
    else:
        yield language.text("You receive this because you hold an office that has a part in the review.")
    if is_passed_on:
        yield language.text(
            "What is passed on to you is overdue, and its office has not said that it has seen it. "
            "Please ask whether help is needed; once the task is marked as seen, done or not applicable, "
            "nobody else is told."
        )
    yield language.text("It was sent by a program; opening a link changes nothing.")


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_PARTIES = {
    Party.HOLDER: _("whoever holds the office"),
    Party.DEPUTY: _("the deputy"),
    Party.HEAD: _("the head of the office"),
    Party.DESK: _("the desk of OHCHR"),
}

_HEADINGS = {
    Part.LATE: _("Past the day and still open"),
    Part.PASSED_ON: _("Passed on to you, because it is still open"),
    Part.URGENT: _("Within seven days"),
    Part.AHEAD: _("Ahead"),
}
