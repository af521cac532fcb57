"""Prefect beside the web, in one process: its server in a thread, its runner in the main one.

Every flow run is a child process of the runner. At the end those in flight may finish, those that take
longer are told to end, and those that do not listen are killed: none outlives this process.
"""

import asyncio
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from flows.engine.logbook import hush
from flows.engine.server import serving
from flows.installation.manners import settle
from flows.installation.settings import Settings
from uprcycle.errors import Problem, RefusedError

if TYPE_CHECKING:
    from prefect.client.orchestration import PrefectClient
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.client.schemas.objects import StateType
    from prefect.runner import Runner
    from prefect.runner._process_manager import ProcessManager

ROOM = 64 * 2**20
"""How many bytes Prefect is started with at the least: its pages, and a history of some days."""

_FINISH, _CANCEL, _LEAVE = 4.0, 3.0, 2.0
"""How many seconds runs may go on for, may take to end when told to, and the runner may take to leave."""

Say = Callable[[str], None]


def check_room(home: Path, least: int = ROOM) -> None:
    """Go on only if Prefect can write into its folder, and there is room for it.

    Raises:
        RefusedError: It cannot, or there is not.
    """
    refusal = "Prefect has nowhere to keep its history; nothing was started"
    try:
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"\0")
            probe.flush()
    except OSError as error:
        what = f"cannot be written to: {(error.strerror or 'no reason given').lower()}"
        remedy = "check the rights and the space, or set UPRCYCLE_DATA_DIR to another folder"
        raise RefusedError(refusal, [Problem(str(home), what, remedy)]) from None
    if (free := shutil.disk_usage(home).free) < least:
        what = f"has {free >> 20} MB left, and {least >> 20} MB are needed"
        remedy = "free some, or set UPRCYCLE_DATA_DIR to another disk"
        raise RefusedError(refusal, [Problem(str(home), what, remedy)])


@contextmanager
def serving_prefect(settings: Settings) -> Iterator[None]:
    """Serve Prefect's API and pages on loopback and let its services work, until the block ends."""
    from prefect.server.api.server import create_app

    config = uvicorn.Config(
        create_app(final=True),
        host="127.0.0.1",
        port=settings.prefect_port,
        log_config=None,
        log_level="error",
        timeout_graceful_shutdown=2,
    )
    with serving(uvicorn.Server(config), "UPRCYCLE_PREFECT_PORT"):
        yield


def run_catalogue(say: Say) -> None:
    """Deploy the catalogue and run what it schedules, until interrupted."""
    with _shielding_children():
        asyncio.run(_run_catalogue(say))


@contextmanager
def _shielding_children() -> Iterator[None]:
    """Keep Ctrl-C from the children, whom a terminal would send it too: their end is ours to see to.

    A child inherits what its parent's thread does not listen to; this process still hears it, by its others.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


async def _run_catalogue(say: Say) -> None:
    from prefect import get_client
    from prefect.runner import Runner

    from flows.catalogue import CATALOGUE
    from flows.engine.deploying import deploy_to

    stop = _stop_signal(asyncio.Event())
    runner = Runner(name="uprcycle", limit=2, pause_on_shutdown=False)
    ids = await deploy_to(runner)
    async with get_client() as client:
        await end_runs(client, "the machine that ran it is gone")
        for entry in CATALOGUE:
            if entry.at_start:
                await client.create_flow_run_from_deployment(ids[entry.full_name])
        running = asyncio.create_task(runner.start())
        await asyncio.sleep(0)
        _stop_signal(stop)  # once more: a runner that starts takes SIGTERM for itself
        say("ready    a round now and every hour; stop with Ctrl-C")
        settle()
        await asyncio.wait({running, asyncio.create_task(stop.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            say("stopping")
            hush()
            await _stop_runner(runner, running)
            await end_runs(client, "uprcycle was stopped")
    # A runner that ended by itself says here what it died of.
    if running.done():
        with suppress(asyncio.CancelledError):
            await running


def _stop_signal(stop: asyncio.Event) -> asyncio.Event:
    """Let ``stop`` be set at Ctrl-C and at SIGTERM from now on."""
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def end_runs(client: "PrefectClient", why: str) -> int:
    """Mark our runs that have begun and not ended as cancelled, and return how many there were.

    Only for whoever runs all of them itself, and knows that none of their processes is left.
    """
    from prefect.client.schemas.objects import StateType
    from prefect.states import Cancelled

    begun = _runs_in(StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
    found = await client.read_flow_runs(flow_run_filter=begun)
    for each in found:
        message = f"{why}; the next round does what was left"
        await client.set_flow_run_state(each.id, Cancelled(message=message), force=True)
    return len(found)


def _runs_in(*types: "StateType") -> "FlowRunFilter":
    from prefect.client.schemas import filters

    return filters.FlowRunFilter(
        tags=filters.FlowRunFilterTags(all_=["uprcycle"]),
        state=filters.FlowRunFilterState(type=filters.FlowRunFilterStateType(any_=list(types))),
    )


async def _stop_runner(runner: "Runner", running: "asyncio.Task[None]") -> None:
    """Begin no further run, end those in flight in at most a few seconds, and the runner with them."""
    if runner.started:
        # Prefect's own stop cancels at once, one after the other, and waits half a minute for each.
        processes, poller = runner._process_manager, runner._scheduled_run_poller  # noqa: SLF001 - see above
        poller.stopping = True
        if not await _is_over(processes, _FINISH):
            for each in processes.flow_run_ids():
                if process := processes.get(each):
                    # Told so beforehand, it does not take its end for a crash.
                    await runner._control_channel.signal(each, "cancel")  # noqa: SLF001 - likewise
                    with suppress(ProcessLookupError):
                        process.graceful_kill()
            await _is_over(processes, _CANCEL)
        for each in processes.flow_run_ids():
            await processes.kill(each, force=True)
    running.cancel()
    await asyncio.wait({running}, timeout=_LEAVE)


async def _is_over(processes: "ProcessManager", within: float) -> bool:
    """Wait until no run is in flight any more; False where some are after ``within`` seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            while processes.flow_run_ids():  # noqa: ASYNC110 - Prefect tells nobody
                await asyncio.sleep(0.05)
    return not processes.flow_run_ids()
