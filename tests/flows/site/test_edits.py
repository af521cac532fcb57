"""Changes that are kept as drafts: what is meant by their form needs no second word."""

from dataclasses import replace

import pytest

from flows.releases.ordering import read_kept
from flows.releases.releasing import preview
from flows.site.edits import Editing
from tests.web.desk.officers import small_installation
from uprcycle.errors import BadInputError

SOURCE = {"source": "A letter"}


def test_a_draft_holds_the_whole_schedule_after_the_change() -> None:
    wiring, change = small_installation(), ("leave-empty", {"country": "GRC", **SOURCE})
    editing = Editing(wiring)
    looked = editing.look(*change)
    kept = wiring.store.drafts.of_id(editing.keep(*change, "Sami Example"))
    assert kept is not None

    assert (kept.name, kept.by) == ("leave-empty upon release 1.toml", "Sami Example")
    assert preview(wiring, read_kept(wiring, kept)).plan == looked.plan
    assert kept.allows_loss
    with pytest.raises(BadInputError):
        read_kept(wiring, replace(kept, allows_loss=False))


def test_a_change_by_which_nobody_leaves_allows_no_loss() -> None:
    wiring = small_installation()
    kept = wiring.store.drafts.of_id(
        Editing(wiring).keep("postpone", {"session": "54", "by": "6 months", **SOURCE}, "Sami Example")
    )

    assert kept is not None
    assert not kept.allows_loss


def test_what_cannot_be_done_is_not_kept() -> None:
    wiring = small_installation()
    with pytest.raises(BadInputError):
        Editing(wiring).keep("move", {"country": "HTI", "to": "54", **SOURCE}, "Sami Example")

    assert wiring.store.drafts.listed() == ()
