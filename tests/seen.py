"""Everything that an installation shows to people in which something of everything has happened.

In memory, without a server and without a browser: pages by the links that lead to them and by the forms
that make them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from urllib.parse import urlencode, urlsplit

from fastapi import FastAPI
from httpx import Response

from flows.feeds.publishing import publish
from flows.feeds.subscribing import Wish, make
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from flows.nudges.nudging import send_nudges
from flows.releases.overriding import set_override
from flows.releases.releasing import Signature, preview, read_draft, release_draft
from flows.site.access import open_session
from flows.site.desk import DraftDesk
from flows.site.pages import pages_of
from tests.browser.people import AMINA, OFFICE_ROOMS, OLGA, PETRA, settle
from tests.browser.routes import links_of, page_routes, route_of
from tests.flows.installed import NOON
from tests.flows.released import PACKAGED, founded, moved
from tests.pseudo import CODE
from tests.web.site import BASE, ask_all
from uprcycle.access.session import Way
from uprcycle.checklist.routing import office_of
from uprcycle.days.span import Status, day_span
from uprcycle.people import Assignment, Person
from uprcycle.store.packaged import load_countries
from uprcycle.subscriptions import Filter, TaskForm, WindowForm
from uprcycle.timetable.override import Aim, Override
from web.app import create_app
from web.sources import Sources

Answer = tuple[str, Response]
"""What was asked for, and what came."""

ROOT = "__Host-uprcycle"
STATES = ("KEN", "TGO", "UGA")
SMALL = replace(
    PACKAGED,
    slots=tuple(each for each in PACKAGED.slots if each.country in STATES and each.cycle == 4),
    dates=(),
)
OURS = {
    "origin": "null",
    "sec_fetch_site": "same-origin",
    "content_type": "application/x-www-form-urlencoded",
}
STARTS: Mapping[Person, tuple[str, ...]] = {
    OLGA: OFFICE_ROOMS,
    AMINA: ("/my", "/my/offices", "/my/preferences"),
    PETRA: ("/my",),
}


@dataclass
class Town:
    """The installation, its clock, its pages, and what long work waits to be let go."""

    now: datetime = NOON
    work: list[Callable[[], object]] = field(default_factory=list)
    wiring: Wiring = field(init=False)
    sources: Sources = field(init=False)
    app: FastAPI = field(init=False)
    tokens: dict[str, str] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        plain = founded(lambda: self.now, SMALL)
        self.wiring = replace(plain, settings=Settings(base_url=BASE))
        publish(self.wiring)
        self.sources = replace(
            pages_of(self.wiring), drafting=DraftDesk(self.wiring, self.work.append), languages=(CODE,)
        )
        self.app = create_app(self.sources)

    def ask(self, paths: Iterable[str], who: Person | None = None) -> list[Response]:
        return ask_all(paths, "GET", self.app, cookie=self.cookie(who))

    def post(
        self, path: str, form: Mapping[str, str] | bytes, who: Person | None = None, **more: str
    ) -> Response:
        body = form if isinstance(form, bytes) else urlencode(form)
        return ask_all([path], "POST", self.app, body, cookie=self.cookie(who), **{**OURS, **more})[0]

    def upload(self, path: str, name: str, content: bytes) -> Response:
        """Send a file, as Olga."""
        head = f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + b"\r\n--cut--\r\n"
        return self.post(path, body, OLGA, content_type="multipart/form-data; boundary=cut")

    def token(self, who: Person) -> str:
        """Return the token of a session of somebody."""
        if who.id not in self.tokens:
            self.tokens[who.id] = open_session(self.wiring, who.id, Way.MAIL, "Firefox")
        return self.tokens[who.id]

    def cookie(self, who: Person | None) -> str:
        return f"{ROOT}={self.token(who) if who else ''}"

    def walk(self, who: Person, starts: Collection[str]) -> dict[str, Response]:
        """Return the pages to which links lead: where one starts, and one of each other route."""
        found = dict(zip(starts, self.ask(starts, who), strict=True))
        left = set(page_routes()) - {route_of(each) for each in starts}
        waiting = dict(found)
        while waiting:
            links = chain.from_iterable(links_of(each.text, path) for path, each in waiting.items())
            wave = {route_of(each): each for each in links if "lang=" not in each and route_of(each) in left}
            left -= wave.keys()
            waiting = dict(zip(wave.values(), self.ask(wave.values(), who), strict=True))
            found |= waiting
        return found


FEEDS = (
    Wish("My feed", filter=Filter(languages=(CODE,), tasks=TaskForm.TODOS, has_alarms=True), days=20),
    Wish("Mine", filter=Filter(languages=(CODE,), windows=WindowForm.ENDS)),
)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=NOON.tzinfo)


def lived_in() -> Town:
    """Return a town in which something of everything has happened; its people read brackets."""
    town = Town()
    wiring = town.wiring
    settle(wiring, CODE)
    send_nudges(wiring, wiring.today())
    draft = read_draft(wiring, "next.csv", moved("UGA", date(2027, 2, 3)))
    release_draft(wiring, draft, preview(wiring, draft).plan.digest, Signature(OLGA.name, "as agreed"))
    set_override(wiring, by_hand(wiring))
    held = Assignment(replace(AMINA, language=CODE), office_of(load_countries()["TGO"]))
    wiring.store.people.save([held], by="desk", at=wiring.now())
    for wish in FEEDS:
        town.feeds.append(urlsplit(make(wiring, AMINA, wish, by="desk").address).path)
    town.now = MONDAY
    over = replace(held, valid_to=wiring.today() - timedelta(days=1))
    wiring.store.people.save([over], by="desk", at=wiring.now())
    return town


def by_hand(wiring: Wiring) -> Override:
    """Return a date that somebody set."""
    aim, day = Aim("hrc-adoption", "KEN", 4), day_span(date(2025, 9, 26))
    said = "as the Council decided", "its programme of work"
    return Override(aim, day, Status.CONFIRMED, *said, OLGA.name, wiring.now())
