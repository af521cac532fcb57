"""Programs with keys of people: what they may see and say, and what they are told where they may not."""

from datetime import timedelta

import pytest

from tests.flows.called import OFFICER, Called
from tests.flows.signed import AMINA, BRUNO, TOGO, UGANDA
from uprcycle.access.key import MOST_KEYS, Scope
from uprcycle.errors import RefusedError
from web.api.own_schema import (
    DutiesShape,
    DutyShape,
    MeShape,
    OfficesShape,
    OwnReleasesShape,
    PlanShape,
    TakenShape,
    TrailShape,
)
from web.api.schema import ProblemShape
from web.api.source import AskedKey
from web.throttle import Throttle, Throttles

DAY = timedelta(days=1)
TABLE = b"cycle,session,country,submission_deadline\n4,53,USA,2026-07-20\n"


@pytest.fixture(scope="module")
def shared() -> Called:
    """An installation for tests that change nothing but keys."""
    return Called(AMINA, OFFICER)


def refusal(answer: object) -> tuple[int, str, str]:
    """Return status, type and challenge of a refusal."""
    found = ProblemShape.model_validate(answer.json())  # type: ignore[attr-defined]
    return found.status, found.type.rpartition("/")[2], answer.headers.get("www-authenticate", "")  # type: ignore[attr-defined]


def test_without_a_key_nothing_is_told_but_how_to_ask(shared: Called) -> None:
    called = shared

    assert refusal(called.call("/api/v1/duties")) == (401, "unauthorised", 'Bearer realm="uprcycle"')
    assert refusal(called.call("/api/v1/duties", "uprkey_none")) == (
        401,
        "unauthorised",
        'Bearer realm="uprcycle", error="invalid_token"',
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
    assert [(each.by, each.note) for each in ticks] == [(AMINA.id, "sent on Monday")]

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


def test_officers_read_releases_and_trail_and_plan_a_file_that_changes_nothing(shared: Called) -> None:
    called = shared
    key = called.key(Scope.RELEASES, Scope.AUDIT, Scope.PLAN)
    releases = OwnReleasesShape.model_validate(called.call("/api/v1/releases", key).json()).releases
    trail = TrailShape.model_validate(called.call("/api/v1/audit?action=release", key).json())
    before = called.wiring.store.audit.last()
    planned = called.call("/api/v1/schedule/plan", key, "POST", TABLE, content_type="text/csv; charset=utf-8")
    plan = PlanShape.model_validate(planned.json())

    assert [(each.number, each.by) for each in releases] == [(1, "a tester")]
    assert [(each.action, each.by) for each in trail.rows] == [("release", "")]
    assert ([each.country for each in plan.countries], plan.base, plan.is_empty) == (["USA"], 1, False)
    assert called.wiring.store.audit.last() == before


def test_a_file_with_faults_names_them(shared: Called) -> None:
    called = shared
    key = called.key(Scope.PLAN)
    wrong = called.call(
        "/api/v1/schedule/plan", key, "POST", TABLE.replace(b"2026", b"20x6"), content_type="text/csv"
    )
    other = called.call("/api/v1/schedule/plan", key, "POST", b"%PDF", content_type="application/pdf")

    assert (refusal(wrong)[:2], [each["where"] for each in wrong.json()["errors"]]) == (
        (422, "invalid"),
        ["schedule.csv: row 2, column submission_deadline"],
    )
    assert (refusal(other)[:2], "text/csv" in other.json()["accepts"]) == ((415, "media-type"), True)


def test_a_key_ends_at_once_with_its_time_and_with_the_last_role_of_its_owner() -> None:
    called = Called()
    ended, over, roleless = (called.key(Scope.DUTIES, days=each) for each in (30, 1, 30))
    key_id = called.sources.doors.keys.of(called.principal)[-1].id
    assert [called.call("/api/v1/me", each).status_code for each in (ended, over, roleless)] == [200] * 3

    called.sources.doors.keys.end(key_id, by="desk")
    called.now += DAY
    statuses = [called.call("/api/v1/me", each).status_code for each in (ended, over, roleless)]
    called.assign(UGANDA, valid_to=(called.now - DAY).date())

    assert (statuses, called.call("/api/v1/me", roleless).status_code) == ([401, 401, 200], 401)


def test_when_a_key_was_last_used_is_kept_to_the_minute() -> None:
    called = Called()
    key = called.key(Scope.DUTIES)
    first = called.now
    for _ in range(3):
        called.call("/api/v1/me", key)
        called.now += timedelta(seconds=25)

    assert [each.used for each in called.sources.doors.keys.of(called.principal)] == [first]


def test_no_key_is_made_for_what_its_owner_may_not_do_nor_one_too_many() -> None:
    called = Called()
    with pytest.raises(RefusedError, match="the key would open nothing by audit:read, schedule:plan"):
        called.key(Scope.DUTIES, Scope.AUDIT, Scope.PLAN)
    for _ in range(MOST_KEYS):
        called.key(Scope.DUTIES)
    with pytest.raises(RefusedError, match="there are 20 keys in force already"):
        called.sources.doors.keys.make(called.principal, AskedKey("more", frozenset({Scope.DUTIES}), 1))

    assert [name for _, name in called.sources.doors.keys.all()] == ["Amina"] * MOST_KEYS


def test_a_key_that_is_shown_too_often_has_to_wait() -> None:
    called = Called()
    key = called.key(Scope.DUTIES)
    called.app.state.throttles = Throttles(calls=Throttle(2))

    assert [called.call("/api/v1/me", key).status_code for _ in range(3)] == [200, 200, 429]
