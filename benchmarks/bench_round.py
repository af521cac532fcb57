"""One round over all States: what the plain functions cost, and what Prefect adds.

The flow runs in this process against a Prefect server started for it; the peer is the same work
called directly. Both work on an installation of their own, founded before the clock starts.
"""

import asyncio
import json
import os
import tempfile
import time
from pathlib import Path

from flows.engine import set_environment
from flows.founding import found
from flows.nudging import send_nudges
from flows.overview import overview_rows, overview_text
from flows.publishing import publish
from flows.settings import Settings
from flows.wiring import Wiring, wire

_RUNS = 3


def plain(wiring: Wiring) -> None:
    """Do what a round does, without Prefect."""
    today = wiring.today()
    publish(wiring)
    send_nudges(wiring, today)
    overview_text(wiring.world(), today)
    overview_rows(wiring.world(), today)


def best(seconds: list[float]) -> float:
    """Return the quickest run: the one that the machine disturbed least."""
    return round(min(seconds), 2)


async def timed_flow() -> list[float]:
    """Run the flow so often and return the seconds of each."""
    from flows.round import round_flow  # noqa: PLC0415 - Prefect reads the environment when imported

    seconds = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        await round_flow()
        seconds.append(time.perf_counter() - began)
    return seconds


def main() -> None:
    """Print one JSON line."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), prefect_port=4399)
        os.environ["UPRCYCLE_DATA_DIR"] = folder
        publish(found(settings).wiring)
        seconds = []
        for _ in range(_RUNS):
            wiring = wire(settings)
            began = time.perf_counter()
            plain(wiring)
            seconds.append(time.perf_counter() - began)
        set_environment(settings)
        os.environ.pop("PREFECT_API_URL")  # a server of its own, for as long as this runs
        os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "120"
        value, peer = best(asyncio.run(timed_flow())), best(seconds)
    row = {
        "name": "one round over all States",
        "value": value,
        "unit": "s",
        "peer": "the same without Prefect",
    }
    print(json.dumps(row | {"peer_value": peer, "ratio": round(value / peer, 2)}))


if __name__ == "__main__":
    main()
