"""What each process of Prefect needs before it starts, and what it is given."""

import os

import pytest

from flows.engine.fleet import Part, find_missing, shared_environment, start
from flows.installation.settings import Settings
from tests.flows.other_prefect import prefect_that_says
from uprcycle.errors import RefusedError

DATABASE = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
AUTH = "PREFECT_SERVER_API_AUTH_STRING"
API_HOST = "PREFECT_SERVER_API_HOST"
POSTGRESQL = {DATABASE: "postgresql+asyncpg://prefect@db.example.org/prefect"}
API = {"PREFECT_API_URL": "https://prefect.example.org/api"}
WITH_REDIS = Settings(redis_url="redis://redis.example.org:6379")
SHARED = Settings(
    database_url="postgresql://upr@db.example.org/upr",
    secret_key=("A" * 43 + "=",),
    base_url="https://upr.example.org",
)


@pytest.mark.parametrize(
    ("part", "settings", "given", "missing"),
    [
        (Part.MIGRATE, Settings(), {}, [DATABASE]),
        (Part.MIGRATE, Settings(), {DATABASE: "sqlite+aiosqlite:///prefect.db"}, [DATABASE]),
        (Part.MIGRATE, Settings(), POSTGRESQL, []),
        (Part.API, Settings(), {}, [DATABASE, "UPRCYCLE_REDIS_URL"]),
        (Part.API, Settings(), {API_HOST: "0.0.0.0"}, [DATABASE, "UPRCYCLE_REDIS_URL", AUTH]),  # noqa: S104 - asked
        (Part.API, WITH_REDIS, POSTGRESQL | {API_HOST: "::1"}, []),
        (Part.API, WITH_REDIS, POSTGRESQL | {API_HOST: "localhost"}, []),
        (Part.API, WITH_REDIS, POSTGRESQL | {API_HOST: "one.example.org"}, [AUTH]),
        (Part.API, WITH_REDIS, POSTGRESQL | {API_HOST: "one.example.org", AUTH: "upr:secret"}, []),
        (Part.SERVICES, Settings(), POSTGRESQL, ["UPRCYCLE_REDIS_URL"]),
        (Part.SERVICES, WITH_REDIS, POSTGRESQL, []),
        (Part.WORKER, SHARED, API, []),
        (
            Part.WORKER,
            Settings(database_url="sqlite:///here.db"),
            {},
            ["PREFECT_API_URL", "UPRCYCLE_DATABASE_URL", "UPRCYCLE_SECRET_KEY", "UPRCYCLE_BASE_URL"],
        ),
    ],
)
def test_what_machines_must_share_is_asked_for_before_anything_starts(
    part: Part, settings: Settings, given: dict[str, str], missing: list[str]
) -> None:
    assert [each.where for each in find_missing(settings, part, given)] == missing


def test_one_redis_is_told_apart_for_what_servers_keep_in_it() -> None:
    given = shared_environment(WITH_REDIS, Part.SERVICES)

    assert {name: value for name, value in given.items() if "redis.example.org" in value} == {
        "PREFECT_REDIS_MESSAGING_URL": "redis://redis.example.org:6379/0",
        "PREFECT_SERVER_DOCKET_URL": "redis://redis.example.org:6379/1",
        "PREFECT_REDIS_WORKER_CLEANUP_QUEUE_URL": "redis://redis.example.org:6379/2",
    }
    assert shared_environment(WITH_REDIS, Part.WORKER) == {}


def test_a_worker_of_another_version_than_its_server_does_not_become_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    become: list[object] = []
    monkeypatch.setattr(os, "execv", lambda *given: become.append(given))  # or a fault would end these tests
    with prefect_that_says(b'"3.7.2"') as (api, _):
        monkeypatch.setenv("PREFECT_API_URL", api)
        with pytest.raises(RefusedError, match="the Prefect server is of another version"):
            start(SHARED, Part.WORKER)

    assert become == []
