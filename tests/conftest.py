"""What every test runs under: a Prefect home of its own, and no silent skip where strictness is asked for."""

import gc
import os
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.dealing import ByFile, is_drawn, turn_of
from tests.effort import BRIEF, DEEP

STRICT = bool(os.environ.get("UPRCYCLE_TEST_STRICT"))
SHARE = int(os.environ.get("UPRCYCLE_TEST_SHARE", "1"))

# No deadline: on a busy machine it would fail what is well. On top of Hypothesis' own profile, which draws
# the same examples every time where CI is set.
settings.register_profile("usual", deadline=None, max_examples=50)
# Whoever names no number of examples draws 50 usually; the rest ask tests.effort for theirs.
settings.register_profile("deep", deadline=None, max_examples=500, derandomize=False)
settings.register_profile("brief", deadline=None, max_examples=25)
settings.load_profile("brief" if BRIEF else "deep" if DEEP else "usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="rewrite the golden files first")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check that a text is what the folder ``golden`` beside the test holds under a name."""

    def check(name: str, text: str) -> None:
        path = request.path.parent / "golden" / name
        if request.config.getoption("--regold"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return check


def pytest_configure(config: pytest.Config) -> None:
    """Move to another zone if asked; keep Prefect off the developer's own profile and off the network."""
    move_to_a_zone()
    home = tempfile.TemporaryDirectory(prefix="uprcycle-prefect-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ["PREFECT_HOME"] = home.name
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"


def move_to_a_zone() -> None:
    """Let each worker of a run live in another of the zones in ``UPRCYCLE_TEST_ZONES``, in turn."""
    zones = os.environ.get("UPRCYCLE_TEST_ZONES", "").split()
    if zones:
        worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        os.environ["TZ"] = zones[worker % len(zones)]
        time.tzset()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out all but a share of the files if asked, unread; the seed of their order decides which."""
    seed, name = config.getoption("randomly_seed", 0), collection_path.relative_to(config.rootpath)
    return (collection_path.is_file() and not is_drawn(f"{name}", seed, SHARE)) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    if config.getoption("loadgroup", default=False):  # on a worker
        items.sort(key=turn_of)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search nothing for garbage while tests are collected, nor ever what they are then: it stays."""
    gc.disable()
    gc.set_threshold(10_000)  # and the rest seldom: worlds are large, kept, and hold no garbage
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile | None:
    """Deal out tests by file where their groups are asked for."""
    return ByFile(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        fail(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if STRICT and report.skipped:
        fail(report)
    return report


def fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that keeps the reason; only `.ci/run` asks for this."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"skipped in a strict run: {reason}"
