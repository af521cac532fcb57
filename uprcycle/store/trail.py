"""What the audit trail says of each write, the same for every store.

Ids and words of ours only: a name, an address or the text of a message never gets here.
``by`` is whoever the caller names; what uprcycle does of itself stands under its own name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from uprcycle.access.session import Session, SignInLink
from uprcycle.access.standing import Grant, Standing
from uprcycle.checklist.local import LocalTask
from uprcycle.checklist.pause import Pause
from uprcycle.checklist.tick import BY_KEY, Tick
from uprcycle.documents.link import DocumentLink
from uprcycle.people import Assignment
from uprcycle.preferences import Preferences
from uprcycle.presence import Absence
from uprcycle.schedule.release import Release
from uprcycle.store.chain import AuditRow
from uprcycle.store.erasure_rules import Kind, in_words
from uprcycle.store.kept import ChatHook, LedgerRow, Outcome
from uprcycle.store.moments import as_utc
from uprcycle.subscriptions import Subscription
from uprcycle.timetable.override import Override

OURSELVES = "uprcycle"
_APPROVE = "approve"
_OF_MESSAGES = frozenset(
    {
        *("claim", "reclaim", "withdraw", "park", "reseal", "bounce"),
        *(f"record {each}" for each in Outcome),
    }
)

_OF_DATES_AND_TASKS = frozenset(
    {
        "release",
        "revise",
        "override",
        "confirm earlier",
        _APPROVE,
        "lift",
        "tick",
        "pause",
        "end pause",
        "add task",
        "drop task",
        "record document",
        "supersede document",
        "upload draft",
        "confirm corrections",
        "allow loss",
        "order release",
        "take up release",
        "finish release",
        "refuse release",
        "withdraw draft",
        "forget draft",
        "hold notices",
        "let notices go",
    }
)

_OF_SIGN_INS = frozenset({"offer sign-in", "sign in", "end sign-in"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An audit row that has no number yet."""

    at: datetime
    by: str
    action: str
    subject: str
    detail: str

    def numbered(self, number: int) -> AuditRow:
        """Return the row under its number."""
        return AuditRow(number, as_utc(self.at), self.by, self.action, self.subject, self.detail)


def released(release: Release) -> Entry:
    """Say which schedule was made public, by which rules it goes, and which States keep older ones."""
    older: dict[str, list[str]] = {}
    for country, digest in release.kept.items():
        older.setdefault(digest, []).append(country)
    kept = (f", {digest} for {' '.join(countries)}" for digest, countries in older.items())
    said = f"{release.digest} by rules {release.ruleset}{''.join(kept)}"
    return Entry(release.at, release.by, "release", subject_of_release(release.number), said)


def subject_of_release(number: int) -> str:
    """Name a release as the trail does."""
    return f"release {number}"


def approved(plan: str, base: int, by: str, at: datetime) -> Entry:
    """Say who agrees to the plan with this digest upon a release."""
    return Entry(at, by, _APPROVE, subject_of_plan(plan), f"upon release {base}")


def is_approval(row: AuditRow, plan: str, base: int) -> bool:
    """Tell whether a row says that somebody agrees to this plan upon this release."""
    wanted = approved(plan, base, row.by, row.at)
    return (row.action, row.subject, row.detail) == (wanted.action, wanted.subject, wanted.detail)


def subject_of_plan(plan: str) -> str:
    """Name a plan as the trail does, by its digest."""
    return f"plan {plan}"


def drafted(action: str, draft_id: str, by: str, at: datetime) -> Entry:
    """Say what happened to an uploaded schedule, and nothing of what it holds."""
    return Entry(at, by or OURSELVES, action, f"draft {draft_id}", "")


def ticked(tick: Tick) -> Entry:
    """Say what somebody said of a task, and with which key if a program said it for them."""
    said = f"{tick.state.value} by {tick.via}" if tick.via.startswith(BY_KEY) else tick.state.value
    return Entry(tick.at, tick.by, "tick", f"{tick.country} {tick.cycle} {tick.task}", said)


def paused(pause: Pause) -> Entry:
    """Say that somebody is not to be told of a task, until when or for good."""
    subject = f"{pause.country} {pause.cycle} {pause.task}"
    return Entry(pause.at, pause.person, "pause", subject, f"{pause.kind} {pause.day}")


def resumed(pause: Pause, at: datetime) -> Entry:
    """Say that somebody is told of a task again."""
    return Entry(at, pause.person, "end pause", f"{pause.country} {pause.cycle} {pause.task}", pause.kind)


def added(task: LocalTask) -> Entry:
    """Say that an office added a task of its own; the title is free text and stays with it."""
    return Entry(task.at, task.by, "add task", f"{task.country} {task.cycle} {task.id}", str(task.due))


def dropped(task: LocalTask) -> Entry:
    """Say that an office took a task of its own off its list."""
    if task.dropped_at is None:
        raise ValueError(f"{task.id} stands")
    subject = f"{task.country} {task.cycle} {task.id}"
    return Entry(task.dropped_at, task.dropped_by, "drop task", subject, str(task.due))


def linked(link: DocumentLink) -> Entry:
    """Say which document was found or no longer counts, and not where."""
    action = "supersede document" if link.is_superseded else "record document"
    subject = f"{link.country} {link.cycle} {link.document}"
    return Entry(link.at, link.by, action, subject, f"{link.language} {link.number}")


def overridden(override: Override) -> tuple[Entry, ...]:
    """Say which date was set by hand, and who confirmed it where a deadline became earlier.

    The reason is free text and stays with the override.
    """
    aim, name = str(override.aim), f"override {override.number}"
    until = f", until {override.expires}" if override.expires else ""
    said = f"{name} from release {override.release}: {override.span}, {override.status}{until}"
    entries = [Entry(override.at, override.by, "override", aim, said)]
    if override.confirmed_by:
        entries.append(Entry(override.at, override.confirmed_by, "confirm earlier", aim, name))
    return tuple(entries)


def lifted(override: Override) -> Entry:
    """Say which override was taken back."""
    lift = override.lift
    if lift is None:
        raise ValueError(f"override {override.number} is not lifted")
    said = f"override {override.number} from release {lift.release}"
    return Entry(lift.at, lift.by, "lift", str(override.aim), said)


def assigned(assignments: Iterable[Assignment], by: str, at: datetime) -> tuple[Entry, ...]:
    """Say which people were given an office, one entry each."""
    return tuple(
        Entry(at, by, "assign", each.person.id, f"{each.office.country} from {each.valid_from}")
        for each in assignments
    )


def subscribed(change: str, subscription: Subscription, by: str, at: datetime) -> Entry:
    """Say what was done with a subscription: ids alone, neither its title nor anything of its token."""
    return Entry(at, by, f"{change} subscription", subscription.person, subscription.id)


def unlinked(person: str, count: int, by: str, at: datetime) -> Entry:
    """Say that the links in somebody's messages were ended."""
    return Entry(at, by, "revoke links", person, str(count))


def granted(person: str, grant: Grant, by: str, at: datetime) -> Entry:
    """Say what was granted to whom, and where."""
    where = " ".join(sorted(grant.countries)) or "all States"
    return Entry(at, by, "grant access", person, f"{grant.standing.value} in {where}")


def ungranted(person: str, standing: Standing, by: str, at: datetime) -> Entry:
    """Say what was taken from whom."""
    return Entry(at, by, "revoke access", person, standing.value)


def offered(link: SignInLink, by: str) -> Entry:
    """Say that a link to sign in was made; who it is for is not known yet where it founds."""
    return Entry(link.made, by, "offer sign-in", link.person, link.way.value)


def signed_in(session: Session) -> Entry:
    """Say that somebody signed in, and how."""
    return Entry(session.made, session.person, "sign in", session.person, session.way.value)


def signed_out(person: str, count: int, by: str, at: datetime) -> Entry:
    """Say that sessions of somebody were ended."""
    return Entry(at, by, "end sign-in", person, str(count))


def absent(absences: Iterable[Absence], by: str, at: datetime) -> tuple[Entry, ...]:
    """Say of whom an absence was written down, and not when they are away: the trail forgets nothing."""
    return tuple(Entry(at, by, "set absence", each.person, "") for each in absences)


def returned(absences: Iterable[Absence], by: str, at: datetime) -> tuple[Entry, ...]:
    """Say whose absence was ended or taken back, likewise."""
    return tuple(Entry(at, by, "end absence", each.person, "") for each in absences)


def preferred(kept: Preferences, changed: Preferences, by: str, at: datetime) -> Entry:
    """Say what a person chose anew, and not how: the names of the choices alone."""
    return Entry(at, by, "set preferences", changed.person, " ".join(kept.differing(changed)))


def came_back(message_id: str, code: str, at: datetime) -> Entry:
    """Say that a message came back, and with which code."""
    return Entry(at, OURSELVES, "bounce", message_id, code)


def cleared(person: str, by: str, at: datetime) -> Entry:
    """Say that somebody says that a person is reached again."""
    return Entry(at, by, "clear bounces", person, "")


def held(number: int, by: str, at: datetime) -> Entry:
    """Say that notices are held back; the reason is free text and stays with the hold."""
    return Entry(at, by, "hold notices", f"hold {number}", "")


def let_go(number: int, by: str, at: datetime) -> Entry:
    """Say that notices go out again."""
    return Entry(at, by, "let notices go", f"hold {number}", "")


def erased(grave: str, counts: Mapping[Kind, int], by: str, at: datetime) -> Entry:
    """Say that somebody was erased: how much there was, and the name for nobody that stands there now."""
    return Entry(at, by, "erase person", grave, in_words(counts))


def moved(action: str, row: LedgerRow, now: datetime) -> Entry:
    """Say that a message has come to the state of ``row``."""
    return Entry(now, OURSELVES, action, row.envelope.message_id, row.state.value)


def hooked(change: str, hook: ChatHook, by: str, at: datetime) -> Entry:
    """Say what was done with a way into a chat: ids alone, nothing of its address."""
    return Entry(at, by or OURSELVES, f"{change} chat channel", hook.person, hook.id)


def resealed(what: str, count: int, at: datetime) -> Entry:
    """Say how many values of a kind were sealed anew, and so read the same as before."""
    return Entry(at, OURSELVES, "reseal", what, f"{count} values")


def is_of_message(row: AuditRow) -> bool:
    """Tell whether a row says what became of a message, which is of no date, task or person."""
    return row.by == OURSELVES and row.action in _OF_MESSAGES


def is_of_people(row: AuditRow) -> bool:
    """Tell whether a row may say who holds what, or who may read which feed; what is new here may."""
    return not is_of_message(row) and row.action not in _OF_DATES_AND_TASKS | _OF_SIGN_INS


def revised(count: int, at: datetime) -> Entry:
    """Say how many entries of the feeds have changed."""
    return Entry(at, OURSELVES, "revise", "feeds", f"{count} entries")
