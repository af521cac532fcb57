"""Whom mail does not reach: told once, to those who can help, and without a name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.colleagues import find_colleagues
from notifications.digest import Digest
from notifications.message import compose
from notifications.rhythm import is_mark
from notifications.silence import Silence
from tests.notifications.build import HEAD, MONDAY, NOON, holds, nudge, office, person, task
from uprcycle.people import Assignment, Role
from uprcycle.reach import Unreached
from uprcycle.wording.language import ENGLISH

LOST, MATE, LEAD, OTHER = (person(each) for each in ("lost", "mate", "lead", "other"))
FORUM = office("KEN", "Civic Forum", frozenset({Role.CSO}))
RCO = office("KEN", "RCO Kenya")
SINCE = NOON - timedelta(days=3)
SILENT = Silence("KEN", "Civic Forum", SINCE)
BACK = {LOST.id: Unreached(LOST.id, SINCE, NOON, "5.1.1", 2)}
HELD = (holds(LOST, FORUM), holds(MATE, FORUM), holds(LEAD, RCO), holds(OTHER, office("UGA", "Civic Forum")))


def mail_to(who: Assignment) -> Digest:
    owed = nudge(task(MONDAY, of=who.office), who.person)
    return Digest(who.person, MONDAY, (owed,))


def lead_of(code: str) -> str:
    return "RCO Kenya" if code == "KEN" else f"RCO {code}"


def told(
    who: Assignment, held: tuple[Assignment, ...] = HELD, claimed: frozenset[str] = frozenset()
) -> Digest:
    return find_colleagues(held, BACK, lead_of, MONDAY).tell(mail_to(who), claimed)


@pytest.mark.parametrize(
    ("who", "silences"),
    [
        pytest.param(HELD[1], (SILENT,), id="in-the-same-office"),
        pytest.param(HELD[2], (SILENT,), id="in-the-office-that-leads"),
        pytest.param(HELD[0], (), id="themself"),
        pytest.param(HELD[3], (), id="in-another-State"),
    ],
)
def test_those_who_can_help_are_told(who: Assignment, silences: tuple[Silence, ...]) -> None:
    assert told(who).silences == silences


def test_nobody_is_told_twice_and_of_a_new_silence_again() -> None:
    first = told(HELD[1])
    keys = frozenset(first.keys)

    assert [each for each in first.marks if not is_mark(each)] == []
    assert told(HELD[1], claimed=keys).silences == ()
    later = find_colleagues(HELD, {LOST.id: replace(BACK[LOST.id], since=NOON)}, str, MONDAY)
    assert [each.since for each in later.tell(mail_to(HELD[1]), keys).silences] == [NOON]


@pytest.mark.parametrize("gone", [0, 1])
def test_who_left_is_neither_told_nor_told_of(gone: int) -> None:
    held = tuple(
        replace(each, valid_to=MONDAY - timedelta(days=1)) if place == gone else each
        for place, each in enumerate(HELD)
    )

    assert told(HELD[1], held).silences == ()


def test_the_mail_names_the_office_and_not_the_person() -> None:
    mail = compose(told(HELD[1]), ENGLISH, HEAD, NOON)
    text = "Mail to somebody in Civic Forum comes back, since Friday, 1 May 2026."

    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        content = " ".join(part.get_content().split())
        assert text in content
        assert [each for each in (LOST.id, LOST.name, LOST.email) if each in content] == []
