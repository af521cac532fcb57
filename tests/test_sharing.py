"""What takes seconds to make is made once, whichever worker comes first."""

from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from tests.sharing import made_once


def test_many_that_ask_at_once_get_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    made, found = list[Path](), list[Path]()

    def make(folder: Path) -> None:
        made.append(folder)
        folder.mkdir()
        sleep(0.05)
        (folder / "whole").touch()

    def ask() -> None:
        folder = made_once(tmp_path_factory, "asked-for-at-once", make)
        assert (folder / "whole").exists()
        found.append(folder)

    threads = [Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert (len(made), len(found), len({*found})) == (1, 4, 1)
