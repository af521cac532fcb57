"""Roles, the offices that hold them, and the people who hold an office for a time.

Duties belong to roles and offices, never to persons. A person is named here only as far as
delivery needs: an address, a language, a zone. Nothing here decides what anybody may see.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo


class Role(StrEnum):
    """The codes of the parties to a review, as the rulebook writes them."""

    RC = "RC"
    RCO = "RCO"
    UNCT = "UNCT"
    UN_ENTITY = "UN-ENTITY"
    HRA = "HRA"
    OHCHR = "OHCHR"
    OHCHR_FIELD = "OHCHR-FIELD"
    DCO_REGIONAL = "DCO-REGIONAL"
    UN_REGIONAL_HQ = "UN-REGIONAL-HQ"
    UN_MISSION = "UN-MISSION"
    GOVERNMENT = "GOVERNMENT"
    NMIRF = "NMIRF"
    NHRI = "NHRI"
    CSO = "CSO"
    PARLIAMENT = "PARLIAMENT"
    JUDICIARY = "JUDICIARY"
    MEDIA = "MEDIA"
    EMBASSIES = "EMBASSIES"
    PERMANENT_MISSIONS = "PERMANENT-MISSIONS"
    RECOMMENDING_STATES = "RECOMMENDING-STATES"
    DONORS = "DONORS"
    UPR_INFO = "UPR-INFO"
    TROIKA = "TROIKA"
    REGIONAL_BODY = "REGIONAL-BODY"
    HRC = "HRC"
    LOCAL_GOV = "LOCAL-GOV"
    PRIVATE_SECTOR = "PRIVATE-SECTOR"


UN_ROLES = frozenset(
    {
        Role.RC,
        Role.RCO,
        Role.UNCT,
        Role.UN_ENTITY,
        Role.HRA,
        Role.OHCHR,
        Role.OHCHR_FIELD,
        Role.DCO_REGIONAL,
        Role.UN_REGIONAL_HQ,
        Role.UN_MISSION,
    }
)

_KEY = 12

COORDINATING_ROLES = frozenset({Role.RC, Role.RCO, Role.UNCT, Role.UN_ENTITY, Role.HRA})
"""The roles that only a State with a UN country team has."""


MAIL, CALENDAR = "email", "calendar"
"""The two channels by which a person can be reached everywhere: written to, or by looking themself."""


MAIL_HOURS = range(8, 20)
"""The hours, by the clock of whoever reads, at which mail may go out unless they choose others."""


class Topic(StrEnum):
    """What a person may decline: all that is not among these they are told of while they hold an office."""

    DIGEST = "digest"
    GUIDANCE = "guidance"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Office:
    """A body that owns duties in one country, such as "RCO Kenya"."""

    name: str
    country: str
    roles: frozenset[Role]

    @property
    def is_un(self) -> bool:
        """Whether only UN staff sit here, so that UN-internal items may be sent to it."""
        return bool(self.roles) and self.roles <= UN_ROLES

    @property
    def key(self) -> str:
        """What stands for it in the address of a page: its State, and a digest of its name."""
        return f"{self.country}-{hashlib.sha256(self.name.encode()).hexdigest()[:_KEY]}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who receives messages.

    ``id`` is opaque and the only thing that may appear in logs, parameters and keys. The digest
    of the week comes on ``digest_day``, Monday being 0, at ``digest_hour`` by their clock. ``mail_hours``
    and ``declined`` are chosen by themself and by no file (decision 0037).
    """

    id: str
    name: str
    email: str
    language: str = "en"
    zone: ZoneInfo = ZoneInfo("Europe/Zurich")
    channel: str = MAIL
    digest_day: int = 0
    digest_hour: int = 8
    mail_hours: range = MAIL_HOURS
    declined: frozenset[Topic] = frozenset()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person holds an office from ``valid_from`` to ``valid_to``, both days included.

    ``organisation`` is the body they work for, such as "UNICEF"; ``deputy_of`` is the id of the
    person they stand in for here. Both are empty where nobody said. The ``is_head`` of an office
    is told of what the others left undone, and not of all that they have to do.
    """

    person: Person
    office: Office
    valid_from: date = date.min
    valid_to: date = date.max
    organisation: str = ""
    deputy_of: str = ""
    is_head: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the person holds the office on ``day``."""
        return self.valid_from <= day <= self.valid_to
