"""How tests are dealt out to workers: by file, so that what a file makes for its tests is made once."""

from zlib import crc32

import pytest
from xdist.scheduler import LoadGroupScheduling  # type: ignore[import-untyped]


class ByFile(LoadGroupScheduling):  # type: ignore[misc]  # xdist has no types
    """Deals out the tests of a group together, and of those in no group each file's, in their order."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        """Leave the order as it is: pytest-xdist would begin with what has many tests, however quick."""
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid, str(super()._split_scope(nodeid)))


def unit_of(nodeid: str, group: str) -> str:
    """Return what a test is dealt out with: its group, or its file where it stands for itself."""
    return nodeid.partition("::")[0] if group == nodeid else group


def turn_of(item: pytest.Item) -> int:
    """Return when a test's turn comes: what takes long early, or one worker ends long after the others."""
    if item.get_closest_marker("xdist_group"):
        return 0
    return 1 if item.get_closest_marker("slow") else 2


def is_drawn(path: str, seed: object, share: int) -> bool:
    """Tell whether a file is among the one in ``share`` that a seed draws."""
    return not crc32(f"{seed} {path}".encode()) % share
