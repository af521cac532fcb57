"""Where keys come from, and that nobody else reads them."""

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from flows.installation.keys import (
    Keyring,
    KeySource,
    ensure_keys,
    is_exposed,
    key_file,
    load_keys,
    save_keys,
    source_of,
)
from flows.installation.sealing import FernetSeal, make_key
from flows.installation.settings import Settings
from uprcycle.errors import RefusedError

OLD, NEW = make_key(), make_key()


def test_a_key_is_made_once_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    ensure_keys(settings)
    made = load_keys(settings)
    ensure_keys(settings)

    assert (len(made), load_keys(settings)) == (1, made)
    assert source_of(settings) is KeySource.FILE
    assert [each.name for each in settings.data_dir.iterdir()] == ["uprcycle.key"]
    assert S_IMODE(key_file(settings).stat().st_mode) == 0o600


def test_the_setting_comes_before_the_file_and_needs_none(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, secret_key=(NEW, OLD))
    ensure_keys(settings)

    assert load_keys(settings) == (NEW, OLD)
    assert source_of(settings) is KeySource.SETTING
    assert list(tmp_path.iterdir()) == []


def test_keys_are_put_in_place_of_others_as_private_as_they(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    ensure_keys(settings)
    key_file(settings).chmod(0o644)
    save_keys(settings, (NEW, OLD))

    assert load_keys(settings) == (NEW, OLD)
    assert [each.name for each in tmp_path.iterdir()] == ["uprcycle.key"]
    assert not is_exposed(settings)


@pytest.mark.parametrize(
    ("mode", "exposed"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True), (0o620, True)]
)
def test_a_file_that_others_can_read_or_change_is_seen(tmp_path: Path, mode: int, *, exposed: bool) -> None:
    settings = Settings(data_dir=tmp_path)
    ensure_keys(settings)
    key_file(settings).chmod(mode)

    assert is_exposed(settings) is exposed


def test_where_there_is_no_file_nothing_is_exposed(tmp_path: Path) -> None:
    assert not is_exposed(Settings(data_dir=tmp_path))


@pytest.mark.parametrize(
    "content",
    [None, "", "a key", f"{NEW}\nmore", "\x80"],
    ids=["absent", "empty", "no-key", "a-key-and-more", "no-text"],
)
def test_without_a_key_nothing_is_sealed_and_the_remedy_is_said(tmp_path: Path, content: str | None) -> None:
    settings = Settings(data_dir=tmp_path)
    if content is not None:
        key_file(settings).write_text(content, "latin-1")

    with pytest.raises(RefusedError) as refusal:
        Keyring(settings).seal(b"text")

    (problem,) = refusal.value.problems
    assert problem.what == ("is not there" if content is None else "cannot be read, or holds no key")
    assert NEW not in str(refusal.value)


def test_a_ring_that_runs_on_knows_the_keys_that_another_process_made(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    ensure_keys(settings)
    ring = Keyring(settings)
    (first,), sealed = load_keys(settings), ring.seal(b"text")
    save_keys(settings, (NEW, first))

    assert FernetSeal((NEW,)).open(ring.seal(b"text")) == b"text"
    assert ring.open(sealed) == b"text"
    save_keys(settings, (NEW,))
    assert ring.open(sealed) is None


def test_a_setting_s_ring_needs_no_folder(tmp_path: Path) -> None:
    ring = Keyring(Settings(data_dir=tmp_path / "nowhere", secret_key=(NEW,)))

    assert ring.open(ring.seal(b"text")) == b"text"
    assert not (tmp_path / "nowhere").exists()


def test_settings_never_show_a_key() -> None:
    assert NEW not in repr(Settings(secret_key=(NEW,)))
    assert "UPRCYCLE_SECRET_KEY" not in os.environ
