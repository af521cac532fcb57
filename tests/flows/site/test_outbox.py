"""The outbox of an installation: the plan of the command line, sent once, and a stop that says so."""

from collections.abc import Callable

import pytest

from flows.nudges.noticing import plan_notices
from flows.site.outbox import OutgoingPost
from tests.web.staff.posted import release_again, send_all
from tests.web.staff.town import AMINA, DANA, Town
from uprcycle.errors import RefusedError


def at_once(work: Callable[[], None]) -> None:
    work()


def test_the_state_is_the_plan_of_the_command_line() -> None:
    town = Town()
    release_again(town)
    plan, state = plan_notices(town.wiring, town.wiring.today()), town.staff.outbox.state()

    assert (state.digest, state.notices, state.untold) == (plan.digest, plan.notices, plan.untold)
    assert (state.review_ends, state.hold, state.is_sending, state.sent) == (
        plan.review_ends,
        None,
        False,
        "",
    )


def test_what_is_sent_is_said_and_nobody_is_told_twice() -> None:
    town = Town()
    release_again(town)
    post = OutgoingPost(town.wiring, at_once)
    digest = post.state().digest
    post.send(digest, at_once=True)

    assert post.state().sent == "3 to be told, 3 sent"
    with pytest.raises(RefusedError):
        post.send(digest, at_once=True)
    post.send(post.state().digest, at_once=True)
    assert len(town.wiring.store.ledger.rows()) == 3


def test_two_cannot_send_at_a_time_and_a_stop_is_said_without_its_words() -> None:
    town, waiting = Town(), list[Callable[[], None]]()
    release_again(town)
    post = OutgoingPost(town.wiring, waiting.append)
    digest = post.state().digest
    post.send(digest, at_once=False)
    with pytest.raises(RefusedError):
        post.send(digest, at_once=False)
    release_again(town)
    waiting[0]()

    assert (post.state().is_sending, post.state().sent) == (
        False,
        "stopped by RefusedError; what was not sent stays owed",
    )
    town.wiring.store.holds.place("wait", by="UPR Branch", at=post.now())
    with pytest.raises(RefusedError):
        post.send(post.state().digest, at_once=False)


def test_messages_are_found_by_what_became_of_them() -> None:
    town = Town()
    send_all(town)
    post = town.staff.outbox

    assert [row.envelope.person for row in post.troubled(5)] == [AMINA.id]
    assert [row.envelope.person for row in post.waiting(5)] == [DANA.id]
    assert post.message("<failed@example.org>") == post.troubled(1)[0]
    assert [post.notice_for("nobody"), post.mail_for("nobody", town.wiring.today())] == [None, None]
