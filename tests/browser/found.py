"""Every page of an installation in which something of everything has happened, by who sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.browser.crawl import crawl
from tests.browser.lived import live, session_of
from tests.browser.people import AMINA, OFFICE_ROOMS, OLGA
from tests.browser.routes import PUBLIC, is_signed, page_routes
from tests.browser.running import Running

STARTS = {
    OLGA: OFFICE_ROOMS,
    AMINA: ("/my",),
}


@dataclass(frozen=True)
class Party:
    """Addresses by the paths of their routes, and the cookies with which they are seen."""

    pages: Mapping[str, str]
    cookies: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> tuple[str, ...]:
        """The addresses alone."""
        return tuple(self.pages.values())


def public_pages(site: Running) -> Party:
    """Return the pages for which nobody signs in, those that a mail leads to among them."""
    mailed = {
        "/answers/{token}/{number}": tuple(site.box.links(AMINA.email, "answers")[:1]),
        "/preferences/{token}": tuple(site.box.links(AMINA.email, "preferences")),
        "/unsubscribe/{token}": (site.box.leaving(AMINA.email),),
    }
    routes = [each for each in page_routes() if not is_signed(each)]
    known = PUBLIC | mailed
    pages = [(route, enumerate(known.get(route, (route,)), 1)) for route in routes]
    return Party({f"{route} {place}": path for route, paths in pages for place, path in paths})


def signed_pages(site: Running) -> list[Party]:
    """Return the others, as whoever runs all sees them, and where nothing is theirs as a focal point does."""
    extra, wanted = live(site), {each for each in page_routes() if is_signed(each)}
    parties: list[Party] = []
    for person, starts in STARTS.items():
        cookies = session_of(site, person)
        ways = crawl(site, cookies, [*starts, *extra], wanted)
        known = {route for each in parties for route in each.pages}
        parties.append(Party({route: path for route, path in ways.items() if route not in known}, cookies))
    return parties


def find_pages(site: Running) -> list[Party]:
    """Return all of them."""
    return [public_pages(site), *signed_pages(site)]
