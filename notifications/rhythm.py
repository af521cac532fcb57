"""When what is owed is said: one digest a week, urgent mail between, one mail a day (decision 0032).

Pure, and without a memory of its own: the keys of a mail say of which day and which week it is,
so that the ledger refuses a second one. What has to wait is not claimed and is owed again tomorrow.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias

from notifications.cadence import NEAR
from notifications.digest import Digest, build_digests, is_urgent
from notifications.duties import Duties
from notifications.hours import local_weekday, waking
from notifications.plan import Nudge, plan_nudges
from notifications.silence import UNREACHED
from uprcycle.people import Person

CAP = 20
"""So many items are named to one person on one day; the others are counted."""

_DAY, _DIGEST = "day", "digest"
_WEEK = 7

Plan: TypeAlias = Callable[[Duties, Mapping[str, date], date], Iterable[Nudge]]
"""Chooses what is owed on a day, from the duties and from the keys of what was said with their days."""


def plan_mails(nudges: Iterable[Nudge], claimed: AbstractSet[str]) -> tuple[Digest, ...]:
    """Choose what of the nudges owed on one day is said that day: at most one mail for a person and channel.

    Urgent ones are said at once, the others in the digest of the week; it takes the urgent ones with it.

    Args:
        nudges: All that is owed on the day, to anybody.
        claimed: Every key claimed before, those of mails among them.

    Returns:
        The mails, by person and channel.
    """
    owed = build_digests(nudges)
    mails = (_mail(each, claimed) for each in owed if _day_key(each.person, each.day) not in claimed)
    return tuple(each for each in mails if each)


def forecast_mails(
    duties: Duties,
    first: date,
    days: int,
    claimed: AbstractSet[str] = frozenset(),
    plan: Plan = lambda duties, said, day: plan_nudges(duties, said.keys(), day),
) -> tuple[Digest, ...]:
    """Return the mails from ``first`` for so many days if nothing changed, by day, person and channel.

    Every day is planned as if the days before it had been delivered. ``plan`` returns what is owed on a
    day; the keys that it is given are those claimed, then those planned before with their days, in order.
    """
    said = dict.fromkeys(claimed, first)
    ahead: list[Digest] = []
    for day in (first + timedelta(days=count) for count in range(days)):
        mails = plan_mails(plan(duties, said, day), said.keys())
        said.update((key, day) for each in mails for key in each.keys)
        ahead.extend(mails)
    return tuple(ahead)


def mail_rows(mail: Digest) -> Iterator[dict[str, object]]:
    """Yield a JSON row for each nudge of a mail: ids and dates, never a name or an address."""
    named = {each.key for each in mail.named}
    for nudge in mail.nudges:
        task = nudge.task
        yield {
            "key": nudge.key,
            "person": nudge.person.id,
            "office": nudge.office.name,
            "channel": nudge.person.channel,
            "stage": nudge.stage.name,
            "items": [{"country": task.country, "item": task.id, "due": nudge.due.isoformat()}],
            "send_at": mail.send_at.isoformat(),
            "mail": "digest" if mail.is_digest else "urgent",
            "mail_items": len(mail.nudges),
            "named": nudge.key in named,
        }


def is_mark(key: str) -> bool:
    """Tell whether a key of the ledger is that of a mail, and not of a nudge."""
    return key.startswith((f"{_DAY}/", f"{_DIGEST}/", UNREACHED))


def is_of_day(keys: Iterable[str], day: date) -> bool:
    """Tell whether a mail with these keys is that of ``day``."""
    return any(each.startswith(f"{_DAY}/{day}/") for each in keys)


def hold(mail: Digest, now: datetime) -> Digest:
    """Return ``mail`` to be sent when the quiet hours are over, if it would go out in them."""
    return replace(mail, not_before=waking(max(mail.send_at, now), mail.person))


def _mail(owed: Digest, claimed: AbstractSet[str]) -> Digest | None:
    turn = _turn(owed.day, owed.person)
    digest_key = f"{_DIGEST}/{turn}/{owed.person.channel}/{owed.person.id}"
    has_digest = digest_key not in claimed and any(_is_of_digest(each, turn) for each in owed.nudges)
    said = owed.nudges if has_digest else tuple(each for each in owed.nudges if is_urgent(each))
    if not said:
        return None
    planned = min(_planned(each) for each in said)
    day_key = _day_key(owed.person, owed.day)
    return replace(
        owed,
        nudges=said,
        marks=(day_key, digest_key) if has_digest else (day_key,),
        since=planned if planned < owed.day else None,
        most=CAP,
    )


def _is_of_digest(nudge: Nudge, turn: date) -> bool:
    return not is_urgent(nudge) and nudge.stage.day <= turn


def _turn(day: date, person: Person) -> date:
    """Return the last day up to ``day`` on which the digest of a week was due."""
    return day - timedelta(days=(local_weekday(day, person) - person.digest_day) % _WEEK)


def _planned(nudge: Nudge) -> date:
    """Return on which day a nudge was to be said."""
    stage = nudge.stage
    if stage.is_opening:
        return nudge.day  # an open window is news to whoever has not heard of it, and late for nobody
    if not stage.is_calm and (stage.is_near or stage.is_overdue):
        return stage.day
    wait = (nudge.person.digest_day - local_weekday(stage.day, nudge.person)) % _WEEK
    turn = stage.day + timedelta(days=wait)
    return turn if stage.is_calm else max(stage.day, min(turn, nudge.due - NEAR))


def _day_key(person: Person, day: date) -> str:
    return f"{_DAY}/{day}/{person.channel}/{person.id}"
