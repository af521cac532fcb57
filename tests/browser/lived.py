"""An installation in which something of everything has happened, so that each page has its matter."""

from datetime import date

import httpx

from flows.feeds.subscribing import Wish, make
from flows.releases.overriding import set_override
from flows.releases.releasing import Signature, preview, read_draft, release_draft
from flows.site.access import offer_link
from flows.site.desk import DraftDesk
from tests.browser.people import AMINA, OLGA
from tests.browser.running import Running
from tests.flows.installed import PEOPLE
from tests.flows.released import moved
from uprcycle.access.key import Scope
from uprcycle.access.session import Way
from uprcycle.days.span import Status, day_span
from uprcycle.people import Person
from uprcycle.timetable.override import Aim, Override


def session_of(site: Running, person: Person) -> dict[str, str]:
    """Return the cookie of somebody who signed in by a link of the operator."""
    token = offer_link(site.wiring, person.id, Way.OPERATOR, by="desk")
    with httpx.Client(base_url=site.address, trust_env=False) as client:
        client.post(f"/sign-in/{token}", headers={"Origin": site.address})
        assert client.cookies
        return dict(client.cookies)


def live(site: Running) -> list[str]:
    """Let something of everything happen, and return addresses that no page links to."""
    wiring, desk = site.wiring, DraftDesk(site.wiring)
    draft = read_draft(wiring, "next.csv", moved("UGA", date(2027, 2, 3)))
    release_draft(wiring, draft, preview(wiring, draft).plan.digest, Signature(OLGA.name, "as agreed"))
    later, sooner = (
        desk.take_in("next.csv", moved("UGA", date(2027, *day)), OLGA.name) for day in ((2, 5), (1, 20))
    )
    set_override(
        wiring,
        Override(
            Aim("hrc-adoption", "KEN", 4),
            day_span(date(2025, 9, 26)),
            Status.CONFIRMED,
            "as the Council decided",
            "its programme of work",
            OLGA.name,
            wiring.now(),
        ),
    )
    make(wiring, AMINA, Wish("My feed"), by="desk")
    link = offer_link(wiring, AMINA.id, Way.OPERATOR, by="desk")
    return [f"/desk/drafts/{later}", f"/desk/drafts/{sooner}/approval", f"/sign-in/{link}", _posted(site)]


def _posted(site: Running) -> str:
    """Let somebody make a key and a web-hook, and return where a file of people can be looked at."""
    ours = {"Origin": site.address}
    forms = {
        "/access/keys": {"label": "our reports", "days": "30", Scope.AUDIT.value: "yes"},
        "/access/hooks": {"label": "a partner", "address": "https://partner.example.org/upr"},
    }
    with httpx.Client(base_url=site.address, cookies=session_of(site, OLGA), trust_env=False) as client:
        for path, form in forms.items():
            assert client.post(path, data=form, headers=ours).status_code == httpx.codes.OK
        file = {"file": ("people.csv", PEOPLE.encode())}
        return client.post("/people/load", files=file, headers=ours).headers["location"]
