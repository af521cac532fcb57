"""Keys on the command line: named, counted, rotated; shown only where one is drawn."""

from pathlib import Path

import pytest

from flows.installation.keys import load_keys
from flows.installation.sealing import name_of
from flows.installation.setting_kinds import is_key
from flows.installation.settings import Settings
from flows.installation.wiring import wire
from tests.flows.installation.test_rekeying import LEASE
from tests.flows.installed import NOON, CommandLine
from uprcycle.store.ports import Envelope


@pytest.fixture
def settings(home: Path) -> Settings:
    """An installation with one message in its ledger."""
    settings = Settings(data_dir=home)
    wiring = wire(settings)
    wiring.store.ledger.claim(Envelope("<m@x>", ("k",), "p", "email", b"text", NOON), now=NOON, lease=LEASE)
    wiring.store.close()
    return settings


def test_status_names_keys_and_shows_none(settings: Settings, uprcycle: CommandLine) -> None:
    (key,) = load_keys(settings)

    assert uprcycle("keys", "status", "--json").value == {
        "source": "file",
        "keys": [{"name": name_of(key), "values": 1}],
        "unopened": 0,
    }
    assert key not in uprcycle("keys", "status").out


def test_a_rotation_is_shown_first_and_done_on_demand(settings: Settings, uprcycle: CommandLine) -> None:
    (old,) = load_keys(settings)
    planned = uprcycle("keys", "rotate")
    assert planned.out == "1 sealed value\nNothing was changed; --yes does it.\n"
    assert load_keys(settings) == (old,)

    assert uprcycle("keys", "rotate", "--yes", "--json").value == {"rotated": True, "values": 1}
    assert uprcycle("keys", "retire").out == "1 older key\nNothing was changed; --yes does it.\n"
    assert uprcycle("keys", "retire", "--yes", "--json").value == {"retired": True, "keys": 1}
    assert old not in load_keys(settings)
    assert uprcycle("nudges", "ledger", "--json").value[0]["state"] == "claimed"


def test_a_drawn_key_fits_the_setting_and_nothing_is_kept(
    settings: Settings, uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, key = load_keys(settings), uprcycle("keys", "make").out.strip()

    assert is_key(key)
    assert load_keys(settings) == before
    monkeypatch.setenv("UPRCYCLE_SECRET_KEY", f"{key},{before[0]}")
    assert uprcycle("keys", "rotate", "--yes").status == 0
    assert uprcycle("keys", "status", "--json").value["keys"] == [
        {"name": name_of(key), "values": 1},
        {"name": name_of(before[0]), "values": 0},
    ]


def test_a_wrong_key_is_refused_and_not_repeated(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    assert home.is_dir()
    monkeypatch.setenv("UPRCYCLE_SECRET_KEY", "hunter2")
    answer = uprcycle("keys", "status")

    assert answer.status == 2
    assert "UPRCYCLE_SECRET_KEY: '…' does not fit; write keys as `uprcycle keys make`" in answer.err
    assert "hunter2" not in answer.out + answer.err
