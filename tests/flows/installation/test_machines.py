"""Machines of one installation say in eight letters whether they are set alike."""

from pathlib import Path
from typing import Any

import pytest

from flows.installation.machines import agreement
from flows.installation.settings import Settings

KEY, OTHER = "A" * 43 + "=", "b" * 43 + "="
ONE = Settings(secret_key=(KEY,), base_url="https://upr.example.org")


@pytest.mark.parametrize(
    "mine",
    [
        {"data_dir": Path("elsewhere")},
        {"host": "192.0.2.1", "port": 80, "workers": 4, "prefect_port": 4300},
        {"database_url": "postgresql://upr@db.example.org/upr", "redis_url": "redis://redis.example.org"},
        {"operator": "operator@example.org", "watch_every_seconds": 60},
    ],
)
def test_what_a_machine_may_have_of_its_own_is_left_out(mine: dict[str, Any]) -> None:
    assert agreement(ONE.model_copy(update=mine)) == agreement(ONE)


@pytest.mark.parametrize(
    "other",
    [
        {"secret_key": (OTHER,)},
        {"secret_key": (OTHER, KEY)},
        {"base_url": "https://other.example.org"},
        {"calendar_host": "upr.example.org"},
        {"allowlist": ("@example.org",)},
        {"notice_review_minutes": 5},
        {"cadence": Path(__file__)},
    ],
)
def test_what_all_must_have_alike_makes_other_letters(other: dict[str, Any]) -> None:
    assert agreement(ONE.model_copy(update=other)) != agreement(ONE)


def test_a_file_counts_by_what_stands_in_it_and_no_key_can_be_read_from_the_letters(tmp_path: Path) -> None:
    said = []
    for name in ("one", "two"):
        (tmp_path / name).write_text("rules of our own", "utf-8")
        said.append(agreement(ONE.model_copy(update={"cadence": tmp_path / name})))

    assert said[0] == said[1]
    assert len(said[0]) == 8
