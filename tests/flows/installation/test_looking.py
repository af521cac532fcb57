"""Looking again: after a failure too, and no more once the block has ended."""

import logging
import threading

import pytest

from flows.installation.looking import Rhythm, looking


def test_it_looks_again_after_a_failure_and_logs_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    looks, again = [], threading.Event()

    def look() -> None:
        looks.append(1)
        if len(looks) == 1:
            raise ValueError("amina@example.org")
        again.set()

    with caplog.at_level(logging.ERROR), looking(look, Rhythm("trial", 0.001, 5), "it could not look"):
        assert again.wait(5)
    seen = len(looks)

    assert not any(each.name == "trial" for each in threading.enumerate())
    assert len(looks) == seen
    assert [(each.name, each.getMessage()) for each in caplog.records] == [
        ("uprcycle.trial", "it could not look: ValueError")
    ]
