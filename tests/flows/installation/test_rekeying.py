"""A new key: everything is sealed anew, nothing is lost, and it may be stopped anywhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.installation.founding import found
from flows.installation.keys import KeySource, load_keys, save_keys
from flows.installation.rekeying import examine_keys, retire, rotate
from flows.installation.sealing import FernetSeal, make_key
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from tests.flows.installed import NOON
from uprcycle.errors import RefusedError
from uprcycle.store.ports import Envelope

LETTER = b"Subject: x\r\n\r\nhttps://upr.example.org/answers/a-live-link"
LEASE = timedelta(minutes=30)


@pytest.fixture
def wiring(home: Path) -> Wiring:
    """An installation with three messages, sealed by its first key."""
    wiring = wire(Settings(data_dir=home))
    for number in range(3):
        claim(wiring, number)
    return wiring


def claim(wiring: Wiring, number: int) -> None:
    envelope = Envelope(f"<{number}@example.org>", (f"k{number}",), "p1", "email", LETTER, NOON)
    assert wiring.store.ledger.claim(envelope, now=NOON, lease=LEASE)


def payloads(wiring: Wiring) -> list[bytes]:
    return [row.envelope.payload for row in wiring.store.ledger.rows()]


def test_an_installation_keeps_no_message_in_clear(wiring: Wiring) -> None:
    assert payloads(wiring) == [LETTER] * 3
    written = b"".join(path.read_bytes() for path in wiring.settings.data_dir.glob("uprcycle.db*"))

    assert b"a-live-link" not in written
    assert [each.values for each in examine_keys(wiring).keys] == [3]


def test_rotation_loses_nothing_and_the_old_key_opens_nothing_any_more(wiring: Wiring) -> None:
    (old,) = load_keys(wiring.settings)

    assert rotate(wiring) == 3
    assert [each.values for each in examine_keys(wiring).keys] == [3, 0]
    assert (retire(wiring), len(load_keys(wiring.settings))) == (1, 1)
    assert payloads(wiring) == [LETTER] * 3
    assert list(filter(None, map(FernetSeal((old,)).open, wiring.store.sealed.values()))) == []


def test_a_process_that_runs_on_while_another_rotates_goes_on_sealing_and_opening(wiring: Wiring) -> None:
    rotate(wire(wiring.settings))
    claim(wiring, 3)
    retire(wire(wiring.settings))

    assert payloads(wiring) == [LETTER] * 4


def test_a_rotation_that_was_stopped_goes_on_with_the_same_key(wiring: Wiring) -> None:
    (old,) = load_keys(wiring.settings)
    new = make_key()
    save_keys(wiring.settings, (new, old))  # as it stands when the process dies before it seals anything
    with pytest.raises(RefusedError, match="older keys are needed"):
        retire(wiring)

    assert (rotate(wiring), rotate(wiring)) == (3, 0)
    retire(wiring)
    assert (load_keys(wiring.settings), payloads(wiring)) == ((new,), [LETTER] * 3)


def test_keys_in_the_setting_are_rotated_by_whoever_sets_it(wiring: Wiring) -> None:
    (old,), new = load_keys(wiring.settings), make_key()
    alone, both, after = (
        wire(wiring.settings.model_copy(update={"secret_key": keys})) for keys in ((old,), (new, old), (new,))
    )
    with pytest.raises(RefusedError, match="there is no new key"):
        rotate(alone)

    assert rotate(both) == 3
    with pytest.raises(RefusedError, match="the setting holds the keys"):
        retire(both)
    assert (retire(after), payloads(after)) == (0, [LETTER] * 3)
    assert examine_keys(after).source is KeySource.SETTING


def test_what_no_key_opens_is_counted_and_comes_back_with_its_key(wiring: Wiring) -> None:
    (old,) = load_keys(wiring.settings)
    save_keys(wiring.settings, (make_key(),))

    assert examine_keys(wiring).unopened == 3
    assert wiring.store.ledger.resumable(NOON + LEASE) == ()
    save_keys(wiring.settings, (make_key(), old))
    assert len(wiring.store.ledger.resumable(NOON + LEASE)) == 3


def test_a_new_installation_has_a_key_and_seals_nothing_yet(tmp_path: Path) -> None:
    wiring = found(Settings(data_dir=tmp_path)).wiring

    assert [(each.values) for each in examine_keys(wiring).keys] == [0]
