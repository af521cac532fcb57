"""Small values to keep in a store: a schedule of one session, a tick, invented people, a message."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from uprcycle.access.session import LINK_LASTS, Session, SignInLink, Way
from uprcycle.access.standing import Account, Grant, Standing
from uprcycle.checklist.pause import Pause, PauseKind
from uprcycle.checklist.tick import TaskState, Tick
from uprcycle.citation import Citation
from uprcycle.days.span import Status, day_span, read_span
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.presence import Absence
from uprcycle.schedule.session import Published, Schedule, Slot, WorkingGroupSession
from uprcycle.store.draft_steps import KeptDraft, Order
from uprcycle.store.packaged import load_ruleset
from uprcycle.store.ports import ChatHook, Envelope, Revision
from uprcycle.subscriptions import Scope, Subscription
from uprcycle.timetable.override import Aim, Override

NOW = datetime(2026, 5, 4, 7, 0, 0, 123456, tzinfo=UTC)
NEPAL_TIME = ZoneInfo("Asia/Kathmandu")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LEASE = 15 * MINUTE

SOURCE = Citation("the list of sessions", confidence="confirmed")
SESSION = WorkingGroupSession(
    number=51, cycle=4, dates=Published(read_span("2026-01-19/2026-01-30"), Status.HELD, SOURCE)
)
RULES = load_ruleset()
ADOPTION = Aim("hrc-adoption", "KEN", 4)


def slot(country: str, order: int) -> Slot:
    dates = Published(day_span(date(2026, 1, 18 + order)), Status.HELD, SOURCE)
    return Slot(cycle=4, session=51, country=country, order=order, dates=dates)


def schedule(*countries: str) -> Schedule:
    slots = tuple(slot(country, order) for order, country in enumerate(countries, start=1))
    return Schedule(sessions=(SESSION,), slots=slots)


def override(aim: Aim = ADOPTION, **changes: object) -> Override:
    plain = Override(
        aim=aim,
        span=day_span(date(2026, 7, 3)),
        status=Status.CONFIRMED,
        reason="The room is taken.",
        source="a letter",
        by="desk",
        at=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def tick(task: str, state: TaskState = TaskState.DONE, **changes: object) -> Tick:
    plain = Tick(country="KEN", cycle=4, task=task, office="RCO Kenya", state=state, by="desk", at=NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def pause(kind: PauseKind = PauseKind.SNOOZED, **changes: object) -> Pause:
    day = date(2026, 5, 11)
    plain = Pause("KEN", 4, "brief", "RCO Kenya", "p-amina", kind, day, NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def person(name: str) -> Person:
    return Person(id=f"p-{name}", name=name.title(), email=f"{name}@example.org")


def assignment(name: str, country: str = "KEN", office: str = "RCO", **changes: object) -> Assignment:
    held = Office(f"{office} {country}", country, frozenset({Role.RCO, Role.RC}))
    return replace(Assignment(person(name), held), **changes)  # type: ignore[arg-type]


def subscription(name: str = "s1", person_id: str = "p-amina", **changes: object) -> Subscription:
    plain = Subscription(
        id=name,
        person=person_id,
        title="My duties",
        scope=Scope.PERSON,
        digest=f"digest of {name}",
        made=NOW,
        expires=date(2027, 5, 4),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def chat_hook(name: str = "c1", person_id: str = "p-amina", **changes: object) -> ChatHook:
    address = f"https://chat.example.org/{name}-secret"
    plain = ChatHook(
        id=name, kind="slack", person=person_id, fingerprint="0a1b2c3d4e5f", made=NOW, address=address
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def order(**changes: object) -> Order:
    plain = Order("a" * 64, 1, "b" * 64, "desk", "Dates of session 55", "a letter", NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


def draft(name: str = "d1", **changes: object) -> KeptDraft:
    plain = KeptDraft(id=name, name="cycle-5.csv", by="desk", at=NOW, content=b"country;session\xff")
    return replace(plain, **changes)  # type: ignore[arg-type]


OFFICER = Grant(Standing.OFFICER, frozenset({"KEN", "TGO"}))
ADMINISTRATOR = Grant(Standing.ADMINISTRATOR)


def account(who: str = "amina", **changes: object) -> Account:
    plain = Account(f"p-{who}", f"{who}@example.org", f"{who.title()} Example", "fr")
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test names fields


def sign_in_link(digest: str = "l1", person_id: str = "p-amina", **changes: object) -> SignInLink:
    plain = SignInLink(digest, person_id, Way.MAIL, NOW, NOW + LINK_LASTS)
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test names fields


def web_session(session_id: str = "s1", person_id: str = "p-amina", **changes: object) -> Session:
    plain = Session(session_id, f"d-{session_id}", person_id, Way.MAIL, NOW, NOW, "Firefox")
    return replace(plain, **changes)  # type: ignore[arg-type]  # a test names fields


def away(name: str = "amina", first: int = 4, last: int = 8) -> Absence:
    """Return an absence from one day of May 2026 to another."""
    return Absence(f"p-{name}", date(2026, 5, first), date(2026, 5, last))


def envelope(message_id: str, *keys: str, not_before: datetime = NOW) -> Envelope:
    return Envelope(
        message_id=message_id,
        keys=keys or (f"key of {message_id}",),
        person="p-amina",
        channel="email",
        payload=f"Message-ID: <{message_id}>\r\n\r\nbody\x00\xff".encode("latin-1"),
        not_before=not_before,
    )


def revision(uid: str, sequence: int = 0, **changes: object) -> Revision:
    plain = Revision(uid=uid, sequence=sequence, dated="d", text="t", modified=NOW, first_release=1)
    return replace(plain, **changes)  # type: ignore[arg-type]
