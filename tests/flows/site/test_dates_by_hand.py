"""Dates set by hand as the desk sees them: where each stands, and what took its place."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from flows.site.dates_by_hand import DatesByHand
from tests.flows.installed import NOON
from tests.flows.released import released_for
from uprcycle.access.signer import Signer
from uprcycle.days.span import Status, read_span
from uprcycle.errors import RefusedError
from uprcycle.store.packaged import load_ruleset
from uprcycle.timetable.override import Aim
from web.desk.registry import AskedOverride, Sealed, Standing

ADOPTION = "hrc-adoption"


class Desk:
    """The desk of an installation whose days pass."""

    def __init__(self) -> None:
        self.now: datetime = NOON
        self.wiring = released_for("HTI", now=lambda: self.now)
        self.dates = DatesByHand(self.wiring)

    def set(self, milestone: str, span: str, expires: date | None = None) -> int:
        self.now += timedelta(minutes=1)
        asked = AskedOverride(
            Aim(milestone, "HTI", 4), read_span(span), Status.TENTATIVE, "Why", "Letter", expires
        )
        effect = self.dates.look(asked)
        return self.dates.set(asked, Sealed(effect.digest, effect.base, Signer("Sami Example")))

    def release(self) -> None:
        self.now += timedelta(days=1)
        schedule = self.wiring.world().release.schedule
        self.wiring.store.releases.add(schedule, load_ruleset(), by="x", note="y", source="", at=self.now)

    def standings(self) -> list[tuple[int, Standing, int]]:
        return [(each.override.number, each.standing, each.overtaken_by) for each in self.dates.all()]


def test_each_stands_where_it_does() -> None:
    desk = Desk()
    desk.set(ADOPTION, "2027-10-01")
    desk.set(ADOPTION, "2027-10-02")
    desk.set("state-mid-term-report", "2029-10-01", desk.now.date())
    waiting = desk.standings()
    desk.release()
    in_force = desk.standings()
    desk.dates.lift(2, "Chara Example")
    desk.release()

    assert waiting == [(3, Standing.WAITING, 0), (2, Standing.WAITING, 0), (1, Standing.OVERTAKEN, 2)]
    assert in_force == [(3, Standing.EXPIRED, 0), (2, Standing.IN_FORCE, 0), (1, Standing.OVERTAKEN, 2)]
    assert desk.standings() == [(3, Standing.EXPIRED, 0), (2, Standing.LIFTED, 0), (1, Standing.OVERTAKEN, 2)]


def test_taking_one_back_shows_the_date_that_comes_back() -> None:
    desk = Desk()
    before = desk.wiring.world().timetable("HTI").milestone(ADOPTION)
    desk.set(ADOPTION, "2027-10-01")
    unreleased = desk.dates.look_back(1)
    desk.release()
    (found,) = (change for _, _, change in desk.dates.look_back(1).changes if change.milestone_id == ADOPTION)

    assert before is not None
    assert unreleased.changes == ()
    assert found.old is not None
    assert found.new is not None
    assert (str(found.old.span), found.new.span) == ("2027-10-01", before.span)
    with pytest.raises(RefusedError, match="there is no override 9"):
        desk.dates.look_back(9)


def test_the_hash_stands_for_what_is_set_and_not_for_who_sets_it_or_when() -> None:
    desk = Desk()
    asked = AskedOverride(Aim(ADOPTION, "HTI", 4), read_span("2027-10-01"), Status.TENTATIVE, "Why", "Letter")
    first = desk.dates.look(asked)
    desk.now += timedelta(hours=1)
    others = (replace(asked, span=read_span("2027-10-02")), replace(asked, reason="Else"))

    assert desk.dates.look(asked) == first
    assert len({first.digest, *(desk.dates.look(each).digest for each in others)}) == 3
