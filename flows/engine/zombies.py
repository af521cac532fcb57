"""The automation that ends a run whose machine is gone: Prefect itself waits for it for ever."""

from datetime import timedelta

from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

from flows.approve_release import approve_release

SILENT_FOR = timedelta(seconds=90)
"""Three heartbeats of a run, which come every half a minute (PREFECT_FLOWS_HEARTBEAT_FREQUENCY)."""

_NAME = "uprcycle: end runs whose machine is gone"
_ENDS = ("Completed", "Failed", "Cancelled", "Crashed", "Suspended")


def zombie_automation() -> AutomationCore:
    """Return it as Prefect wants it.

    A run that asks a person suspends itself at once, so that its only heartbeat often arrives after
    that. Another would be waited for in vain, and the question ended.
    """
    asking: dict[str, str | list[str]] = {
        "prefect.resource.role": "flow",
        "prefect.resource.name": f"!{approve_release.name}",
    }
    return AutomationCore(
        name=_NAME,
        description="A run that gave a heartbeat and neither another one nor an end is marked as crashed.",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={f"prefect.flow-run.{each}" for each in ("heartbeat", *_ENDS)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            match_related=ResourceSpecification(asking),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENT_FOR,
        ),
        actions=[
            ChangeFlowRunState(
                name=None, state=StateType.CRASHED, message="no heartbeat for 90 s", force=False
            )
        ],
    )
