"""Releases as the desk sees them, and the ways back, each by the hash of what was looked at."""

import pytest

from flows.installation.wiring import Wiring
from flows.releases.amending import preview_amendment
from flows.releases.releasing import release_draft
from flows.site.past_releases import PastReleases
from tests.flows.released import TWO, released_for
from uprcycle.access.signer import Signer
from uprcycle.errors import RefusedError
from web.desk.registry import Consequences, Sealed

SAMI, CHARA = "Sami Example", "Chara Example"


@pytest.fixture
def wiring() -> Wiring:
    found = released_for("HTI")
    draft = preview_amendment(found, "postpone", {"session": "54", "by": "6 months", "source": "s"}).preview
    release_draft(found, draft.draft, draft.plan.digest, TWO)
    return found


def sealed(looked: Consequences, by: str = SAMI, person: str = "p-1") -> Sealed:
    return Sealed(looked.plan.digest, looked.plan.base, Signer(by, person), "It was an error")


def test_the_last_release_undone_does_what_a_rollback_to_the_one_before_does(wiring: Wiring) -> None:
    releases = PastReleases(wiring)
    back, undone = releases.look_back(1), releases.look_undo(2)

    assert (back.plan, undone.kept) == (undone.plan, ())
    assert [(each.number, each.by) for each in releases.all()] == [
        (2, "the desk"),
        (1, "a tester"),
    ]
    assert {each.country for each in releases.compare(2, 1).changed} == {"HTI"}


@pytest.mark.parametrize("way", ["roll_back", "undo"])
def test_it_takes_two_and_is_done_once(wiring: Wiring, way: str) -> None:
    releases = PastReleases(wiring)
    number = {"roll_back": 1, "undo": 2}[way]
    act = getattr(releases, way)
    looked = releases.look_back(1)
    with pytest.raises(RefusedError, match="a released deadline would come earlier"):
        act(number, sealed(looked))
    releases.agree(sealed(looked, CHARA, "p-2"))

    assert releases.look_back(1).agreed == (Signer("p-2"),)
    assert act(number, sealed(looked)) == 3
    assert wiring.world().release.schedule == wiring.world_of(1).release.schedule
    with pytest.raises(RefusedError, match="release 3 came in between"):
        act(number, sealed(looked))
    with pytest.raises(RefusedError, match="the plan has gone stale"):
        releases.agree(sealed(looked, CHARA, "p-2"))
