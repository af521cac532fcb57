"""Events of Prefect: the same happening has the same id, another one another."""

from dataclasses import replace

from flows.events import Teller
from tests.flows.installation import NOON, founded_memory
from uprcycle.reviews.phases import Phase

WORLD = founded_memory().world()
TELLER = Teller(WORLD.countries, "https://upr.example.org")
KENYA = WORLD.timetable("KEN")


def related(role: str, name: str, words: str) -> dict[str, str]:
    return {
        "prefect.resource.id": f"uprcycle.{role}.{name}",
        "prefect.resource.role": role,
        "prefect.resource.name": words,
    }


def test_an_event_says_what_automations_match_and_what_people_read() -> None:
    entered = TELLER.phase_entered(KENYA, Phase.ADOPTION, NOON, 3).as_json()

    assert entered == {
        "id": "70cfefde-40d9-5845-9da8-ffb8b5d2f2d2",
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
    first = TELLER.phase_entered(KENYA, Phase.ADOPTION, NOON, 3)
    other = TELLER.phase_entered(KENYA, Phase.FOLLOW_UP, NOON, 3)

    assert replace(first, occurred=NOON.replace(hour=13)).id == first.id
    assert other.id != first.id
