"""A flow run that hangs and does not listen to whoever asks it to end."""

import os
import signal
import time
from pathlib import Path

from prefect import flow

HANGS = "hanging"


@flow
async def hang(country: str) -> None:
    """Hang, and say so by a file in the data folder."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Path(os.environ["UPRCYCLE_DATA_DIR"], HANGS).write_text(country)  # noqa: ASYNC240 - nobody else waits
    while True:
        time.sleep(1)  # noqa: ASYNC251 - likewise
