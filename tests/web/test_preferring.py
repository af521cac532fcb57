"""The page of preferences wherever it stands: what is shown, what is kept, and to whom nothing is."""

from collections.abc import Mapping

import pytest
from fastapi import Request, Response

from tests.web.site import SOURCES
from tests.web.test_preferences import FORM, TOKEN, Desk
from web.page import Visit
from web.preferring import Counter, Said, show_choices, take_choices


class StrangerError(Exception):
    """Nobody is known by what was shown."""


SENT: list[tuple[str, Mapping[str, object]]] = []


def counter(desk: Desk, shown: str = TOKEN) -> Counter:
    def send(visit: Visit, values: Mapping[str, object]) -> Response:
        SENT.append((visit.language.code, values))
        return Response()

    request = Request({"type": "http", "headers": [], "query_string": b"", "path": "/"})
    return Counter(Visit(request, SOURCES, ""), desk, shown, send, StrangerError)


def test_every_button_is_obeyed_and_the_page_says_so_in_the_language_of_its_reader() -> None:
    desk = Desk()
    SENT.clear()

    for form in (FORM, {"action": "leave"}, {"action": "return"}, FORM | {"mail_to": "9"}):
        take_choices(counter(desk), form)

    assert [code for code, _ in SENT] == ["fr"] * 4
    assert [values["said"] for _, values in SENT] == [Said.SAVED, Said.GONE, Said.BACK, Said.NOTHING]
    assert [values["gone"] for _, values in SENT] == [False, True, False, False]
    assert [values["problems"] for _, values in SENT] == [[], [], [], ["mail hours"]]


def test_who_is_not_known_is_refused_as_the_page_wants() -> None:
    with pytest.raises(StrangerError):
        show_choices(counter(Desk(), "other"), None)
