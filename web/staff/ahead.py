"""What would go out in the days ahead if nothing changed: counted by day and by office, and mail by mail."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from fastapi import APIRouter, Response

from notifications.digest import Digest
from notifications.load import Coming
from uprcycle.access.act import Act
from uprcycle.days.span import day_span
from uprcycle.wording.spans import short_span_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.staff.messages import Addressees
from web.staff.paging import turn_to
from web.staff.source import Ahead

router = APIRouter(include_in_schema=False)

_DAYS = (7, 14, 30)
_ROWS, _OFFICES = 50, 20


@router.get("/outbox/ahead")
def show_ahead(reader: Signed, days: str = "14") -> Response:
    """Show the forecast of so many days, or that it is being worked out."""
    reader.require_anywhere(Act.SEE_OUTBOX)
    wanted = int(days) if days in map(str, _DAYS) else _DAYS[1]
    found, addressees = reader.visit.sources.staff.outbox.ahead(wanted), Addressees(reader)
    seen = _seen(found, addressees)
    leaf = turn_to(reader.visit, seen, _ROWS)
    offices = _by_office(seen)
    return render_signed(
        reader,
        "staff/ahead.html.j2",
        is_ready=found is not None,
        days=wanted,
        choices=_DAYS,
        by_day=_by_day(reader, found, seen) if found else [],
        by_office=offices[:_OFFICES],
        more=max(0, len(offices) - _OFFICES),
        leaf=leaf,
        rows=[_row(reader, each, addressees) for each in leaf.rows],
    )


def _seen(found: Ahead | None, addressees: Addressees) -> list[Digest | Coming]:
    messages: tuple[Digest | Coming, ...] = (*found.mails, *found.notices) if found else ()
    seen = [each for each in messages if addressees.may_see(each.person.id)]
    return sorted(seen, key=lambda each: (each.send_at, each.person.id))


def _by_day(reader: Reader, found: Ahead, seen: list[Digest | Coming]) -> list[Mapping[str, object]]:
    """Return a row for every day ahead, also for those on which nothing goes."""
    kinds = Counter((each.day, _kind(each)) for each in seen)
    people: defaultdict[date, set[str]] = defaultdict(set)
    for each in seen:
        people[each.day].add(each.person.id)
    days = [found.first + timedelta(days=count) for count in range(found.days)]
    return [
        {
            "day": _day(reader, day),
            "people": len(people[day]),
            **{kind: kinds[day, kind] for kind in ("digest", "urgent", "notice")},
        }
        for day in days
    ]


def _by_office(seen: list[Digest | Coming]) -> list[tuple[str, str, int]]:
    """Return State, office and how many messages speak of it, the most first."""
    count = Counter(office for each in seen for office in _offices(each))
    return sorted(
        ((code, name, many) for (code, name), many in count.items()), key=lambda row: (-row[2], *row)
    )


def _offices(message: Digest | Coming) -> set[tuple[str, str]]:
    if isinstance(message, Digest):
        return {(each.office.country, each.office.name) for each in message.nudges}
    return {(each.country, each.name) for each in message.notice.offices}


def _kind(message: Digest | Coming) -> str:
    if isinstance(message, Coming):
        return "notice"
    return "digest" if message.is_digest else "urgent"


def _row(reader: Reader, message: Digest | Coming, addressees: Addressees) -> Mapping[str, object]:
    person, kind = message.person.id, _kind(message)
    is_notice = isinstance(message, Coming)
    items = message.notice.changes if isinstance(message, Coming) else message.nudges
    return {
        "to": addressees.show(person),
        "day": _day(reader, message.day),
        "kind": kind,
        "items": len(items),
        "link": f"/outbox/notices/{person}" if is_notice else f"/outbox/ahead/{message.day}/{person}",
    }


def _day(reader: Reader, day: date) -> str:
    return short_span_text(day_span(day), reader.visit.language)
