"""Rooms in other services come from a file of the operator, whole or not at all."""

from pathlib import Path

import pytest

from notifications.other_rooms import OtherRoom, load_other_rooms, read_other_rooms
from uprcycle.errors import BadInputError

SECRET = "hunter2"
ROOM = f"""
[[room]]
name = "matrix-kenya"
schema = "matrixs"
address = "matrixs://robot:{SECRET}@matrix.example.org/!room"
office = "RCO Kenya"
country = "KEN"
"""


def problems(text: str) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_other_rooms(text, "rooms.toml")
    assert SECRET not in str(refusal.value)
    return [str(each) for each in refusal.value.problems]


def test_a_room_is_read_with_english_unless_it_says_otherwise() -> None:
    room = OtherRoom(
        "matrix-kenya",
        "matrixs",
        "RCO Kenya",
        "KEN",
        "en",
        f"matrixs://robot:{SECRET}@matrix.example.org/!room",
    )

    assert read_other_rooms(ROOM, "rooms.toml") == (room,)
    assert read_other_rooms(f'{ROOM}language = "fr"', "rooms.toml")[0].language == "fr"
    assert SECRET not in repr(room)
    assert room.allowed_as.startswith("matrixs#")
    assert len(room.allowed_as) == len("matrixs#") + 12


def test_a_file_is_read_whole_and_without_one_there_are_no_rooms(tmp_path: Path) -> None:
    file = tmp_path / "rooms.toml"
    file.write_text(ROOM, "utf-8")

    assert load_other_rooms(file) == read_other_rooms(ROOM, "rooms.toml")
    assert load_other_rooms(None) == ()
    file.write_bytes(b"\xff")
    for path in (file, tmp_path / "none.toml"):
        with pytest.raises(BadInputError, match=f"{path.name}: cannot be read"):
            load_other_rooms(path)


def test_an_empty_file_allows_nothing() -> None:
    assert read_other_rooms("", "rooms.toml") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[room", "rooms.toml: is no TOML; write a table [[room]] for each room"),
        ("room = [1]", "rooms.toml: room 1: is no table; write a table [[room]] for each room"),
        (
            ROOM.replace('schema = "matrixs"', 'schema = "json"'),
            "rooms.toml: room 1: has an address of another schema than it names; let both be the same",
        ),
        (
            ROOM.replace("matrix-kenya", "Matrix Kenya"),
            "rooms.toml: room 1: has the name 'Matrix Kenya'; use small letters, digits and hyphens",
        ),
        (ROOM.replace('"KEN"', "4"), "rooms.toml: room 1: has a country that is no text; put it into quotes"),
        (
            f'{ROOM}colour = "red"',
            (
                "rooms.toml: room 1: has an unknown key 'colour'; "
                "use name, schema, address, office, country, language"
            ),
        ),
        (
            ROOM.replace('office = "RCO Kenya"', ""),
            "rooms.toml: room 1: has no office; give name, schema, address, office, country",
        ),
        (ROOM * 2, "rooms.toml: names 'matrix-kenya' twice; give each room a name of its own"),
        (
            ROOM.replace("/!room", "/ room"),
            "rooms.toml: room 1: has an address of another schema than it names; let both be the same",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_all_that_is_wrong(text: str, said: str) -> None:
    assert problems(text) == [said]
