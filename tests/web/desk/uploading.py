"""The pages of the desk over an installation in memory; an officer uploads what was once published."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, cached_property
from itertools import count

import httpx
from fastapi import FastAPI

from flows.feeds.publishing import publish
from flows.installation.wiring import Wiring
from flows.site.desk import DraftDesk
from flows.site.pages import pages_of
from tests.flows.installed import NOON, holder
from tests.flows.released import PACKAGED, founded
from tests.web.desk.officers import enter
from tests.web.signing import AlwaysSignedIn
from tests.web.site import BASE, EVERYTHING, ask, principal, send
from uprcycle.access.standing import Grant
from uprcycle.people import Role
from uprcycle.schedule.schedule_file import write_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries
from uprcycle.store.ports import Revision
from web.app import create_app
from web.sources import Site, Sources

IN_FORCE, PUBLISHED = 50, 51
OFFICER, CHIEF = "Sami Example", "Chara Example"


def session(number: int, *, states: int = 14) -> Schedule:
    """Return one session of the packaged schedule, and the first of its States, each on a day of its own."""
    slots = tuple(each for each in PACKAGED.slots if each.session == number)[::2][:states]
    chosen = tuple(each for each in PACKAGED.sessions if each.number == number)
    return replace(PACKAGED, sessions=chosen, slots=slots, dates=())


IN_THE_PAST = session(IN_FORCE, states=2)
MOVED = replace(
    IN_THE_PAST,
    slots=tuple(
        replace(each, dates=replace(each.dates, span=IN_THE_PAST.slots[-1].dates.span))
        for each in IN_THE_PAST.slots
    ),
)


def file_of(schedule: Schedule, ending: str = ".csv") -> bytes:
    """Return a schedule as somebody keeps it."""
    return write_schedule(schedule, load_countries(), ending)


@cache
def histories() -> tuple[Revision, ...]:
    """Return what the feeds say after the first release, published once for all tests."""
    wiring = founded(lambda: NOON, IN_THE_PAST)
    publish(wiring)
    return tuple(wiring.store.revisions.current().values())


@dataclass
class Office:
    """The pages as officers see them, and what stands behind them; work waits until it is let go."""

    wiring: Wiring
    sources: Sources
    work: list[Callable[[], object]]

    def signed_as(self, name: str, *grants: Grant) -> FastAPI:
        """Return the pages as somebody sees them, by default with every standing."""
        somebody = replace(principal(*(grants or EVERYTHING)), id=f"p-{name}", name=name)
        return create_app(replace(self.sources, access=AlwaysSignedIn(somebody)))

    @cached_property
    def app(self) -> FastAPI:
        """The pages as the officer sees them who uploads."""
        return self.signed_as(OFFICER)

    @cached_property
    def chief(self) -> FastAPI:
        """The pages as another officer sees them."""
        enter(self.wiring, CHIEF)
        return self.signed_as(CHIEF)

    def upload(self, name: str, content: bytes) -> httpx.Response:
        """Send a file by the form."""
        head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + b"\r\n--cut--\r\n"
        kind = "multipart/form-data; boundary=cut"
        return send("/desk/schedule", body, self.app, content_type=kind, origin=BASE)

    def uploaded(self, name: str, content: bytes) -> str:
        """Return the path of the draft of a file that is taken."""
        answer = self.upload(name, content)
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
        return answer.headers["location"]

    def look(self, path: str) -> str:
        """Return a page."""
        answer = ask(path, app=self.app)
        assert answer.status_code == httpx.codes.OK
        return answer.text

    def post(self, path: str, body: str = "", app: FastAPI | None = None) -> httpx.Response:
        """Send a form."""
        kind = "application/x-www-form-urlencoded"
        return send(path, body, app or self.app, content_type=kind, origin=BASE)

    def plan_of(self, draft: str, page: str = "?step=release") -> str:
        """Return the hash that a form of a page bears."""
        (found,) = re.findall(r'name="plan" value="([0-9a-f]{64})"', self.look(f"{draft}{page}"))
        return str(found)

    def let_go(self) -> None:
        """Let the work go on that pages began."""
        while self.work:
            self.work.pop(0)()


def office_in_memory() -> Office:
    """Return an installation of its own: one release, and a resident coordinator of the first State."""
    moments = count()
    wiring = founded(lambda: NOON + timedelta(seconds=next(moments)), IN_THE_PAST)
    wiring.store.revisions.save(histories(), at=NOON)
    country = IN_THE_PAST.slots[0].country
    person = holder(country, f"RCO {country}", Role.RCO, Role.UNCT, person="amina")
    wiring.store.people.save([person], by="desk", at=NOON)
    work: list[Callable[[], object]] = []
    site = Site(BASE, ("upr.example.org",))
    sources = replace(pages_of(wiring), drafting=DraftDesk(wiring, work.append), site=site)
    return Office(wiring, sources, work)
