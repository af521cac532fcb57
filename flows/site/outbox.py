"""What the pages of the outbox show and do, joined from a wiring: the same functions as the command line."""

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock, Thread

from flows.installation.wiring import Wiring
from flows.nudges.noticing import (
    check_plan,
    coming_notices,
    envelopes_of,
    send_notices,
)
from flows.nudges.nudging import chat_envelope_of, envelope_of, forecast
from flows.nudges.posting import letterhead
from flows.offices.recipients import lead_of, recipients, unreached
from flows.site.background import Background
from flows.site.recent_plan import RecentPlan
from notifications.colleagues import find_colleagues
from notifications.digest import Digest
from notifications.guard import is_address
from notifications.hooks import HookKind
from uprcycle.errors import Problem, RefusedError
from uprcycle.phrase import phrase
from uprcycle.store.ports import Envelope, LedgerRow, LedgerState
from web.staff.source import Ahead, NoticeState

_OPEN = (LedgerState.CLAIMED, LedgerState.HANDING_OVER, LedgerState.TAKEN)
_TROUBLED = (LedgerState.FAILED, LedgerState.PARKED)


def in_a_thread(work: Callable[[], None]) -> None:
    """Do ``work`` beside the answer."""
    Thread(target=work, daemon=True).start()


class OutgoingPost:
    """The messages of one installation. Threads may share it."""

    def __init__(self, wiring: Wiring, begin: Callable[[Callable[[], None]], None] = in_a_thread) -> None:
        """Read and write the store of ``wiring``; ``begin`` does what takes long."""
        self._wiring, self._begin = wiring, begin
        self._ahead: Background[Ahead] = Background()
        self._forecast: Ahead | None = None
        self._plan = RecentPlan(wiring)
        self._lock = Lock()
        self._is_sending, self._sent = False, ""

    def now(self) -> datetime:
        """Return the moment."""
        return self._wiring.now()

    def state(self) -> NoticeState:
        """Return who is to be told of what, and what it waits for."""
        plan = self._plan.current()
        return NoticeState(
            plan.release,
            plan.digest,
            plan.notices,
            plan.untold,
            plan.review_ends,
            plan.hold,
            self._is_sending,
            self._sent,
        )

    def waiting(self, limit: int) -> tuple[LedgerRow, ...]:
        """Return what is on its way or to be tried again."""
        return self._wiring.store.ledger.rows(limit, _OPEN)

    def troubled(self, limit: int) -> tuple[LedgerRow, ...]:
        """Return what failed or was parked."""
        return self._wiring.store.ledger.rows(limit, _TROUBLED)

    def lately(self, limit: int) -> tuple[LedgerRow, ...]:
        """Return the last messages."""
        return self._wiring.store.ledger.rows(limit)

    def message(self, message_id: str) -> LedgerRow | None:
        """Return the message of this id."""
        return self._wiring.store.ledger.of(message_id)

    def notice_for(self, person: str) -> Envelope | None:
        """Return the notice that somebody would get now."""
        theirs = [each for each in self._plan.current().notices if each.person.id == person]
        return next(iter(envelopes_of(self._wiring, theirs, self._wiring.today())), None)

    def mail_for(self, person: str, day: date) -> Envelope | None:
        """Return what of nudges somebody would get on a day of the last forecast."""
        mails = self._forecast.mails if self._forecast else ()
        found = next((each for each in mails if each.person.id == person and each.day == day), None)
        return None if found is None else self._composed(found)

    def ahead(self, days: int) -> Ahead | None:
        """Return the forecast.

        It is worked out anew every hour, and when people or the release changed: for ten thousand
        people that takes half a minute.
        """
        wiring, today = self._wiring, self._wiring.today()
        hour = wiring.now().replace(minute=0, second=0, microsecond=0)
        key = (wiring.world().release.number, wiring.sight().people, hour, days)
        found = self._ahead.ask(
            key,
            lambda: Ahead(today, days, forecast(wiring, today, days), coming_notices(wiring, today, days)),
        )
        self._forecast = found or self._forecast
        return found

    def hold(self, reason: str, by: str) -> None:
        """Hold notices back."""
        self._wiring.store.holds.place(reason, by=by, at=self._wiring.now())

    def resume(self, by: str) -> None:
        """Let notices go."""
        self._wiring.store.holds.lift(by=by, at=self._wiring.now())

    def send(self, digest: str, *, at_once: bool) -> None:
        """Begin to send the notices of the plan of this name."""
        plan = self._plan.current()
        check_plan(plan, digest)
        if plan.hold:
            raise RefusedError(
                "nothing was sent",
                [Problem("", phrase("notices are held back already"), phrase("let them go first"))],
            )
        with self._lock:
            if self._is_sending:
                remedy = phrase("wait until it has ended")
                raise RefusedError(
                    "nothing was sent", [Problem("", phrase("notices are being sent already"), remedy)]
                )
            self._is_sending, self._sent = True, ""
        self._begin(lambda: self._send(digest, at_once=at_once))

    def _send(self, digest: str, *, at_once: bool) -> None:
        try:
            today = self._wiring.today()
            report = send_notices(self._wiring, today, is_reviewed=True, at_once=at_once, expected=digest)
            self._sent = report.as_words()
        except Exception as fault:  # noqa: BLE001 - its words may quote an address; what is owed stays owed
            self._sent = f"stopped by {type(fault).__name__}; what was not sent stays owed"
        finally:
            self._is_sending = False

    def _composed(self, mail: Digest) -> Envelope | None:
        wiring, head = self._wiring, letterhead(self._wiring)
        channel = mail.person.channel
        if channel in set(HookKind):
            return chat_envelope_of(mail, head)
        if not is_address(mail.person.email):
            return None
        colleagues = find_colleagues(recipients(wiring), unreached(wiring), lead_of, mail.day)
        return envelope_of(colleagues.tell(mail, wiring.store.ledger.keys()), head, wiring.now())
