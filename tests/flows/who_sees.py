"""Who may find which rule where: one table, and what is not as it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache

from flows.installation.wiring import Wiring
from notifications.digest import Digest
from notifications.notices import Notice
from tests.flows.canaries import found_in, in_memory, person_of, rows
from uprcycle.rules.rule import Kind

UN = (
    *("RC", "RCO", "UNCT", "UN-ENTITY", "HRA"),
    *("OHCHR", "OHCHR-FIELD", "DCO-REGIONAL", "UN-REGIONAL-HQ", "UN-MISSION"),
)
PARTNERS = (
    *("GOVERNMENT", "NMIRF", "NHRI", "CSO", "PARLIAMENT", "JUDICIARY", "MEDIA", "EMBASSIES"),
    *("PERMANENT-MISSIONS", "RECOMMENDING-STATES", "DONORS", "UPR-INFO", "TROIKA", "REGIONAL-BODY"),
    *("HRC", "LOCAL-GOV", "PRIVATE-SECTOR"),
)
NOBODY, THE_PUBLIC = "nobody", "public"  # an office without a role; whoever has an address
ROLES = (*UN, *PARTNERS)
VIEWERS = (*ROLES, NOBODY, THE_PUBLIC)

GRANTS: Mapping[str, Mapping[str, str]] = {
    "open": {"public": "anybody"},
    "dates": {"public": "anybody", "partners": "a role", "un-internal": "of the UN"},
    "tasks": {"public": "addressed", "partners": "addressed", "un-internal": "addressed, of the UN"},
    "guidance": {"private": "addressed"},
    "mail": {"public": "addressed"},
    "passed on": {"public": "of the UN"},
    "passed on in full": {"public": "of the UN", "partners": "of the UN", "un-internal": "of the UN"},
    "never": {},
}
"""Whom each level is for, by what is looked at; what does not stand here is denied."""


@dataclass(frozen=True)
class View:
    """What each viewer reads somewhere, and the rules that have a place there whoever looks.

    ``places`` is None for a view that shows a choice: there it only counts what must not be seen.
    """

    name: str
    grant: str
    seen: Mapping[str, frozenset[str]]
    places: frozenset[str] | None = None


def is_granted(grant: str, viewer: str, row: Mapping[str, object]) -> bool:
    """Tell from the table alone whether ``viewer`` may find the rule of ``row``."""
    conditions = GRANTS[grant].get(str(row["visibility"]))
    holds = {
        "anybody": True,
        "a role": viewer in ROLES,
        "of the UN": viewer in UN,
        "addressed": viewer in row["actors"],  # type: ignore[operator]
    }
    return conditions is not None and all(holds[each] for each in conditions.split(", "))


def differences(views: Iterable[View]) -> tuple[int, list[str]]:
    """Return how many cells were looked at, and each that is not as the table says."""
    cells, wrong = 0, []
    for view in views:
        for viewer in VIEWERS:
            seen = view.seen.get(viewer, frozenset())
            for rule_id, row in rows().items():
                cells += 1
                may = is_granted(view.grant, viewer, row)
                expected = may and rule_id in (seen if view.places is None else view.places)
                if expected is not (rule_id in seen):
                    wrong.append(f"{viewer} finds {rule_id} in {view.name}: {rule_id in seen}")
    return cells, wrong


@cache
def wiring() -> Wiring:
    return in_memory((*ROLES, NOBODY))


DATED = frozenset(rule_id for rule_id, row in rows().items() if row["kind"] != Kind.ACTION)


def everybody(text: str) -> dict[str, frozenset[str]]:
    """Return what all viewers find in a text that is the same for all."""
    return dict.fromkeys(VIEWERS, found_in(text))


def named_before() -> frozenset[str]:
    """Return the rules that entries of public feeds name as what comes first."""
    public = [row for row in map(rows().get, DATED) if row and row["visibility"] == "public"]
    return frozenset(each for row in public for each in row.get("depends_on", ()))


def role_of(sent: Digest | Notice) -> str:
    return next(each for each in VIEWERS if person_of(each).id == sent.person.id)


def texts_of(mail: EmailMessage) -> list[str]:
    return [str(each.get_content()) for each in mail.walk() if not each.is_multipart()]
