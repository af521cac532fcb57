from datetime import UTC, datetime

from tests.web.site import ask, build_app
from web.sources import Readiness


def test_a_live_process_says_so() -> None:
    answer = ask("/healthz")

    assert (answer.status_code, answer.json(), answer.headers["cache-control"]) == (
        200,
        {"status": "alive"},
        "no-store",
    )


def test_a_ready_installation_names_its_release_and_last_round() -> None:
    ready = Readiness(release=3, last_round=datetime(2026, 11, 21, 6, tzinfo=UTC))
    answer = ask("/readyz", app=build_app(ready=lambda: ready))

    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ready", "problem": "", "release": 3, "last_round": "2026-11-21T06:00:00+00:00"},
    )


def test_an_installation_that_cannot_answer_says_why() -> None:
    answer = ask("/readyz", app=build_app(ready=lambda: Readiness(problem="the store is not reachable")))

    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "not ready", "problem": "the store is not reachable", "release": None, "last_round": None},
    )
