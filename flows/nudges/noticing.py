"""Noticing: who is to be told of what releases changed, and their delivery.

Everybody is told of the difference between the last release of which they were told and the
one in force. A person may look first, and hold all of it back (decision 0040). Works without Prefect.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache

from calendars.invitations import Subject, Turn, render_invitation
from flows.feeds.following import by_mail, readers
from flows.installation.wiring import Wiring
from flows.nudges.posting import language_for, letterhead, outlet_to
from flows.offices.recipients import recipients
from notifications.deliver import DeliveryReport, deliver
from notifications.guard import is_address
from notifications.hours import waking
from notifications.letterhead import Letterhead
from notifications.load import Coming
from notifications.mail import seal
from notifications.message import compose_notice
from notifications.notices import NOTICES, News, Notice, Untold, is_open, plan_notice, told_releases
from notifications.plain import plain_line
from notifications.retries import judge_notices
from uprcycle.errors import Problem, RefusedError
from uprcycle.people import Assignment
from uprcycle.phrase import phrase
from uprcycle.store.ports import Envelope, Hold, ReleaseSummary
from uprcycle.timetable.announced import Announcement, Imprint, announce
from uprcycle.timetable.plan import Plan, plan_release
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language

_TOLD = "notices"  # beats with the moment of the last release of which everybody was told


@dataclass(frozen=True, slots=True)
class NoticeReport:
    """What one round of notices came to: so many people were to be told, and so the mails fared.

    ``waits`` says why none of it was sent; empty where nothing stood in the way.
    """

    people: int
    delivery: DeliveryReport
    waits: str = ""

    def as_words(self) -> str:
        """Return the report in a few words, without a name or an address."""
        owed = f"{self.people} to be told" if self.people else "nobody is to be told"
        fates = (f"{count} {fate}" for fate, count in asdict(self.delivery).items() if count)
        return ", ".join((owed, *fates, *filter(None, [self.waits])))


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """Who is to be told of the releases up to ``release``, who is not and why, and what it waits for.

    ``notices`` and ``untold`` are ordered by person. Rounds send nothing before ``review_ends``, nor
    while a ``hold`` stands.
    """

    release: int
    notices: tuple[Notice, ...]
    untold: tuple[tuple[str, Untold], ...]
    review_ends: datetime
    hold: Hold | None

    @property
    def digest(self) -> str:
        """What names exactly this plan: another release, person or office gives another."""
        told = "".join(f"{each.keys} {each.releases[0].number} {each.offices}\n" for each in self.notices)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def plan_notices(wiring: Wiring, today: date) -> NoticePlan:
    """Return who is to be told of what now, by the code that sends; nothing is written."""
    return _plan(_Record(wiring), today)


def foresee_notices(wiring: Wiring, plan: Plan, coming: World, today: date) -> NoticePlan:
    """Return who would be told if the release were made now of which ``coming`` follows; nothing is written.

    ``plan`` is what it does to the release in force.
    """
    return _plan(_ComingRecord(wiring, plan, coming), today)


def send_notices(
    wiring: Wiring, today: date, *, is_reviewed: bool = False, at_once: bool = False, expected: str = ""
) -> NoticeReport:
    """Tell everybody whom the releases since they were last told concern; again tells nobody twice.

    What waits for its hour or for another try stays owed. An installation that tells nobody of
    a release because nothing in it concerns anybody passes over it for good.

    Args:
        wiring: The installation.
        today: The civil day in Geneva.
        is_reviewed: Whether a person has looked, so that nobody has to wait for that.
        at_once: Whether what is far off goes out now too, and not with the digest of the week.
        expected: The digest of the plan that this person saw; empty for any.

    Raises:
        RefusedError: Another plan was expected; nothing was sent.
    """
    record = _Record(wiring)
    plan = _plan(record, today)
    check_plan(plan, expected)
    if plan.hold:
        return NoticeReport(len(plan.notices), DeliveryReport(), "held back")
    if plan.notices and not is_reviewed and wiring.now() < plan.review_ends:
        return NoticeReport(len(plan.notices), DeliveryReport(), "waiting to be looked at")
    envelopes = envelopes_of(wiring, plan.notices, today)
    if at_once:
        envelopes = [replace(each, not_before=wiring.now()) for each in envelopes]
    outlet = outlet_to(wiring, record.assignments)
    report = deliver(wiring.store.ledger, outlet, envelopes, wiring.now, judge_notices)
    if not report.deferred and wiring.store.heartbeats.last(_TOLD) != record.latest.at:
        wiring.store.heartbeats.beat(_TOLD, record.latest.at)
    unwritable = sum(not is_address(each.person.email) for each in plan.notices)
    return NoticeReport(len(plan.notices), replace(report, withheld=report.withheld + unwritable))


def check_plan(plan: NoticePlan, expected: str) -> None:
    """Go on only if the plan is the one that somebody saw; an empty name stands for any.

    Raises:
        RefusedError: It is another one.
    """
    if expected not in {"", plan.digest}:
        remedy = phrase("plan again and look")
        problem = Problem("--plan", phrase("the plan is now {digest}", digest=plan.digest), remedy)
        raise RefusedError("nothing was sent", [problem])


def coming_notices(wiring: Wiring, first: date, days: int, person: str = "") -> tuple[Coming, ...]:
    """Return the notices that go out from ``first`` on within so many days, by moment and person.

    With the id of a ``person``, theirs alone. What is held back goes out on no day that is known.
    """
    plan = _plan(_Record(wiring, person), wiring.today())
    if plan.hold:
        return ()
    coming = (Coming(each, waking(max(each.send_at, plan.review_ends), each.person)) for each in plan.notices)
    ahead = (each for each in coming if first <= each.day < first + timedelta(days=days))
    return tuple(sorted(ahead, key=lambda each: (each.send_at, each.person.id)))


def news_of(wiring: Wiring, old: int, new: int) -> News:
    """Return what changed from release ``old`` to ``new``, as every audience may know it."""
    world = wiring.world()
    coming = world if world.release.number == new else wiring.world_of(new)
    announcements = _announced(wiring.world_of(old), coming)
    return News(announcements, tuple(map(_imprint, wiring.store.releases.history()[old:new])))


@lru_cache(maxsize=4)
def _announced(old: World, new: World) -> Mapping[Audience, Announcement]:
    """Return what changed between two worlds; to compare them takes a second, once."""
    plan = plan_release(old, new)
    return {each: announce(plan, new.release.number, each) for each in Audience}


def envelopes_of(wiring: Wiring, notices: Sequence[Notice], today: date) -> list[Envelope]:
    """Return the mails of those notices whose reader can be written to, in their order."""
    head, subscribed = letterhead(wiring), readers(wiring, today) if notices else frozenset[str]()
    return [
        _envelope(wiring, each, head, with_entries=each.person.id not in subscribed)
        for each in notices
        if is_address(each.person.email)
    ]


class _Record:
    """What is remembered of releases and of those who were told, read once for a round.

    With the id of a ``person``, of theirs alone.
    """

    def __init__(self, wiring: Wiring, person: str = "") -> None:
        self.wiring, self.person = wiring, person
        self.releases: Sequence[ReleaseSummary] = wiring.store.releases.history()
        held = (each for each in recipients(wiring) if person in {"", each.person.id})
        self.assignments = tuple(map(by_mail, held))

    @property
    def latest(self) -> ReleaseSummary:
        return self.releases[-1]

    @cached_property
    def told(self) -> dict[str, int]:
        """The last release of which each person was told, by their id."""
        ledger = self.wiring.store.ledger
        return told_releases(ledger.keys((), self.person) if self.person else ledger.keys((NOTICES,)))

    @cached_property
    def told_to_all(self) -> int:
        """The last release of which everybody was told: at first the one with which all began."""
        moment = self.wiring.store.heartbeats.last(_TOLD)
        told = self.wiring.store.releases.as_of(moment) if moment else None
        return told.number if told else self.releases[0].number

    @property
    def is_quiet(self) -> bool:
        """Whether everybody was told of the release in force."""
        return self.told_to_all == self.latest.number

    def base(self, held: Collection[Assignment]) -> int:
        """Return the release that somebody knows: that of which they were told, or in which they began."""
        known = max(self.told_to_all, self.told.get(next(iter(held)).person.id, 0))
        begun = datetime.combine(min(each.valid_from for each in held), time.min, UTC)
        return max(known, *(each.number for each in self.releases if each.at < begun), 0)

    def news(self, base: int) -> News:
        """Return what changed from release ``base`` to the latest."""
        return news_of(self.wiring, base, self.latest.number)


class _ComingRecord(_Record):
    """The same, as if a release of which ``coming`` follows had been made now."""

    def __init__(self, wiring: Wiring, plan: Plan, coming: World) -> None:
        super().__init__(wiring)
        self.plan, self.coming = plan, coming
        summary = replace(
            self.releases[-1], number=coming.release.number, at=wiring.now(), note="", source=""
        )
        self.releases = (*self.releases, summary)

    def news(self, base: int) -> News:
        """Return what would change from release ``base`` on."""
        is_planned = base == self.plan.base
        plan = self.plan if is_planned else plan_release(self.wiring.world_of(base), self.coming)
        announcements = {each: announce(plan, self.latest.number, each) for each in Audience}
        return News(announcements, tuple(map(_imprint, self.releases[base:])))


def _plan(record: _Record, today: date) -> NoticePlan:
    """Return who is to be told of what, who is not, and what it waits for."""
    wiring = record.wiring
    found = dict(_told_or_not(record, today))
    review_ends = record.latest.at + timedelta(minutes=wiring.settings.notice_review_minutes)
    return NoticePlan(
        record.latest.number,
        tuple(each for each in found.values() if isinstance(each, Notice)),
        tuple((person, each) for person, each in found.items() if isinstance(each, Untold)),
        review_ends,
        wiring.store.holds.standing(),
    )


def _told_or_not(record: _Record, today: date) -> Iterator[tuple[str, Notice | Untold]]:
    """Yield what everybody is told, or why they are not, by person."""
    people: defaultdict[str, list[Assignment]] = defaultdict(list)
    for each in record.assignments:
        people[each.person.id].append(each)
    news: dict[int, News] = {}
    moment = record.wiring.now()
    for person, held in sorted(people.items()):
        base = record.latest.number if record.is_quiet else record.base(held)
        if base == record.latest.number:
            yield person, Untold.AWARE
            continue
        if base not in news:
            news[base] = record.news(base)
        yield person, plan_notice(held, news[base], today, moment)


def _envelope(wiring: Wiring, notice: Notice, head: Letterhead, *, with_entries: bool) -> Envelope:
    """Return the mail of a notice; whose calendar subscribes needs no entries, which would stand twice."""
    language = language_for(notice.person)
    entries = _entries(wiring, notice, language) if with_entries else b""
    own = head.for_a_mail(wiring.now())
    envelope = seal(notice, compose_notice(notice, language, own, wiring.now(), entries), own.tokens.kept)
    return replace(envelope, not_before=waking(envelope.not_before, notice.person))


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
