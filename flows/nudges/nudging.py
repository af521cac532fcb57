"""Nudging: what is owed to whom, joined from checklists and people, and its delivery.

Works without Prefect: the command line calls the same functions as the flows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from flows.feeds.following import by_mail
from flows.installation.wiring import Wiring
from flows.nudges.chatting import chats_of, goes_to_chat, judge_chats, judge_mails
from flows.nudges.escalating import Escalation, below_desk
from flows.nudges.posting import language_for, letterhead, outlet_to
from flows.offices.checklists import checklists
from flows.offices.recipients import absences, lead_of, recipients, unreached
from notifications.cadence_file import load_cadences
from notifications.cadences import Cadences
from notifications.chat import compose_chat
from notifications.colleagues import find_colleagues
from notifications.deliver import DeliveryReport, begin, resume
from notifications.digest import Digest
from notifications.duties import Duties, build_duties, working_weeks
from notifications.guard import is_address
from notifications.hooks import HookKind
from notifications.letterhead import Letterhead
from notifications.mail import seal
from notifications.message import compose
from notifications.plan import Nudge, plan_nudges
from notifications.retries import Present, judge_by
from notifications.rhythm import forecast_mails, hold, plan_mails
from uprcycle.checklist.task import Task
from uprcycle.days.span import Unknown, window_span
from uprcycle.people import Assignment
from uprcycle.presence import Staffing
from uprcycle.store.packaged import load_countries
from uprcycle.store.ports import Envelope
from uprcycle.store.public_holidays import load_public_holidays


@dataclass(frozen=True, slots=True)
class NudgeReport:
    """What one round of nudges came to: so many were owed, and so the messages fared."""

    owed: int
    delivery: DeliveryReport

    def as_verdict(self) -> str:
        """Return what pages may say that others read too: a count would tell of work that is not public."""
        if self.delivery.failed:
            return "some mail could not be delivered, see `uprcycle nudges ledger`"
        return "mail is served"

    def as_words(self) -> str:
        """Return the report in a few words, without a name or an address, for the operator alone."""
        owed = f"{self.owed or 'no'} nudge{'s' * (self.owed != 1)} owed"
        sent = f"{self.delivery.sent or 'no'} message{'s' * (self.delivery.sent != 1)} sent"
        others = (
            f"{count} {fate}" for fate, count in asdict(self.delivery).items() if count and fate != "sent"
        )
        return ", ".join((owed, sent, *others))


def duties_of(wiring: Wiring, assignments: Iterable[Assignment], cadences: Cadences | None = None) -> Duties:
    """Return the open duties of the offices in ``assignments``, which name all who hold one of them.

    ``cadences`` are those of the installation unless others are given.
    """
    held = tuple(map(by_mail, assignments))
    staffing = Staffing(held, absences(wiring))
    offices = {(each.office.country, each.office.name): each.office for each in held}
    tasks = [task for each in checklists(wiring, offices.values()) for task in each.open_tasks]
    weeks = working_weeks(load_countries(), _holidays_around(tasks))
    chosen, pauses = cadences or load_cadences(wiring.settings.cadence), wiring.store.pauses.standing()
    return build_duties(tasks, staffing, weeks, chosen, pauses)


def forecast(wiring: Wiring, first: date, days: int, person: str | None = None) -> tuple[Digest, ...]:
    """Return the mails from ``first`` for so many days if nothing changed, by day and person.

    With the id of a ``person``, theirs alone.
    """
    everybody = recipients(wiring)
    concerned = [each for each in everybody if person in {None, each.person.id}]
    if person:
        concerned += below_desk(wiring, everybody, person, window_span(first, first + timedelta(days=days)))
    duties = duties_of(wiring, _beside(concerned, everybody))
    states = {each.office.country for each in concerned}
    among = [each for each in everybody if each.office.country in states]
    about = {f"{each}/" for each in states} if person else ("",)
    claimed = wiring.store.ledger.keys(about, person or "")
    escalation = Escalation(wiring, duties, first, among)
    ahead = escalation.ahead(claimed)

    def plan(duties: Duties, said: Mapping[str, date], day: date) -> Iterable[Nudge]:
        own = filter(escalation.is_told, plan_nudges(duties, said.keys(), day))
        return (*own, *ahead.owed(said, day))

    mails = forecast_mails(duties, first, days, claimed, plan)
    return tuple(each for each in mails if person in {None, each.person.id})


def send_nudges(wiring: Wiring, today: date, country: str | None = None) -> NudgeReport:
    """Deliver what is owed and due on ``today``, to everybody or to the people of one State's offices.

    A person gets one mail over all their countries, whichever State asked, but for what a
    calendar that they chose and that is fetched speaks of. Run again, or
    after a stop anywhere, it sends nothing twice.
    """
    everybody = recipients(wiring)
    concerned = _concerned(everybody, country)
    duties = duties_of(wiring, _beside(concerned, everybody))
    told, escalation = {each.person.id for each in concerned}, Escalation(wiring, duties, today)
    outlet, ledger = outlet_to(wiring, concerned), wiring.store.ledger

    def owed(claimed: AbstractSet[str]) -> Iterable[Nudge]:
        own = filter(escalation.is_told, plan_nudges(duties, claimed, today))
        return (each for each in (*own, *escalation.owed(claimed)) if each.person.id in told)

    present = Present({each.person.id: each.person for each in concerned}, wiring.now(), today)
    chats, judge = chats_of(wiring, concerned), judge_by(present, lambda: owed(frozenset()))
    resumed = resume(ledger, outlet, wiring.now, judge_mails(chats, judge))
    resumed += resume(ledger, chats, wiring.now, judge_chats(chats, judge))
    claimed = ledger.keys()
    mails = [hold(each, present.now) for each in plan_mails(owed(claimed), claimed)]
    # One address that cannot be written to must not keep the others from their mail.
    head = letterhead(wiring)
    spoken = [chat_envelope_of(each, head) for each in mails if goes_to_chat(each, chats)]
    written = [each for each in mails if is_address(each.person.email) and not goes_to_chat(each, chats)]
    colleagues = find_colleagues(everybody, unreached(wiring), lead_of, today)
    envelopes = [envelope_of(colleagues.tell(each, claimed), head, present.now) for each in written]
    report = resumed + begin(ledger, outlet, envelopes, wiring.now) + begin(ledger, chats, spoken, wiring.now)
    withheld = report.withheld + len(mails) - len(envelopes) - len(spoken)
    return NudgeReport(sum(len(each.nudges) for each in mails), replace(report, withheld=withheld))


def envelope_of(digest: Digest, head: Letterhead, moment: datetime) -> Envelope:
    """Return the message of a digest in its reader's language, or in English where it has no catalogue."""
    letterhead = head.for_a_mail(moment)
    return seal(
        digest, compose(digest, language_for(digest.person), letterhead, moment), letterhead.tokens.kept
    )


def chat_envelope_of(digest: Digest, head: Letterhead) -> Envelope:
    """Return the message of a digest for the chat that its reader chose."""
    return compose_chat(digest, HookKind(digest.person.channel), language_for(digest.person), head)


def _holidays_around(tasks: Iterable[Task]) -> dict[str, frozenset[date]]:
    """Return what is known of the public holidays of each office's State in the years of its tasks."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    for task in tasks:
        if not isinstance(task.span, Unknown):
            years[task.office.country].update(range(task.span.first.year - 1, task.span.last.year + 2))
    countries = load_countries()
    return {
        code: frozenset(
            each.day for year in found for each in load_public_holidays(countries[code], year) or ()
        )
        for code, found in years.items()
    }


def _concerned(everybody: Sequence[Assignment], country: str | None) -> Sequence[Assignment]:
    if country is None:
        return everybody
    here = {each.person.id for each in everybody if each.office.country == country}
    return [each for each in everybody if each.person.id in here]


def _beside(some: Iterable[Assignment], everybody: Iterable[Assignment]) -> list[Assignment]:
    """Return all who sit in the offices of ``some``: whom to tell hangs on who else is there."""
    offices = {(each.office.country, each.office.name) for each in some}
    return [each for each in everybody if (each.office.country, each.office.name) in offices]
