"""The desk for uploaded schedules, as its pages ask for it, over one installation."""

import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from calendars.publish import plan_revisions
from flows.installation.wiring import Wiring
from flows.nudges.noticing import NoticePlan, foresee_notices
from flows.nudges.posting import letterhead
from flows.releases.approving import approve_plan, approvers_of
from flows.releases.confirming import check_digest
from flows.releases.ordering import is_written, order_release, read_kept, work_off
from flows.releases.releasing import Preview, Signature, preview_world
from flows.site.recent_plan import RecentPlan
from flows.watch.heartbeat import open_alarms
from flows.watch.troubles import Kind, Trouble
from notifications.message import compose_notice
from notifications.notices import Notice
from uprcycle.access.signer import Signer
from uprcycle.errors import BadInputError, RefusedError, Severity
from uprcycle.phrase import in_short, phrase
from uprcycle.schedule.columns import COLUMNS
from uprcycle.schedule.reader import read_schedule
from uprcycle.sheets.table import Table, read_table
from uprcycle.sheets.text import plain_name
from uprcycle.store.draft_steps import KEPT_FOR, AllowLoss, Confirm, KeptDraft, Step, Withdraw
from uprcycle.store.packaged import load_language
from uprcycle.timetable.world import World
from web.desk.source import Asked, Audience, Front, Looked, OfficeTold, Planned, Sample, Waiting

_GONE = phrase("there is no such draft any more; nothing was changed")
PRESSING, WEEKLY = "pressing", "weekly"
_TABLES = (".csv", ".xlsx")
_NOBODY = "nobody@example.org"  # a sample goes nowhere, and names nobody
_KINDS = 2
_KEPT = 4  # drafts that are looked at by turns


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """What a draft holds, what releasing it would do, and what would follow."""

    preview: Preview
    coming: World
    sequences: Mapping[str, int]


def in_a_thread(work: Callable[[], object]) -> None:
    """Let work go on beside the page that asked for it; what it leaves undone is taken up by others."""
    threading.Thread(target=work, name="releasing", daemon=True).start()


class DraftDesk:
    """Uploaded schedules on their way to a release."""

    def __init__(self, wiring: Wiring, start: Callable[[Callable[[], object]], None] = in_a_thread) -> None:
        """Work in one installation; ``start`` lets a release go on beside the page that asked for it."""
        self._wiring = wiring
        self._start = start
        self._recent = RecentPlan(wiring)
        self._foresee = lru_cache(maxsize=_KEPT)(self._foresee_anew)
        self._tell = lru_cache(maxsize=1)(self._tell_anew)

    def front(self) -> Front:
        """Return what the desk shows first."""
        wiring = self._wiring
        plan = self._recent.current()
        return Front(
            wiring.store.releases.history()[-1],
            Waiting(len(plan.notices), plan.review_ends, plan.hold.reason if plan.hold else ""),
            tuple(Trouble(Kind(each)).text for each in open_alarms(wiring, Kind)),
        )

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Return every draft without its content, the newest first."""
        since = self._wiring.now() - KEPT_FOR
        return tuple(each for each in self._wiring.store.drafts.listed() if each.at > since)

    def take_in(self, name: str, content: bytes, by: str) -> str:
        """Keep a file as a draft, and return its id."""
        name, wiring = plain_name(name), self._wiring
        try:
            read_schedule(name, content, wiring.world().countries)
        except BadInputError as error:
            if not any(each.place.row for each in error.problems):
                raise
        draft = KeptDraft(secrets.token_hex(8), name, by, wiring.now(), content)
        wiring.store.drafts.add(draft)
        return draft.id

    def look(self, draft_id: str) -> Looked | None:
        """Return a draft and what was found in it."""
        kept = self._kept(draft_id)
        if kept is None:
            return None
        table = _table_of(kept)
        try:
            draft = read_kept(self._wiring, kept)
        except BadInputError as error:
            errors = tuple(each for each in error.problems if each.severity is Severity.ERROR)
            others = tuple(each for each in error.problems if each.severity is Severity.WARNING)
            return Looked(kept, errors, others, table=table, may_lose=self._may_lose(kept, len(errors)))
        return Looked(kept, (), draft.warnings, draft.corrections, table)

    def plan(self, draft_id: str) -> Planned | None:
        """Return what releasing a draft now would do."""
        found = self._foreseen(draft_id)
        if found is None:
            return None
        plan = found.preview.plan
        agreed = approvers_of(self._wiring, plan.digest, plan.base)
        return Planned(plan, found.preview.clashes, found.sequences, agreed)

    def audience(self, draft_id: str) -> Audience | None:
        """Return who would be told."""
        plan = self._notices(draft_id)
        if plan is None:
            return None
        offices = Counter((office.country, office.name) for each in plan.notices for office in each.offices)
        ways = Counter((each.person.channel, each.person.language) for each in plan.notices)
        silent = Counter(why.value for _, why in plan.untold)
        return Audience(
            len(plan.notices),
            tuple(OfficeTold(*office, people) for office, people in sorted(offices.items())),
            tuple((*way, people) for way, people in sorted(ways.items())),
            tuple(sorted(silent.items())),
            tuple(_by_kind(plan)),
        )

    def samples(self, draft_id: str, language: str) -> tuple[Sample, ...]:
        """Return one message of each kind, in a language."""
        plan = self._notices(draft_id)
        return tuple(
            self._sample(kind, each, language) for kind, each in (_by_kind(plan) if plan else {}).items()
        )

    def confirm(self, draft_id: str, accepted: tuple[str, ...], by: str) -> bool:
        """Keep which corrections are confirmed; False where it is too late."""
        return self._take(draft_id, Confirm(accepted), by)

    def allow_loss(self, draft_id: str, by: str) -> bool:
        """Keep that what is missing is meant to be; False where it is too late."""
        return self._take(draft_id, AllowLoss(), by)

    def agree(self, draft_id: str, plan: str, by: Signer) -> None:
        """Write down that somebody agrees to a plan they saw."""
        found = self._foreseen(draft_id)
        if found is None:
            raise RefusedError(in_short("there is no plan to agree to; nothing was approved", _GONE))
        now = found.preview.plan
        check_digest(plan, now.digest)
        approve_plan(self._wiring, now.digest, now.base, by)

    def order(self, draft_id: str, asked: Asked) -> None:
        """Let a draft be released, once; it goes on after this returns."""
        kept = self._kept(draft_id)
        if kept is None:
            raise RefusedError(in_short("there is no such draft; nothing was released", _GONE))
        by = asked.by
        signature = Signature(by.name, asked.note, asked.source, person=by.person)
        order_release(self._wiring, kept, asked.plan, signature)
        self._start(lambda: work_off(self._wiring, draft_id))

    def withdraw(self, draft_id: str, by: str) -> bool:
        """Take a draft back and forget what it held; False where it is too late."""
        return self._take(draft_id, Withdraw(), by)

    def is_written(self, draft: KeptDraft) -> bool:
        """Tell whether what was ordered is a release by now, if not yet in all feeds."""
        return draft.order is not None and is_written(self._wiring, draft.order)

    def _kept(self, draft_id: str) -> KeptDraft | None:
        kept = self._wiring.store.drafts.of_id(draft_id)
        return kept if kept and kept.at > self._wiring.now() - KEPT_FOR else None

    def _take(self, draft_id: str, step: Step, by: str) -> bool:
        drafts, now = self._wiring.store.drafts, self._wiring.now()
        return drafts.take(draft_id, step, by=by, at=now) is not None

    def _may_lose(self, kept: KeptDraft, errors: int) -> bool:
        """Tell whether nothing but what can be meant stands in the way."""
        if kept.allows_loss or not errors:
            return False
        try:
            read_kept(self._wiring, replace(kept, allows_loss=True))
        except BadInputError:
            return False
        return True

    def _foreseen(self, draft_id: str) -> _Foreseen | None:
        kept = self._kept(draft_id)
        if kept is None or not kept.content:
            return None
        return self._foresee(replace(kept, accepted=(), held_until=None), self._wiring.written())

    def _foresee_anew(self, kept: KeptDraft, _written: int) -> _Foreseen | None:
        wiring = self._wiring
        try:
            draft = read_kept(wiring, kept)
        except BadInputError:
            return None
        coming = wiring.world_from(wiring.world().release.followed_by(draft.schedule, wiring.now()))
        shown, known = preview_world(wiring, draft, coming), wiring.store.revisions.current()
        countries = shown.plan.countries
        revisions = plan_revisions(coming, known, countries) if countries else ()
        return _Foreseen(shown, coming, {each.uid: each.sequence for each in revisions})

    def _notices(self, draft_id: str) -> NoticePlan | None:
        """Return who would be told; with many people it takes seconds, and two parts of a page ask."""
        found, wiring = self._foreseen(draft_id), self._wiring
        return None if found is None else self._tell(draft_id, wiring.written(), wiring.today())

    def _tell_anew(self, draft_id: str, _written: int, today: date) -> NoticePlan | None:
        found = self._foreseen(draft_id)
        if found is None:
            return None
        return foresee_notices(self._wiring, found.preview.plan, found.coming, today)

    def _sample(self, kind: str, notice: Notice, code: str) -> Sample:
        head = replace(letterhead(self._wiring), sent=False)
        somebody = replace(notice, person=replace(notice.person, name="", email=_NOBODY))
        mail = compose_notice(somebody, load_language(code), head, self._wiring.now())
        body = mail.get_body(("plain",))
        office = notice.offices[0]
        text = body.get_content() if body else ""
        return Sample(kind, office.name, office.country, str(mail["Subject"]), text)


def _by_kind(plan: NoticePlan) -> dict[str, Notice]:
    """Return one notice of each kind: what goes out at once first, then what waits for its week."""
    found: dict[str, Notice] = {}
    for each in plan.notices:
        found.setdefault(PRESSING if each.is_pressing else WEEKLY, each)
        if len(found) == _KINDS:
            break
    return dict(sorted(found.items()))


def _table_of(kept: KeptDraft) -> Table | None:
    """Return the file as rows; None where it has none."""
    if not kept.content or not kept.name.casefold().endswith(_TABLES):
        return None
    try:
        return read_table(kept.name, kept.content, COLUMNS)
    except BadInputError:
        return None
