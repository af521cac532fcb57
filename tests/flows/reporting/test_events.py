"""Events of Prefect: the same happening has the same id, another one another."""

from dataclasses import replace
from datetime import date

from flows.reporting.events import Teller
from tests.flows.installed import NOON, founded_memory
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Passage

WORLD = founded_memory().world()
TELLER = Teller(WORLD.countries, "https://upr.example.org")
ADOPTION = Passage("KEN", 4, Phase.ADOPTION, date(2025, 8, 25), NOON)


def related(role: str, name: str, words: str) -> dict[str, str]:
    return {
        "prefect.resource.id": f"uprcycle.{role}.{name}",
        "prefect.resource.role": role,
        "prefect.resource.name": words,
    }


def test_an_event_says_what_automations_match_and_what_people_read() -> None:
    entered = TELLER.phase_entered(ADOPTION, 49, 3).as_json()

    assert entered == {
        "id": "61e94e02-9cc3-54fc-8150-48f5fc1fce38",
        "event": "uprcycle.phase.entered",
        "occurred": "2026-11-21T12:00:00+00:00",
        "resource": {
            "prefect.resource.id": "uprcycle.review.KEN.4",
            "prefect.resource.name": "Kenya, cycle 4: adoption since 2025-08-25",
            "country": "KEN",
            "cycle": "4",
            "phase": "adoption",
            "on": "2025-08-25",
            "release": "3",
        },
        "related": [
            related("country", "KEN", "Kenya"),
            related("release", "3", "release 3"),
            related("session", "49", "session 49"),
        ],
        "payload": {
            "text": "Kenya, cycle 4: adoption since 2025-08-25",
            "page": "https://upr.example.org/countries/KEN",
        },
    }


def test_the_id_follows_from_what_happened_and_not_from_when_it_is_told() -> None:
    first = TELLER.phase_entered(ADOPTION, 49, 3)
    other = TELLER.phase_entered(replace(ADOPTION, phase=Phase.FOLLOW_UP), 49, 3)

    assert replace(first, occurred=NOON.replace(hour=13)).id == first.id
    assert other.id != first.id
