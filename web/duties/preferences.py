"""How somebody who signed in is written to: the page that the link in their mails opens too."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from fastapi import APIRouter, Response

from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.page import Visit
from web.preferring import Counter, show_choices, take_choices
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/my/preferences", include_in_schema=False)


@router.get("")
def show_preferences(reader: Signed) -> Response:
    """Show how the reader is written to."""
    counter = _counter(reader)
    return show_choices(counter, counter.desk.look(counter.shown))


@router.post("")
def change_preferences(reader: Signed, form: OwnForm) -> Response:
    """Keep what the form says, decline everything or take that back."""
    return take_choices(_counter(reader), form)


def _counter(reader: Reader) -> Counter:
    def send(visit: Visit, values: Mapping[str, object]) -> Response:
        spoken = replace(reader, visit=visit)
        return render_signed(spoken, "preferences.html.j2", HTTPStatus.OK, frame="signed.html.j2", **values)

    def refuse() -> NotThereError:
        return NotThereError(
            reader.visit.language.text(
                "Nobody writes to you: you are not on the list of people who hold offices."
            )
        )

    return Counter(reader.visit, reader.visit.sources.own.preferences, reader.principal.id, send, refuse)
