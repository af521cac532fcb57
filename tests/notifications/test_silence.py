from datetime import timedelta, timezone

from notifications.silence import Silence
from tests.notifications.build import NOON, person


def test_a_key_names_the_reader_and_nobody_who_is_silent() -> None:
    silence = Silence("KEN", "Civic Forum", NOON)

    assert silence.key(person("p1")) == "unreached/KEN/2026-05-04T12:00:00/email/p1"


def test_the_same_moment_gives_the_same_key_in_every_zone() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=9)))

    assert Silence("KEN", "Forum", there).key(person()) == Silence("KEN", "Forum", NOON).key(person())
