"""What officers ask for by programs: releases, the trail, and a plan that changes nothing."""

import pytest

from tests.flows.called import OFFICER, Called, refusal
from tests.flows.signed import AMINA
from uprcycle.access.key import Scope
from web.api.own_schema import (
    OwnReleasesShape,
    PlanShape,
    TrailShape,
)

TABLE = b"cycle,session,country,submission_deadline\n4,53,USA,2026-07-20\n"


@pytest.fixture(scope="module")
def shared() -> Called:
    """An installation for tests that change nothing but keys."""
    return Called(AMINA, OFFICER)


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
