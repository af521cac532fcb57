"""Runs whose machine is gone: three heartbeats missed, and the run is ended."""

from datetime import timedelta

from flows.engine.zombies import SILENT_FOR, zombie_automation


def test_a_run_that_gave_a_heartbeat_has_to_give_another_or_to_end() -> None:
    said = zombie_automation().model_dump(mode="json")
    (action,) = said["actions"]

    assert timedelta(seconds=90) == SILENT_FOR
    assert said["trigger"]["posture"] == "Proactive"
    assert said["trigger"]["within"] == SILENT_FOR.total_seconds()
    assert said["trigger"]["after"] == ["prefect.flow-run.heartbeat"]
    assert (action["type"], action["state"]) == ("change-flow-run-state", "CRASHED")
