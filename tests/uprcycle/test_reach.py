from datetime import UTC, datetime, timedelta

import pytest

from uprcycle.reach import Sign, Trace, Unreached, find_unreached

BEGAN = datetime(2026, 5, 4, 7, tzinfo=UTC)
SENT, BACK, CLEARED = Sign.SENT, Sign.CAME_BACK, Sign.CLEARED


def day(count: float) -> datetime:
    return BEGAN + timedelta(days=count)


def traces(*signs: tuple[float, Sign], person: str = "p1") -> list[Trace]:
    return [Trace(person, day(on), sign, "5.1.1" if sign is BACK else "") for on, sign in signs]


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        pytest.param([], None, id="nothing-known"),
        pytest.param([(0, SENT)], None, id="arrived"),
        pytest.param([(0, BACK)], (0, 0, 1), id="once"),
        pytest.param([(0, BACK), (7, BACK), (14, BACK)], (0, 14, 3), id="three-times"),
        pytest.param([(14, BACK), (0, BACK)], (0, 14, 2), id="in-any-order"),
        pytest.param([(0, BACK), (7, SENT)], None, id="arrived-since"),
        pytest.param([(0, BACK), (7, SENT), (14, BACK)], (14, 14, 1), id="counted-from-the-last-arrival"),
        pytest.param([(0, BACK), (19, SENT)], (0, 0, 1), id="may-still-come-back"),
        pytest.param([(0, BACK), (19, CLEARED)], None, id="somebody-says-so"),
        pytest.param([(0, BACK), (7, CLEARED), (8, BACK)], (8, 8, 1), id="and-was-wrong"),
    ],
)
def test_somebody_is_unreached_while_their_last_mails_came_back(
    signs: list[tuple[float, Sign]], expected: tuple[int, int, int] | None
) -> None:
    found = find_unreached(traces(*signs), day(20))

    if expected is None:
        assert found == {}
    else:
        since, last, failures = expected
        assert found == {"p1": Unreached("p1", day(since), day(last), "5.1.1", failures)}


def test_nobody_is_marked_by_the_mail_of_another() -> None:
    found = find_unreached([*traces((0, BACK), person="p2"), *traces((0, SENT), person="p1")], day(9))

    assert list(found) == ["p2"]


@pytest.mark.parametrize(
    ("failures", "on", "expected"),
    [
        pytest.param(2, 14, False, id="not-yet"),
        pytest.param(3, 14, True, id="paused"),
        pytest.param(3, 43.9, True, id="still"),
        pytest.param(3, 44, False, id="tried-again"),
    ],
)
def test_after_three_mails_that_came_back_there_is_a_pause(
    failures: int, on: float, *, expected: bool
) -> None:
    assert Unreached("p1", day(0), day(14), "5.1.1", failures).is_paused(day(on)) is expected
