"""Who is to be told that dates changed: one notice for each person, over all their offices.

Pure: it neither sends nor remembers. A notice speaks of the difference between the last release
of which a person was told and the one in force, so that what was released and taken back in
between is no news, and nobody hears of a change twice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from notifications.hours import next_digest
from uprcycle.days.span import GENEVA, Unknown
from uprcycle.people import Assignment, Office, Person, Topic
from uprcycle.rules.rule import Prominence, Rule
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Announcement, Imprint
from uprcycle.timetable.changes import ChangeKind
from uprcycle.visibility import Audience, audience_of, may_see

SOON = timedelta(days=14)
"""A date this near, before or after it moved, is told of at once."""

_KEY = "notice"
NOTICES = f"{_KEY}/"
"""What the keys of notices begin with."""


class Untold(StrEnum):
    """Why somebody is not told.

    They know it already, hold no office today, no change concerns theirs, or they declined what is left.
    """

    AWARE = "aware"
    WITHOUT_OFFICE = "without office"
    UNCONCERNED = "unconcerned"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is told about releases ``old`` + 1 to ``new``; never empty.

    ``reviews`` are ordered as in an announcement and hold only what the person may know and what
    concerns an office of theirs; ``releases`` are those in between, oldest first.
    """

    person: Person
    offices: tuple[Office, ...]
    reviews: tuple[AnnouncedReview, ...]
    releases: tuple[Imprint, ...]
    day: date
    moment: datetime

    @property
    def new(self) -> int:
        """The number of the release of which it tells."""
        return self.releases[-1].number

    @property
    def is_pressing(self) -> bool:
        """Whether it cannot wait for the digest of the week."""
        return any(is_soon(each, self.day) or _is_earlier(each) for each in self.changes)

    @property
    def send_at(self) -> datetime:
        """The earliest moment to deliver, in UTC: that of the round, or of the digest after the release.

        A day on which one of the dates comes near before that digest does not wait for it.
        """
        if self.is_pressing:
            return self.moment
        turn = next_digest(self.releases[0].at, self.person)
        days = (self.day + timedelta(days=count) for count in range(1, (turn - self.moment).days + 2))
        near = next((each for each in days if any(is_soon(change, each) for change in self.changes)), None)
        begins = datetime.combine(near, time(), GENEVA).astimezone(UTC) if near else turn
        return max(self.moment, min(turn, begins))

    @property
    def keys(self) -> tuple[str, ...]:
        """The one key that makes it unique, for ever."""
        return (f"{_KEY}/{self.new}/{self.person.channel}/{self.person.id}",)

    @property
    def changes(self) -> tuple[AnnouncedChange, ...]:
        """All changes, review by review."""
        return tuple(change for each in self.reviews for change in each.changes)

    @property
    def is_neutral(self) -> bool:
        """Whether its subject may name no country and no topic, because one date is not public."""
        return not all(is_open(each.rule) for each in self.changes)


@dataclass(frozen=True, slots=True)
class News:
    """What changed, as each audience may know it, and by which releases, oldest first."""

    announcements: Mapping[Audience, Announcement]
    releases: tuple[Imprint, ...]


def is_open(rule: Rule) -> bool:
    """Tell whether a date may be named anywhere."""
    return may_see(Audience.PUBLIC, rule.visibility)


def told_releases(keys: Iterable[str]) -> dict[str, int]:
    """Return the last release of which each person was told, by their id, from the keys of the ledger."""
    told: dict[str, int] = {}
    for key in keys:
        if key.startswith(NOTICES):
            _, number, _, person = key.split("/", 3)
            told[person] = max(int(number), told.get(person, 0))
    return told


def is_notice(keys: Iterable[str]) -> bool:
    """Tell whether a message with these keys is a notice."""
    return any(each.startswith(NOTICES) for each in keys)


def plan_notice(held: Collection[Assignment], news: News, today: date, moment: datetime) -> Notice | Untold:
    """Return what somebody is told, or why they are not.

    Args:
        held: All that one person holds; what they do not hold on ``today`` is passed over.
        news: What changed since they were last told.
        today: The civil day in Geneva.
        moment: The moment of the round, in UTC: the earliest one to deliver.
    """
    holding = [each for each in held if each.holds_on(today)]
    if not holding:
        return Untold.WITHOUT_OFFICE
    reviews: dict[tuple[str, int], AnnouncedReview] = {}
    for assignment in holding:
        for review in concerning(assignment.office, news):
            place = (review.country, review.cycle)
            reviews[place] = _joined(reviews[place], review) if place in reviews else review
    if not reviews:
        return Untold.UNCONCERNED
    wanted = [_wanted(each, holding, today) for each in reviews.values()]
    if not any(each.changes for each in wanted):
        return Untold.DECLINED
    offices = {each.office.name: each.office for each in holding}
    ordered = sorted((each for each in wanted if each.changes), key=lambda each: (-each.cycle, each.country))
    named = tuple(offices[each] for each in sorted(offices))
    return Notice(holding[0].person, named, tuple(ordered), news.releases, today, moment)


def is_soon(change: AnnouncedChange, today: date) -> bool:
    """Tell whether somebody may act on the old or the new date within the next days, or never again."""
    if change.kind is ChangeKind.WITHDRAWN:
        return True
    spans = [said.span for said in (change.old, change.new) if said]
    days = [each.first for each in spans if not isinstance(each, Unknown)]
    return any(today <= each <= today + SOON for each in days)


def concerning(office: Office, news: News) -> Iterator[AnnouncedReview]:
    """Yield what changed for the State of an office, as far as it concerns the office and it may know it."""
    announced = news.announcements[audience_of(is_un=office.is_un)]
    for review in announced.of(office.country).reviews:
        changes = tuple(each for each in review.changes if _concerns(each.rule, office))
        if changes:
            yield replace(review, changes=changes)


def _wanted(review: AnnouncedReview, held: Collection[Assignment], today: date) -> AnnouncedReview:
    """Return what changed without what the person declined (decision 0037).

    Nobody can decline what is cancelled, near at hand, earlier, or a date on which an office of theirs acts.
    """
    if all(Topic.CHANGES not in each.person.declined for each in held):
        return review
    roles = {role for each in held if each.office.country == review.country for role in each.office.roles}
    return replace(
        review,
        changes=tuple(
            each
            for each in review.changes
            if is_soon(each, today) or _is_earlier(each) or not roles.isdisjoint(each.rule.actors)
        ),
    )


def _is_earlier(change: AnnouncedChange) -> bool:
    """Tell whether a date came forward: whoever planned by the old one has less time than they think."""
    spans = [said.span for said in (change.old, change.new) if said]
    days = [each.first for each in spans if not isinstance(each, Unknown)]
    return len(days) == len((change.old, change.new)) and days[1] < days[0]


def _concerns(rule: Rule, office: Office) -> bool:
    """Tell whether a date is of the main ones, or one on which the office acts or of which it is informed."""
    is_main = rule.prominence is not Prominence.DETAIL
    return is_main or not office.roles.isdisjoint((*rule.actors, *rule.informed))


def _joined(one: AnnouncedReview, other: AnnouncedReview) -> AnnouncedReview:
    known = {each.rule.id for each in one.changes}
    return replace(
        one, changes=(*one.changes, *(each for each in other.changes if each.rule.id not in known))
    )
