"""Invented people of an installation: whoever looks after it, two focal points, and a partner."""

from dataclasses import replace

from flows.installation.wiring import Wiring
from flows.site.granting import Granting
from tests.flows.answered import UGANDA
from tests.flows.installed import NOON
from uprcycle.access.standing import Standing
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.roster.identity import person_id
from web.access.source import Wish


def _invented(name: str) -> Person:
    address = f"{name}@example.org"
    return Person(person_id(address), f"{name.title()} Example", address)


OLGA, SAMI, AMINA, BRUNO, PETRA = map(_invented, ("olga", "sami", "amina", "bruno", "petra"))
"""Olga may do everything; Sami is an officer; Amina and Bruno hold an office; Petra works for a partner."""

OFFICE_ROOMS = (
    "/desk",
    "/desk/releases/1/rollback",
    "/desk/releases/2/undo",
    "/desk/releases/compare?from=1&to=2",
    "/people",
    "/outbox",
    "/access",
    "/access/keys",
    "/access/hooks",
    "/my/sign-ins",
)
"""Where whoever may do everything begins, when a walk follows links from there."""

FORUM = Office("Civic Forum", "UGA", frozenset({Role.CSO}))
STANDINGS = ((OLGA, Standing.ADMINISTRATOR), (OLGA, Standing.OFFICER), (SAMI, Standing.OFFICER))


def settle(wiring: Wiring, language: str = "en") -> None:
    """Let these people hold their offices and have their standings."""
    held = [Assignment(each, UGANDA) for each in (AMINA, BRUNO)]
    theirs = [
        replace(each, person=replace(each.person, language=language))
        for each in (*held, Assignment(PETRA, FORUM))
    ]
    wiring.store.people.save(theirs, by="desk", at=NOON)
    granting = Granting(wiring)
    for person, standing in STANDINGS:
        granting.grant(Wish(person.email, person.name, standing.value, ""), by="desk")
