"""Duties and answers of whoever made a key, and nobody else's."""

from datetime import timedelta

import pytest

from tests.flows.called import OFFICER, Called, refusal
from tests.flows.signed import AMINA, BRUNO, TOGO, UGANDA
from uprcycle.access.key import Scope
from uprcycle.store.ports import Envelope
from web.api.own_schema import (
    DutiesShape,
    DutyShape,
    MeShape,
    OfficesShape,
    SentListShape,
    TakenShape,
)


@pytest.fixture(scope="module")
def shared() -> Called:
    """An installation for tests that change nothing but keys."""
    return Called(AMINA, OFFICER)


def test_only_the_duties_of_own_offices_are_told_to_their_owner_alone() -> None:
    called = Called()
    called.assign(TOGO, BRUNO)
    answer = called.call("/api/v1/duties", called.key(Scope.DUTIES))
    found = DutiesShape.model_validate(answer.json())

    assert {(each.country, each.office) for each in found.duties} == {("UGA", UGANDA.key)}
    assert answer.headers["cache-control"] == "private, no-store"
    assert (found.release, found.day) == (1, called.wiring.today().isoformat())


def first_open(called: Called, key: str) -> DutyShape:
    duties = DutiesShape.model_validate(called.call("/api/v1/duties", key).json()).duties
    return next(each for each in duties if "snoozed" in each.choices)


def test_an_answer_is_taken_once_however_often_it_is_sent_and_can_be_taken_back() -> None:
    called = Called()
    key = called.key(Scope.DUTIES, Scope.ANSWER)
    duty = first_open(called, key)
    body = {"saying": "done", "serial": duty.serial, "note": "sent  on Monday"}
    sent = [TakenShape.model_validate(called.call(duty.answer, key, "POST", body).json()) for _ in range(2)]
    ticks = called.wiring.store.ticks.history(duty.country, duty.cycle, duty.task)

    assert [(each.taken, each.duty.state, each.duty.serial) for each in sent] == [
        (True, "done", duty.serial + 1),
        (False, "done", duty.serial + 1),
    ]
    made = called.wiring.store.api_keys.all(AMINA.id)[0].id
    assert [(each.by, each.via, each.note) for each in ticks] == [(AMINA.id, f"key {made}", "sent on Monday")]
    assert called.wiring.store.audit.rows(1)[0].detail == f"done by key {made}"

    other = called.call(duty.answer, key, "POST", body | {"saying": "acknowledged"})
    back = called.call(f"{duty.answer}?serial={duty.serial + 1}", key, "DELETE")
    again = called.call(f"{duty.answer}?serial={duty.serial + 1}", key, "DELETE")

    assert (refusal(other)[:2], other.json()["serial"]) == ((409, "conflict"), duty.serial + 1)
    assert TakenShape.model_validate(back.json()).duty.state == "open"
    assert refusal(again)[:2] == (409, "conflict")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        pytest.param({"saying": "na"}, ["note"], id="without-a-reason"),
        pytest.param({"saying": "snoozed", "day": "2020-01-01"}, ["day"], id="a-day-that-is-over"),
        pytest.param({"saying": "snoozed", "day": "tomorrow"}, ["day"], id="no-day"),
        pytest.param({"saying": "perhaps"}, ["body.saying"], id="unknown"),
        pytest.param({"saying": "done", "more": 1}, ["body.more"], id="too-much"),
    ],
)
def test_an_answer_with_faults_changes_nothing(
    shared: Called, body: dict[str, object], where: list[str]
) -> None:
    called = shared
    key = called.key(Scope.DUTIES, Scope.ANSWER)
    duty = first_open(called, key)
    answer = called.call(duty.answer, key, "POST", {"serial": duty.serial} | body)

    assert refusal(answer)[:2] == (422, "invalid")
    assert [each["where"] for each in answer.json()["errors"]] == where
    assert called.wiring.store.ticks.all() == ()


def test_what_is_not_theirs_is_answered_as_what_does_not_exist() -> None:
    called = Called()
    called.assign(TOGO, BRUNO)
    key = called.key(Scope.DUTIES, Scope.ANSWER)
    path = first_open(called, key).answer.removesuffix("/answer")
    theirs = path.replace(UGANDA.key, TOGO.key)

    answers = [called.call(each, key) for each in (path, theirs, path.replace(UGANDA.key, "UGA-none"))]

    assert [each.status_code for each in answers] == [200, 404, 404]
    assert (
        answers[1].json(),
        called.call(f"{theirs}/answer", key, "POST", {"saying": "done", "serial": 0}).json(),
    ) == (
        answers[2].json(),
        answers[2].json(),
    )


def test_a_key_opens_what_it_was_made_for_and_tells_for_whom(shared: Called) -> None:
    called = shared
    key = called.key(Scope.DUTIES, Scope.OFFICES)

    me = MeShape.model_validate(called.call("/api/v1/me", key).json())
    offices = OfficesShape.model_validate(called.call("/api/v1/offices", key).json()).offices
    refused = called.call("/api/v1/nudges", key)

    assert ((me.person, sorted(me.scopes)), [each.name for each in offices], me.offices) == (
        (AMINA.id, ["duties:read", "offices:read"]),
        ["RCO Uganda"],
        offices,
    )
    assert refusal(refused) == (
        403,
        "scope-missing",
        'Bearer realm="uprcycle", error="insufficient_scope", scope="nudges:read"',
    )
    assert refused.headers["cache-control"] == "no-store"


def test_only_what_was_sent_to_its_owner_is_listed_and_nothing_of_its_text(shared: Called) -> None:
    key, ledger = shared.key(Scope.NUDGES), shared.wiring.store.ledger
    for person in (AMINA, BRUNO):
        spoken = f"UGA/4/brief-media-early/2026-11-21/on-the-day/email/{person.id}"
        envelope = Envelope(f"m-{person.id}", (spoken,), person.id, "email", b"a secret text", shared.now)
        ledger.claim(envelope, now=shared.now, lease=timedelta(minutes=5))
    answer = shared.call("/api/v1/nudges", key)
    (row,) = SentListShape.model_validate(answer.json()).nudges

    assert (row.id, row.channel, row.finished, "secret" in answer.text) == (
        f"m-{AMINA.id}",
        "email",
        None,
        False,
    )
    assert [(each.country, each.cycle, each.task) for each in row.tasks] == [("UGA", 4, "brief-media-early")]
