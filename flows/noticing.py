"""Noticing: who is to be told of what releases changed, and their delivery.

Everybody is told of the difference between the last release of which they were told and the
one in force. Works without Prefect.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property

from calendars.invitations import Subject, Turn, render_invitation
from flows.following import by_mail, readers
from flows.posting import language_for, letterhead, outlet_to
from flows.wiring import Wiring
from notifications.deliver import DeliveryReport, deliver
from notifications.guard import is_address
from notifications.letter import Letterhead
from notifications.mail import seal
from notifications.message import compose_notice
from notifications.notices import News, Notice, is_open, plan_notice, told_releases
from notifications.plain import plain_line
from notifications.retries import judge_notices
from uprcycle.people import Assignment
from uprcycle.store.ports import Envelope, ReleaseSummary
from uprcycle.timetable.announced import Imprint, announce
from uprcycle.timetable.plan import plan_release
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language

_TOLD = "notices"  # beats with the moment of the last release of which everybody was told


@dataclass(frozen=True, slots=True)
class NoticeReport:
    """What one round of notices came to: so many people were to be told, and so the mails fared."""

    people: int
    delivery: DeliveryReport

    def as_words(self) -> str:
        """Return the report in a few words, without a name or an address."""
        owed = f"{self.people} to be told" if self.people else "nobody is to be told"
        fates = (f"{count} {fate}" for fate, count in asdict(self.delivery).items() if count)
        return ", ".join((owed, *fates))


def notices_owed(wiring: Wiring, today: date) -> tuple[Notice, ...]:
    """Return who is to be told of what now, by person; nothing is written."""
    return tuple(_owed(_Record(wiring), today))


def send_notices(wiring: Wiring, today: date) -> NoticeReport:
    """Tell everybody whom the releases since they were last told concern; again tells nobody twice.

    What waits for its hour or for another try stays owed. An installation that tells nobody of
    a release because nothing in it concerns anybody passes over it for good.
    """
    record = _Record(wiring)
    notices = tuple(_owed(record, today))
    head, subscribed = letterhead(wiring), readers(wiring, today) if notices else frozenset[str]()
    envelopes = [
        _envelope(wiring, each, head, with_entries=each.person.id not in subscribed)
        for each in notices
        if is_address(each.person.email)
    ]
    outlet = outlet_to(wiring, record.assignments)
    report = deliver(wiring.store.ledger, outlet, envelopes, wiring.now, judge_notices)
    if not report.deferred and wiring.store.heartbeats.last(_TOLD) != record.latest.at:
        wiring.store.heartbeats.beat(_TOLD, record.latest.at)
    withheld = report.withheld + len(notices) - len(envelopes)
    return NoticeReport(len(notices), replace(report, withheld=withheld))


class _Record:
    """What is remembered of releases and of those who were told, read once for a round."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.releases: Sequence[ReleaseSummary] = wiring.store.releases.history()
        self.assignments = tuple(map(by_mail, wiring.store.people.assignments()))

    @property
    def latest(self) -> ReleaseSummary:
        return self.releases[-1]

    @cached_property
    def told(self) -> dict[str, int]:
        """The last release of which each person was told, by their id."""
        return told_releases(self.wiring.store.ledger.keys())

    @cached_property
    def told_to_all(self) -> int:
        """The last release of which everybody was told: at first the one with which all began."""
        moment = self.wiring.store.heartbeats.last(_TOLD)
        told = self.wiring.store.releases.as_of(moment) if moment else None
        return told.number if told else self.releases[0].number

    def base(self, held: Collection[Assignment]) -> int:
        """Return the release that somebody knows: that of which they were told, or in which they began."""
        known = max(self.told_to_all, self.told.get(next(iter(held)).person.id, 0))
        begun = datetime.combine(min(each.valid_from for each in held), time.min, UTC)
        return max(known, *(each.number for each in self.releases if each.at < begun), 0)

    def news(self, base: int) -> News:
        """Return what changed since release ``base``, as every audience may know it."""
        plan = plan_release(self.wiring.world_of(base), self.wiring.world())
        new = self.latest.number
        announcements = {each: announce(plan, new, each) for each in Audience}
        return News(announcements, tuple(map(_imprint, self.releases[base:new])))


def _owed(record: _Record, today: date) -> Iterator[Notice]:
    if record.told_to_all == record.latest.number:
        return
    people: defaultdict[str, list[Assignment]] = defaultdict(list)
    for each in record.assignments:
        people[each.person.id].append(each)
    news: dict[int, News] = {}
    moment = record.wiring.now()
    for _, held in sorted(people.items()):
        base = record.base(held)
        if base == record.latest.number:
            continue
        if base not in news:
            news[base] = record.news(base)
        notice = plan_notice(held, news[base], today, moment)
        if notice:
            yield notice


def _envelope(wiring: Wiring, notice: Notice, head: Letterhead, *, with_entries: bool) -> Envelope:
    """Return the mail of a notice; whose calendar subscribes needs no entries, which would stand twice."""
    language = language_for(notice.person)
    entries = _entries(wiring, notice, language) if with_entries else b""
    return seal(notice, compose_notice(notice, language, head, wiring.now(), entries))


def _entries(wiring: Wiring, notice: Notice, language: Language) -> bytes:
    edition = wiring.edition()
    since = wiring.store.releases.history()[notice.releases[0].number - 2].at
    subjects = {
        Subject(review.country, review.cycle, change.rule.id)
        for review in notice.reviews
        for change in review.changes
        if is_open(change.rule)
    }
    return render_invitation(subjects, Turn(edition.world, edition.revisions, since), language, wiring.site)


def _imprint(summary: ReleaseSummary) -> Imprint:
    return Imprint(summary.number, summary.at, plain_line(summary.note), plain_line(summary.source))
