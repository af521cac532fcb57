"""What the pages are made of: values and callables that are handed in from outside.

The web opens no store, reads no clock and starts no flow. Whoever builds the application
says where the truth comes from; a test hands in plain functions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from calendars.press import RenderedFeed, ServedFeed
from notifications.guard import DeliveryMode
from uprcycle.checklist.answer import Answer, Fault, Matter
from uprcycle.checklist.pause import Pause
from uprcycle.checklist.tick import Tick
from uprcycle.documents.build import Document
from uprcycle.timetable.announced import Entry, Imprint
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from web.access.source import Access, Accounts
from web.api.source import Doors
from web.choices import PreferenceDesk
from web.desk.registry import Registry
from web.desk.source import Drafting
from web.duties.source import Own
from web.staff.source import Staff


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the installation can answer; ``problem`` is empty when it can.

    ``release`` and ``last_round`` are None before the first of each.
    """

    release: int | None = None
    last_round: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the installation is reached.

    ``base_url`` has a scheme and a host and no slash at its end. ``hosts`` are the names
    that requests may carry, without port; ``*`` allows any. ``calendar_host`` never changes: it
    stands in the ids of what people subscribe to. ``prefect_url`` is where Prefect's pages are
    linked to, with no slash at its end; empty where they are nobody's business.
    """

    base_url: str
    hosts: tuple[str, ...] = ("*",)
    calendar_host: str = "uprcycle.example.org"
    prefect_url: str = ""

    def runs_of(self, country: str) -> str:
        """Return the address of the page of a State in Prefect; empty where none is linked."""
        return f"{self.prefect_url}/v2/artifacts/key/upr-{country.lower()}" if self.prefect_url else ""

    def address(self, path: str) -> str:
        """Return the full address of one of our paths."""
        return f"{self.base_url}{path}"

    def webcal(self, path: str) -> str:
        """Return the address that calendar programs open themselves."""
        return f"webcal://{self.base_url.partition('://')[2]}{path}"

    @property
    def is_secure(self) -> bool:
        """Whether the installation is reached by https."""
        return self.base_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class History:
    """What the public may know of all releases.

    ``releases`` are newest first. ``entries`` are too, each with what it changed: for the code of
    a State only those that changed a public date of it, for ``""`` all of them; they are compared
    as they are read. ``between`` takes the numbers of two ``releases``, either way round, or 0 and 1,
    where 0 is that before the first. ``world_on`` gives the world as it stood at the end of a day,
    and raises RefusedError where there was none.
    """

    releases: Callable[[], tuple[Imprint, ...]]
    entries: Callable[[str], Iterator[Entry]]
    between: Callable[[int, int], Entry]
    world_on: Callable[[date], World]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of an answer page names: a token, an item of its mail, counted from 1, and an office.

    ``office`` is the place of one among those in whose name the person may answer; None for the first
    that has something to answer.
    """

    token: str = field(repr=False)
    number: int
    office: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What may be answered there now: the matter, and the offices in whose name it is one, by name.

    ``undoable`` is what the person may take back, None for nothing.
    """

    matter: Matter
    offices: tuple[str, ...]
    office: int
    undoable: Tick | Pause | None


class Answers(Protocol):
    """Takes the answers of people to whom a mail was sent. None stands for whatever opens nothing today.

    An answer to a page that is older than what was said last changes nothing: so the same answer, sent
    twice, is taken once. ``serial`` is that of the matter on the page.
    """

    def find(self, asked: Asked) -> Found | None:
        """Return what may be answered; nothing is changed."""

    def answer(self, asked: Asked, answer: Answer, serial: int) -> tuple[Fault, ...] | None:
        """Keep an answer, unless it has the faults that come back."""

    def undo(self, asked: Asked, serial: int) -> bool | None:
        """Take the last answer back; False where there was nothing to take back."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the pages show.

    ``world`` is that of the release in force; it is asked once for each request. ``language``
    answers for the codes in ``languages``, whose first is the default. ``feed`` takes a name
    such as ``country/KEN`` and a language code, and is only asked for feeds that exist;
    ``validators`` gives tag and time of the same without rendering it, and ``serial`` rises when any
    feed may have changed. ``personal``
    takes a token and the family of the program that shows it, and gives nothing for whatever opens
    no feed today; ``personal_at_hand`` gives the same at once, or nothing where that takes longer. ``show``
    gives a timetable in the public JSON shape, the same as the command line prints. ``today``
    is the civil day in Geneva. ``documents`` are those of a review, whoever may see them.
    ``answers`` are given by whoever a mail was sent to. ``preferences`` and ``unsubscribing`` take
    tokens of one kind of link each.
    ``access`` knows who signed in, and ``own`` what is before them. ``registry`` holds what the
    desk changes, released and noted; ``drafting`` has uploaded schedules on their way to a release.
    ``staff`` has people, messages and the state of the installation for those who look after them.
    ``reprisal_addresses`` stand in the help under every page. ``delivery`` is how far messages go.
    """

    world: Callable[[], World]
    language: Callable[[str], Language]
    languages: tuple[str, ...]
    feed: Callable[[str, str], RenderedFeed]
    validators: Callable[[str, str], tuple[str, datetime]]
    serial: Callable[[], int]
    personal: Callable[[str, str], ServedFeed | None]
    personal_at_hand: Callable[[str, str], ServedFeed | None]
    show: Callable[[Timetable, Language], Mapping[str, Any]]
    today: Callable[[], date]
    ready: Callable[[], Readiness]
    history: History
    documents: Callable[[Timetable], tuple[Document, ...]]
    answers: Answers
    preferences: PreferenceDesk
    unsubscribing: PreferenceDesk
    access: Access
    accounts: Accounts
    registry: Registry
    drafting: Drafting
    own: Own
    doors: Doors
    staff: Staff
    site: Site
    reprisal_addresses: tuple[str, ...]
    delivery: DeliveryMode


async def _sources_of(request: Request) -> Sources:
    # Awaited, because for a plain function the framework would go to another thread and back.
    sources: Sources = request.app.state.sources
    return sources


Given = Annotated[Sources, Depends(_sources_of)]
