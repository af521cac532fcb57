"""Runs of which Prefect does not know that they are lost, and late ones that pile up behind each other.

Prefect ends nothing by itself whose machine is gone, and after an outage it starts every run that
was missed. Ours are short, and one late run does what all the missed ones would have done.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Crashed

LOST_AFTER = timedelta(hours=1)
"""No run of ours takes so long: one that has run for longer has nobody who runs it."""

LATE_AFTER = timedelta(minutes=5)

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Swept:
    """How many runs were marked as crashed, and how many late ones cancelled."""

    crashed: int
    cancelled: int

    def as_words(self) -> str:
        """Return it in a few words."""
        return f"{self.crashed} lost runs ended, {self.cancelled} late ones cancelled"


async def sweep_runs(client: PrefectClient, now: datetime) -> Swept:
    """End what is lost and cancel what is late and waits behind another late run of the same deployment."""
    running = await _runs(client, StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
    scheduled = await _runs(client, StateType.SCHEDULED)
    lost, late = list(find_lost(running, now)), list(find_late_duplicates(scheduled, now))
    for each in lost:
        state: State[None] = Crashed(message="nobody runs it any more; the next round did what it had to do")
        await client.set_flow_run_state(each.id, state, force=True)
    for each in late:
        await client.set_flow_run_state(each.id, Cancelled(message="a later run does the same"), force=True)
    return Swept(len(lost), len(late))


def find_lost(runs: Iterable[FlowRun], now: datetime) -> Iterator[FlowRun]:
    """Yield the runs that entered their state longer ago than any of ours takes."""
    for each in runs:
        if each.state and now - each.state.timestamp > LOST_AFTER:
            yield each


def find_late_duplicates(runs: Iterable[FlowRun], now: datetime) -> Iterator[FlowRun]:
    """Yield the late runs but the latest of each deployment and parameters, oldest first."""
    late: defaultdict[tuple[object, str], list[FlowRun]] = defaultdict(list)
    for each in sorted(runs, key=lambda each: each.next_scheduled_start_time or now):
        due = each.next_scheduled_start_time
        if each.deployment_id and due and now - due > LATE_AFTER:
            late[each.deployment_id, repr(sorted(each.parameters.items()))].append(each)
    for group in late.values():
        yield from group[:-1]


async def _runs(client: PrefectClient, *types: StateType) -> list[FlowRun]:
    wanted = FlowRunFilter(
        tags=FlowRunFilterTags(all_=["uprcycle"]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
    )
    found: list[FlowRun] = []
    while True:
        page = await client.read_flow_runs(
            flow_run_filter=wanted, sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=_PAGE, offset=len(found)
        )
        found += page
        if len(page) < _PAGE:
            return found
