"""What takes long is worked out once, beside the page, and a failure is raised and not kept."""

from itertools import count
from threading import Event

import pytest

from flows.site.background import Background


def test_it_is_worked_out_once_for_one_key() -> None:
    numbers, background = count(1), Background[int]()

    assert [background.ask(key, lambda: next(numbers)) for key in "aab"] == [1, 1, 2]


def test_what_is_taken_is_kept_no_longer() -> None:
    numbers, background = count(1), Background[int]()

    assert [background.take("a", lambda: next(numbers)) for _ in range(3)] == [1, 2, 3]


def test_whoever_asks_meanwhile_is_not_kept_waiting() -> None:
    gate, background = Event(), Background[str](patience=0)
    work = lambda: "done" if gate.wait(10) else "late"  # noqa: E731 - two words

    assert (background.ask("a", work), background.ask("b", work)) == (None, None)
    gate.set()
    while (found := background.ask("a", work)) is None:
        pass
    assert found == "done"


def test_what_fails_is_raised_once_and_begun_anew() -> None:
    background: Background[float] = Background()

    with pytest.raises(ZeroDivisionError):
        background.ask("a", lambda: 1 / 0)
    assert background.ask("a", lambda: 2.0) == 2.0
