from dataclasses import dataclass

import pytest

from notifications.pace import Pace


@dataclass
class Watch:
    """A clock that moves only while somebody sleeps, or is put forward."""

    moment: float = 100

    def now(self) -> float:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.moment += seconds


def moments(per_second: float, *pauses: float) -> list[float]:
    """Return when each message goes, with a pause after each."""
    watch, sent = Watch(), []
    pace = Pace(per_second, watch.now, watch.sleep)
    for pause in pauses:
        pace.wait()
        sent.append(watch.moment - 100)
        watch.moment += pause
    return sent


@pytest.mark.parametrize(
    ("per_second", "pauses", "expected"),
    [
        pytest.param(2, [0, 0, 0, 0], [0, 0.5, 1, 1.5], id="spaced-out"),
        pytest.param(2, [0.25, 0.25, 0], [0, 0.5, 1], id="what-is-spent-counts"),
        pytest.param(2, [3, 0, 0], [0, 3, 3.5], id="a-pause-saves-nothing-up"),
        pytest.param(0.5, [0, 0], [0, 2], id="less-than-one-a-second"),
        pytest.param(0, [0, 0, 0], [0, 0, 0], id="as-fast-as-it-answers"),
    ],
)
def test_when_messages_go(per_second: float, pauses: list[float], expected: list[float]) -> None:
    assert moments(per_second, *pauses) == expected
