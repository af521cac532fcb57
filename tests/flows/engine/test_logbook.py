"""Prefect's own log: in a file that stays small, and a sentence to whoever watches the terminal."""

import logging
import os
import sys
from pathlib import Path
from subprocess import run

import pytest

from flows.engine.logbook import CONFIGURATION, LARGEST, Hint, LogFile, hush

PLACE = "/data/prefect/prefect.log"
MESSAGES = "prefect.server.utilities.messaging.memory"
TROUBLE = f"prefect  has trouble; its log says which: {PLACE}\n"


def record(name: str, level: int, text: str = "database is locked") -> logging.LogRecord:
    return logging.LogRecord(name, level, __file__, 1, text, None, None)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        pytest.param([("prefect.server.events", logging.ERROR)], TROUBLE, id="an-error-names-the-log"),
        pytest.param([("prefect.server", logging.ERROR)] * 3, TROUBLE, id="once"),
        pytest.param([("prefect.runner", logging.WARNING)], "", id="a-warning-says-nothing"),
        pytest.param([("uvicorn.error", logging.ERROR)], TROUBLE, id="libraries-too"),
        pytest.param([(MESSAGES, logging.ERROR)], "", id="what-is-tried-again-is-no-trouble"),
        pytest.param([(MESSAGES, logging.WARNING)], TROUBLE, id="what-is-given-up-is"),
        pytest.param([("uprcycle.watchdog", logging.WARNING)], "warning  all is well\n", id="our-own-word"),
    ],
)
def test_the_terminal_hears_of_it_in_a_sentence(
    capsys: pytest.CaptureFixture[str], records: list[tuple[str, int]], said: str
) -> None:
    hint = Hint(PLACE)
    for name, level in records:
        hint.emit(record(name, level, "all is well" if name.startswith("uprcycle") else "SECRET"))

    assert capsys.readouterr().err == said


def test_nothing_is_said_of_what_is_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    root, hint = logging.getLogger(), Hint(PLACE)
    root.addHandler(hint)
    try:
        hush()
        logging.getLogger("prefect.events").error("cut off")
    finally:
        root.removeHandler(hint)

    assert capsys.readouterr().err == ""


def test_only_the_end_of_the_log_is_kept_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    log = LogFile(str(tmp_path / "prefect.log"))
    other = LogFile(str(tmp_path / "prefect.log"))  # as another process has it
    for number in range(5):
        log.emit(record("prefect", logging.ERROR, f"{number}" * (LARGEST // 2)))
        other.emit(record("prefect", logging.ERROR, f"short {number}"))
    log.close()
    other.close()

    sizes = {each.name: each.stat().st_size for each in tmp_path.iterdir()}
    assert sizes.keys() == {"prefect.log", "prefect.log.1"}
    assert max(sizes.values()) < 2 * LARGEST
    assert (tmp_path / "prefect.log").read_text("utf-8").endswith("short 4\n")
    assert {each.stat().st_mode & 0o077 for each in tmp_path.iterdir()} == {0}


def test_a_log_that_cannot_be_written_disturbs_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = LogFile(str(tmp_path / "gone" / "prefect.log"))
    log.handle(record("prefect", logging.ERROR))

    assert capsys.readouterr() == ("", "")


PROGRAM = """
import logging, uvicorn, uvicorn.config
from prefect import flow
uvicorn.Config(app=None, log_level="error")
logging.getLogger("prefect.server.services").error("database is locked")
logging.getLogger("uvicorn.error").error("Exception in ASGI application")
logging.getLogger("prefect._internal.concurrency").error("inside")
logging.getLogger("prefect.runner").info("nobody needs it")
from prefect.logging.handlers import APILogWorker
import asyncio
asyncio.run(APILogWorker._handle_batch(None, [{}]))  # as where no server takes it
"""


def test_prefect_takes_this_for_its_own_configuration(tmp_path: Path) -> None:
    log = tmp_path / "prefect.log"
    given = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PREFECT_HOME": str(tmp_path),
        "PREFECT_LOGGING_SETTINGS_PATH": str(CONFIGURATION),
        "PREFECT_LOGGING_HANDLERS_FILE_FILENAME": str(log),
        "PREFECT_LOGGING_HANDLERS_HINT_FILENAME": str(log),
    }
    done = run([sys.executable, "-c", PROGRAM], env=given, check=True, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("", f"prefect  has trouble; its log says which: {log}\n")
    kept = [each.split(": ", 1) for each in log.read_text("utf-8").splitlines()]
    assert [(head.split()[-1], text) for head, text in kept] == [
        ("prefect.server.services", "database is locked"),
        ("uvicorn.error", "Exception in ASGI application"),
        ("prefect._internal.concurrency", "inside"),
    ]
