"""Forms of one's own calendars: what is ticked, what is strange, and what a form offers again."""

from dataclasses import replace

import pytest
from fastapi import Request

from tests.flows.signed import AMINA, TOGO, UGANDA
from tests.web.site import SOURCES, TODAY
from uprcycle.access.principal import Principal
from uprcycle.people import Assignment, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import FeedState, Filter, Scope, TaskForm, Wish
from web.duties.feed_words import STATES, build_form, read_wish
from web.page import Visit

HELD = (Assignment(AMINA, UGANDA, organisation="UNDP"), Assignment(AMINA, TOGO))
READER = Principal("p-amina", "Amina", "amina@example.org", "en", (), HELD, TODAY)
VISIT = Visit(Request({"type": "http", "headers": [], "query_string": b"", "path": "/"}), SOURCES, "")
USUAL = Filter(shows_cancelled=False)


@pytest.mark.parametrize(
    ("form", "wish"),
    [
        ({}, Wish("", filter=USUAL)),
        ({"title": " a  b ", "whose": "office:RCO Togo"}, Wish("a b", Scope.OFFICE, "RCO Togo", USUAL)),
        ({"whose": "else:x", "tasks": "else"}, Wish("", Scope.PERSON, "x", USUAL)),
        (
            {
                "state_TGO": "yes",
                "state_KEN": "yes",
                "kind_event": "yes",
                "cancelled": "yes",
                "tasks": "none",
            },
            Wish("", filter=Filter(("TGO",), kinds=(Kind.EVENT,), tasks=TaskForm.NONE)),
        ),
        ({f"phase_{each.value}": "yes" for each in Phase}, Wish("", filter=USUAL)),
        ({"language": "fr", "second": "fr"}, Wish("", filter=replace(USUAL, languages=("fr",)))),
        ({"language": "xx", "second": "fr"}, Wish("", filter=replace(USUAL, languages=("fr",)))),
    ],
)
def test_a_form_is_read_and_the_usual_taken_for_what_is_strange(form: dict[str, str], wish: Wish) -> None:
    assert read_wish(form, READER, VISIT) == wish


def test_a_form_offers_what_its_reader_has_and_holds_what_is_chosen() -> None:
    chosen = Filter(("TGO",), (Role.RCO,), languages=("fr", "en"))

    form = build_form("Mine", chosen, READER, VISIT, "organisation:UNDP")

    assert [(each.value, each.is_chosen) for each in form.whose] == [
        ("person", False),
        ("office:RCO Togo", False),
        ("office:RCO Uganda", False),
        ("organisation:UNDP", True),
    ]
    assert [(each.text, each.is_chosen) for each in form.states] == [("Togo", True), ("Uganda", False)]
    assert [each.value for each in (*form.first, *form.second) if each.is_chosen] == ["fr", "en"]
    assert build_form("Mine", chosen, READER, VISIT).whose == ()
    assert set(STATES) == set(FeedState)
