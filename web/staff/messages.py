"""Messages in the words of the outbox: whose they are, what became of each, and what to do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from notifications.notices import is_notice
from notifications.recorder import RECORDED
from notifications.rhythm import is_mark
from uprcycle.access.act import Act
from uprcycle.days.span import day_span
from uprcycle.people import Assignment
from uprcycle.store.ports import LedgerRow, LedgerState
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from web.access.reader import Reader


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STATES = {
    LedgerState.CLAIMED: _("waits"),
    LedgerState.HANDING_OVER: _("on its way"),
    LedgerState.TAKEN: _("sent"),
    LedgerState.SENT: _("sent"),
    LedgerState.FAILED: _("failed"),
    LedgerState.PARKED: _("parked"),
    LedgerState.WITHDRAWN: _("taken back"),
}
_REMEDIES = {
    LedgerState.FAILED: _("The other side refuses it for good. See that the address of the person is right."),
    LedgerState.PARKED: _("Nobody knows whether it arrived. Ask the person; it is not sent again by itself."),
    LedgerState.HANDING_OVER: _("If this stays so, the next round tries it once more."),
}
_RETRIED = _("Refused for the moment; the next round tries again.")


class Addressees:
    """The people whose messages a reader may see, by id, with the names of their offices."""

    def __init__(self, reader: Reader) -> None:
        """Look who they are."""
        self._reader = reader
        self._all = reader.may(Act.SEE_OUTBOX)
        self._held = _by_person(
            each
            for each in reader.visit.sources.staff.people.staffing().assignments
            if self._all or reader.may(Act.SEE_OUTBOX, country=each.office.country)
        )

    def may_see(self, person: str) -> bool:
        """Tell whether the reader may see the messages to somebody."""
        return self._all or person in self._held

    def show(self, person: str) -> Mapping[str, str]:
        """Return name, link and offices of somebody; no name where they are no longer known."""
        held = self._held.get(person, [])
        may_open = any(self._reader.may(Act.SEE_PEOPLE, office=each.office) for each in held)
        return {
            "id": person,
            "name": held[0].person.name if held else "",
            "link": f"/people/{person}" if may_open else "",
            "offices": ", ".join(sorted({each.office.name for each in held})),
        }


def message_row(row: LedgerRow, addressees: Addressees, language: Language) -> Mapping[str, object]:
    """Return one message of the ledger as a row of a list."""
    keys = row.envelope.keys
    return {
        "to": addressees.show(row.envelope.person),
        "link": f"/outbox/messages/{quote(row.envelope.message_id.strip('<>'), safe='@')}",
        "at": clock_text(row.claimed_at, language),
        "what": language.text(_("changed dates")) if is_notice(keys) else language.text(_("duties")),
        "items": sum(not is_mark(each) for each in keys),
        "channel": row.envelope.channel,
        "state": row.state.value,
        "word": language.text(_STATES[row.state]),
        "is_recorded": row.answer == RECORDED,
        "twice": row.possibly_twice,
        "answer": row.answer,
        "remedy": _remedy(row, language),
    }


def clock_text(moment: datetime, language: Language) -> str:
    """Return a moment in few words, for a list."""
    utc = moment.astimezone(UTC)
    day = short_span_text(day_span(utc.date()), language)
    return language.text("{day}, {clock} UTC", day=day, clock=f"{utc:%H:%M}")


def _by_person(assignments: Iterable[Assignment]) -> Mapping[str, list[Assignment]]:
    held = defaultdict(list)
    for each in assignments:
        held[each.person.id].append(each)
    return dict(held)


def _remedy(row: LedgerRow, language: Language) -> str:
    if row.state is LedgerState.CLAIMED and row.refusals:
        return language.text(_RETRIED)
    return language.text(_REMEDIES[row.state]) if row.state in _REMEDIES else ""
