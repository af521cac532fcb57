from typing import Any

import pytest

from tests.web.site import ask, ask_all, show, world
from uprcycle.wording.language import ENGLISH
from web.api.schema import CountriesShape, ProblemShape, SessionsShape, TimetableShape


def test_every_state_has_its_timetable_in_the_promised_shape() -> None:
    codes = [each.iso3 for each in world().countries.members()]
    answers = ask_all(f"/api/v1/countries/{code}" for code in codes)
    timetables = [TimetableShape.model_validate_json(each.content, strict=True) for each in answers]

    assert [each.country for each in timetables] == codes
    assert {m.visibility for each in timetables for m in each.milestones} == {"public"}


def test_a_timetable_is_what_the_command_line_shows() -> None:
    assert ask("/api/v1/countries/USA").json() == show(world().timetable("USA"), ENGLISH)


def test_an_earlier_cycle_is_asked_for_by_number() -> None:
    assert ask("/api/v1/countries/KEN?cycle=3").json()["cycle"] == 3


def test_an_unknown_date_is_null_and_listed() -> None:
    milestones = ask("/api/v1/countries/UKR").json()["milestones"]

    unknown = {
        (each["start"], each["end"], each["all_day"]) for each in milestones if each["precision"] == "unknown"
    }

    assert unknown == {(None, None, False)}
    assert "working-group-review" in {each["id"] for each in milestones if each["precision"] == "unknown"}


def test_all_states_are_listed_with_where_they_stand() -> None:
    found = CountriesShape.model_validate_json(ask("/api/v1/countries").content, strict=True)
    by_code = {each.country: each for each in found.countries}

    assert (len(found.countries), found.release) == (193, 1)
    assert (by_code["KEN"].phase, by_code["KEN"].session, by_code["KEN"].status) == (
        "follow-up",
        49,
        "tentative",
    )
    assert (by_code["UKR"].phase, by_code["UKR"].session, by_code["UKR"].review.precision) == (
        None,
        None,
        "unknown",
    )


def test_all_sessions_are_listed_with_their_states() -> None:
    found = SessionsShape.model_validate_json(ask("/api/v1/sessions").content, strict=True)
    session = next(each for each in found.sessions if each.session == 53)

    assert (len(found.sessions), session.dates.precision, session.status) == (28, "month", "tentative")
    assert (len(session.countries), "USA" in session.countries) == (15, True)


@pytest.mark.parametrize(
    "path", ["/api/v1/countries/ken", "/api/v1/countries/VAT", "/api/v1/countries/KEN?cycle=x"]
)
def test_a_refusal_has_the_promised_shape(path: str) -> None:
    answer = ask(path)

    assert ProblemShape.model_validate_json(answer.content, strict=True).status == answer.status_code == 404


def references(node: Any) -> list[str]:  # noqa: ANN401 - a JSON document
    if isinstance(node, dict):
        found = [each for child in node.values() for each in references(child)]
        return [node["$ref"], *found] if "$ref" in node else found
    return [each for child in node for each in references(child)] if isinstance(node, list) else []


def test_the_document_names_every_path_and_every_reference_in_it_resolves() -> None:
    document = ask("/api/openapi.json").json()
    schemas = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}

    assert sorted(document["paths"]) == [
        "/api/problems",
        "/api/problems/{name}",
        "/api/v1/audit",
        "/api/v1/changes",
        "/api/v1/changes/{which}",
        "/api/v1/countries",
        "/api/v1/countries/{code}",
        "/api/v1/countries/{code}/documents",
        "/api/v1/duties",
        "/api/v1/duties/{office}/{cycle}/{task}",
        "/api/v1/duties/{office}/{cycle}/{task}/answer",
        "/api/v1/me",
        "/api/v1/nudges",
        "/api/v1/offices",
        "/api/v1/releases",
        "/api/v1/schedule/plan",
        "/api/v1/sessions",
    ]
    assert set(references(document)) <= schemas


def test_titles_come_in_the_language_asked_for() -> None:
    assert ask("/api/v1/countries?lang=en").headers["vary"] == "Accept-Encoding, Accept-Language"
