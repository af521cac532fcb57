"""What Prefect has planned for us, asked over HTTP as anybody may: nothing of Prefect is imported.

Its server can answer that all is well while its scheduler plans nothing, or while nobody runs
what is planned. So it is asked for the runs of rounds themselves.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx

from flows.watch.troubles import Kind, Trouble

PATIENCE = timedelta(minutes=5)
"""A run that has waited for so long has nobody who runs it."""

_SECONDS = 5.0
_PLANNED = ("SCHEDULED", "PENDING", "RUNNING")
_ASKED = {
    "flows": {"name": {"any_": ["round"]}},  # others may be ahead while no round is
    "flow_runs": {"tags": {"all_": ["uprcycle"]}, "state": {"type": {"any_": list(_PLANNED)}}},
    "sort": "EXPECTED_START_TIME_ASC",
    "limit": 200,
}


def look_at_scheduler(api: str, now: datetime) -> Trouble | None:
    """Ask the Prefect at ``api`` what it has planned; None where rounds are ahead and none has to wait."""
    try:
        answer = httpx.post(
            f"{api}/flow_runs/filter", json=_ASKED, timeout=_SECONDS, trust_env=False, auth=sign_in()
        )
        answer.raise_for_status()
        return judge_runs(answer.json(), now)
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return Trouble(Kind.SILENT)


def judge_runs(runs: Iterable[Mapping[str, Any]], now: datetime) -> Trouble | None:
    """Tell what is wrong with the runs that Prefect says are ahead or under way."""
    scheduled = [each for each in runs if each["state_type"] == "SCHEDULED"]
    waiting = [moment for each in scheduled if now - (moment := _expected(each)) > PATIENCE]
    if waiting:
        return Trouble(Kind.WAITING, min(waiting))
    is_planned = any(each["auto_scheduled"] and _expected(each) >= now for each in scheduled)
    return None if is_planned else Trouble(Kind.EMPTY)


def sign_in() -> httpx.BasicAuth | None:
    """Return how to sign in, where an operator protects Prefect with a name and a password."""
    name, colon, password = os.environ.get("PREFECT_API_AUTH_STRING", "").partition(":")
    return httpx.BasicAuth(name, password) if colon else None


def _expected(run: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(run["expected_start_time"])
