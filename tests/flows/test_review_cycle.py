"""One State's review as a flow: what it says, what it leaves behind, and that it repeats nothing."""

import random
import time
from pathlib import Path

import pytest

from tests.flows.installed import stored
from tests.flows.played import DAY, Played, settle
from tests.flows.prefect_server import Call, PrefectServer, run_flows, start_flows
from uprcycle.store.ports import LedgerState

pytestmark = pytest.mark.slow

KILLS = 3


def test_a_run_is_named_and_tagged_by_what_it_is_about(played: Played) -> None:
    run = played.server.ask(f"/flow_runs/{played.ends[0].run}")

    assert run["name"] == "KEN · cycle 4 · submissions"
    assert run["tags"] == ["country:KEN", "cycle:4", "phase:submissions"]
    assert run["parameters"] == {"country": "KEN", "cycle": None, "today": DAY}


def test_a_state_without_a_date_runs_as_well(played: Played) -> None:
    run = played.server.ask(f"/flow_runs/{played.ends[4].run}")

    assert (played.ends[4].type, run["name"]) == ("COMPLETED", "UKR · cycle 4 · no phase open")
    assert run["tags"] == ["country:UKR", "cycle:4"]
    assert played.ends[4].message == (
        f"UKR on {DAY}: no phase open; 0 feed entries changed, mail is served; no date ahead is known"
    )


def test_a_run_ends_in_words(played: Played) -> None:
    first, second = played.ends[:2]

    assert (first.type, second.type) == ("COMPLETED", "COMPLETED")
    assert first.message.startswith(f"KEN on {DAY}: submissions; 0 feed entries changed, ")
    assert "0 feed entries changed, mail is served; next: " in first.message
    assert first.message == second.message  # whether anybody was owed anything is not told


def test_a_run_leaves_a_page_and_a_table_that_a_person_can_read(played: Played) -> None:
    keys = ("upr-ken", "upr-ken-next", "upr-ken-progress", "upr-ken-page")
    page, table, bar, link = (played.server.ask(f"/artifacts/{key}/latest") for key in keys)

    stands = "**Submissions** since 19 Jun 2024. 9 of 79 public dates are over."
    following = "Next: Deadline for stakeholder submissions, 19 Sept – 9 Oct 2024."
    assert (page["type"], page["description"].split(" [")[0]) == ("markdown", f"{stands} {following}")
    assert page["data"].splitlines()[:3] == ["# Kenya · cycle 4 · session 49", "", stands]
    assert "| 1 May 2025 | tentative | Review in the Working Group |" in page["data"]
    assert (table["type"], table["description"]) == ("table", "what comes next")
    assert '"id": "stakeholder-submission-deadline"' in table["data"]
    assert (bar["data"], bar["description"]) == (11.4, "9 of 79 public dates are over, 0 are not known")
    assert link["data"] == "[http://127.0.0.1:8080/countries/KEN](http://127.0.0.1:8080/countries/KEN)"


def test_a_page_is_kept_again_only_when_it_says_something_new(played: Played) -> None:
    runs = {"id": {"any_": [played.ends[number].run for number in (1, 3)]}}
    again = played.server.ask("/artifacts/filter", flow_runs=runs)

    assert sorted(each["key"] for each in again) == ["upr-ken-page", "upr-ken-progress"]


def test_the_steps_can_be_seen(played: Played) -> None:
    run = played.ends[0].run
    steps = played.server.ask("/task_runs/filter", flow_runs={"id": {"any_": [run]}})

    assert sorted(each["name"] for each in steps) == [
        "note the phase of KEN",
        "nudge KEN on 2024-09-16",
        "publish KEN",
        "recompute KEN",
    ]
    assert {each["state_type"] for each in steps} == {"COMPLETED"}


def test_what_was_sent_once_is_not_sent_again(played: Played) -> None:
    rows = stored(played.home).store.ledger.rows()

    assert {row.state for row in rows} == {LedgerState.SENT}
    assert {row.attempts for row in rows} == {1}
    assert len({row.envelope.person for row in rows}) == len(rows) == 1


def test_a_run_that_cannot_be_done_fails_and_says_why(played: Played) -> None:
    end = played.ends[5]

    assert end.type == "FAILED"
    assert end.message == (
        "Flow run encountered an exception: UnknownCountryError: 'QQQ' is not a State; "
        "use an ISO code such as 'KEN'"
    )


def test_killed_anywhere_and_run_again_it_leaves_the_same_store(
    prefect_server: PrefectServer, founded: Path, tmp_path: Path, played: Played
) -> None:
    home = tmp_path / "data"
    settle(founded, home)
    calls: list[Call] = [("review-cycle", {"country": each, "today": DAY}) for each in ("KEN", "TGO")]
    for _ in range(KILLS):
        with start_flows(prefect_server, home, *calls) as child:
            time.sleep(random.uniform(1, 5))
            child.kill()
    ends, _ = run_flows(prefect_server, home, *calls)

    assert [each.type for each in ends] == ["COMPLETED", "COMPLETED"]
    disturbed, straight = stored(home).store, stored(played.home).store
    assert disturbed.ledger.keys() == straight.ledger.keys()
    assert disturbed.revisions.current() == straight.revisions.current()
    # What was on its way when the process died is taken up when its lease is over, and not before.
    on_the_way = {LedgerState.CLAIMED, LedgerState.HANDING_OVER}
    assert {row.state for row in disturbed.ledger.rows()} <= {LedgerState.SENT, *on_the_way}
