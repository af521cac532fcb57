"""Pages to which no link leads: what forms answer, right and wrong, and what is refused.

Each is a step in the life of the same town, in this order; a step names who takes it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from flows.site.access import offer_link
from tests.browser.people import AMINA, BRUNO, OLGA, PETRA, SAMI
from tests.flows.answered import UGANDA
from tests.flows.installed import PEOPLE
from tests.flows.released import moved
from tests.seen import Answer, Town
from uprcycle.access.key import Scope
from uprcycle.access.session import Way
from uprcycle.people import Person

Form = Mapping[str, str]

TASK = "begin-joint-unct-report"
DUTY = f"/my/duties/{UGANDA.key}/4/{TASK}"
OFFICE = f"/my/offices/{UGANDA.key}"
SEEN = {
    "of": "KEN",
    "milestone": "hrc-adoption",
    "date": "2025-09-27",
    "reason": "so it is",
    "source": "a letter",
}

LOOKED: tuple[tuple[Person | None, str], ...] = (
    (OLGA, "/desk/edit/shift?session=54&date=2027-03&source=a letter"),
    (OLGA, "/desk/edit/shift?session=54&date=soon&source=&status=sure&announced=today"),
    (OLGA, "/desk/edit/postpone?session=54&by=6 months&source=a letter"),
    (OLGA, "/desk/edit/move?country=Ugnada&to=99&date=x&source=a letter"),
    (OLGA, "/desk/edit/swap?country=KEN&other=UGA&source=a letter"),
    (OLGA, "/desk/edit/suspend?session=54&source=a letter"),
    (OLGA, "/desk/edit/withdraw?country=UGA&source=a letter"),
    (OLGA, "/desk/edit/deadline?milestone=national-report&session=54&source=a letter"),
    (OLGA, "/desk/overrides/new?of=Atlantis"),
    (OLGA, "/desk/overrides/new?of=KEN"),
    (OLGA, "/desk/overrides/new?of=54"),
    (OLGA, "/desk/overrides/new?of=KEN&milestone=x&date=y&status=z&expires=w"),
    (OLGA, "/desk/overrides/new?" + "&".join(f"{key}={value}" for key, value in SEEN.items())),
    (OLGA, "/desk/overrides?every=yes&said=set"),
    (OLGA, "/desk/overrides?said=lifted"),
    (OLGA, "/desk/releases/2?said=released"),
    (OLGA, "/desk/releases?page=99"),
    (OLGA, "/desk/audit?country=Atlantis&since=x&who=nobody"),
    (OLGA, "/desk/audit?what=grant&people=yes"),
    (OLGA, "/desk/audit/check?noted=x"),
    (OLGA, "/people?said=loaded"),
    (OLGA, "/people?said=erased"),
    *(
        (OLGA, f"/people/{AMINA.id}?said={each}")
        for each in ("end", "deputy", "head", "add", "away", "back", "reached")
    ),
    (OLGA, "/people/nobody"),
    (OLGA, "/outbox?said=held"),
    (OLGA, "/outbox?said=resumed"),
    (OLGA, "/outbox?said=sending"),
    (OLGA, "/outbox/ahead?days=90"),
    (OLGA, "/outbox/ahead/tomorrow/nobody"),
    *(
        (OLGA, f"/access/people/{SAMI.id}?done={each}")
        for each in ("granted", "invited", "not-invited", "ended", "taken", "last")
    ),
    (OLGA, f"/access/people/{SAMI.id}?taking=officer"),
    (OLGA, "/access?done=taken"),
    (OLGA, "/access/keys/none/end"),
    (OLGA, "/my"),
    (OLGA, "/my/sign-ins?ended=yes"),
    (OLGA, "/my/preferences"),
    (OLGA, "/my/feeds/new"),
    (AMINA, "/my?taken=2&group=late"),
    (AMINA, "/my?kind=deadline&country=UGA"),
    (AMINA, "/desk"),
    (AMINA, "/my/duties/none/4/none"),
    (AMINA, "/my/feeds/none"),
    (AMINA, f"{OFFICE}/tasks/none"),
    (None, "/sign-in?asked=yes"),
    (None, "/sign-in/nothing"),
    (None, "/answers/nothing/1"),
    (None, "/preferences/nothing"),
    (None, "/unsubscribe/nothing"),
    (None, "/sign-in/organisation"),
    (None, "/countries/KEN?as-of=yesterday"),
    (None, "/countries?name=Keny"),
    (None, "/sessions/x"),
    (None, "/no-such-page"),
    (None, "/calendar?month=x&country=y"),
    (None, "/calendar?view=quarter"),
    (None, "/calendar?view=cycle"),
    (None, "/subscribe/country/KEN?test=now"),
)
"""Addresses that say what was done, or ask for what is wrong."""

SENT: tuple[tuple[Person | None, str, Form], ...] = (
    (AMINA, DUTY, {"saying": "na", "serial": "0"}),
    (AMINA, DUTY, {"saying": "snoozed", "day": "2099-01-01", "serial": "0"}),
    (AMINA, DUTY, {"saying": "done", "serial": "0"}),
    (AMINA, f"{OFFICE}/tasks", {"title": "", "due": "2027-01-05", "serial": "0"}),
    (AMINA, f"{OFFICE}/tasks", {"title": "Call them", "due": "x", "serial": "0"}),
    (AMINA, "/my/preferences", {"action": "save", "digest_hour": "3", "mail_from": "8", "mail_to": "9"}),
    (AMINA, "/my/preferences", {"action": "leave"}),
    (AMINA, "/my/preferences", {"action": "return"}),
    (AMINA, "/my/feeds/new", {"action": "count", "title": "Mine"}),
    (AMINA, "/my/feeds/new", {"action": "make", "title": ""}),
    (AMINA, "/my/feeds/new", {"action": "make", "title": "Mine", "seen": "1", "tasks": "todos"}),
    (PETRA, "/my/feeds/new", {"action": "make", "title": "Mine", "whose": "office:none", "seen": "0"}),
    (OLGA, "/access", {"email": "x", "name": "", "standing": "king", "countries": "Atlantis"}),
    (OLGA, "/access", {"email": "new@example.org", "name": "New Example", "standing": "administrator"}),
    (
        OLGA,
        "/access",
        {"email": "new@example.org", "name": "New Example", "standing": "observer", "countries": "KEN"},
    ),
    (OLGA, "/access/keys", {"label": "", "days": "1000", Scope.AUDIT.value: "yes"}),
    (OLGA, "/access/keys", {"label": "our reports", "days": "30"}),
    (OLGA, "/access/keys", {"label": "our reports", "days": "30", Scope.AUDIT.value: "yes"}),
    (OLGA, "/access/hooks", {"label": "", "address": "http://x"}),
    (OLGA, "/access/hooks", {"label": "a partner", "address": "https://partner.example.org/upr"}),
    (OLGA, "/people", {"who": "x"}),
    (OLGA, "/people", {"who": "Example"}),
    (OLGA, "/people", {"who": "nobody at all"}),
    (OLGA, f"/people/{AMINA.id}", {"action": "away", "away_from": "x"}),
    (OLGA, f"/people/{AMINA.id}", {"action": "away", "away_from": "2026-12-09", "away_to": "2026-12-01"}),
    (OLGA, f"/people/{AMINA.id}", {"action": "away", "away_from": "2026-12-01", "away_to": "2026-12-09"}),
    (OLGA, f"/people/{AMINA.id}", {"action": "back", "on": "2026-01-01"}),
    (
        OLGA,
        f"/people/{AMINA.id}",
        {"action": "add", "country": "KEN", "office": "", "role": "KING", "valid_from": "x"},
    ),
    (OLGA, f"/people/{PETRA.id}/erase", {"name": "Somebody Else"}),
    (OLGA, "/outbox", {"action": "hold", "reason": ""}),
    (OLGA, "/outbox", {"action": "hold", "reason": "wait"}),
    (OLGA, "/outbox/send", {"digest": "another"}),
    (OLGA, "/outbox", {"action": "resume"}),
    (OLGA, "/desk/overrides/new", {**SEEN, "digest": "another", "base": "2"}),
    (OLGA, "/desk/overrides/1/lift", {}),
    (OLGA, "/desk/overrides/1/lift", {}),
    (OLGA, "/desk/releases/1/rollback", {"digest": "another", "base": "2", "note": "back"}),
    (OLGA, "/desk/edit/shift", {"session": "54", "date": "soon", "source": ""}),
    (None, "/sign-in", {"email": "nobody"}),
    (None, "/desk", {}),
    (None, "/my/preferences", {"action": "save"}),
)
"""Forms: some are taken, most are refused."""


def looked(town: Town) -> Iterator[Answer]:
    """Open the addresses."""
    for who in dict.fromkeys(who for who, _ in LOOKED):
        paths = [path for one, path in LOOKED if one is who]
        yield from zip(paths, town.ask(paths, who), strict=True)


def sent(town: Town) -> Iterator[Answer]:
    """Send the forms, and open the pages to which they lead."""
    for who, path, form in SENT:
        answer = town.post(path, form, who)
        yield f"{path} {dict(form)}", answer
        if target := answer.headers.get("location"):
            yield target, town.ask([target], who)[0]


def uploaded(town: Town) -> Iterator[Answer]:
    """Send files of schedules and of people, and go each of the steps that follow."""
    good, wrong = moved("UGA", date(2027, 2, 5)), moved("UGA", date(2027, 1, 20))
    files = {
        "none.csv": b"",
        "next.doc": b"x",
        "wrong.csv": wrong.replace(b"Uganda", b"Atlantis").replace(b"2027-01-20", b"2027-31-31"),
        "close.csv": wrong.replace(b"Uganda", b"Ugnada"),
        "sooner.csv": wrong,
        "next.csv": good,
    }
    for name, content in files.items():
        answer = town.upload("/desk/schedule", name, content)
        yield name, answer
        if draft := answer.headers.get("location"):
            steps = [
                f"{draft}?step={each}"
                for each in ("problems", "corrections", "plan", "recipients", "release")
            ]
            paths = [draft, *steps, f"{draft}/approval"]
            yield from zip(paths, town.ask(paths, OLGA), strict=True)
    yield from released(town, draft)
    yield f"{draft}/withdraw", town.post(f"{draft}/withdraw", {}, OLGA)
    people = (
        PEOPLE.replace("Suriname,en", "Surinam,en"),
        "name,email\nx,y\n",
        "name,email,office,role,country\nx,y,,KING,Z\n",
    )
    for each in people:
        answer = town.upload("/people/load", "people.csv", each.encode())
        yield each, answer
        if target := answer.headers.get("location"):
            yield target, town.ask([target], OLGA)[0]
            yield target, town.post(target, {"digest": "another"}, OLGA)


def released(town: Town, draft: str) -> Iterator[Answer]:
    """Release a draft, and see how far it is before and after."""
    wrong = town.post(f"{draft}/release", {"plan": "x", "note": "", "source": ""}, OLGA)
    page = town.ask([f"{draft}?step=release"], OLGA)[0]
    (plan,) = re.findall(r'name="plan" value="([0-9a-f]{64})"', page.text)
    yield "wrong", wrong
    yield (
        "taken",
        town.post(f"{draft}/release", {"plan": plan, "note": "as agreed", "source": "a letter"}, OLGA),
    )
    yield draft, town.ask([draft], OLGA)[0]
    while town.work:
        town.work.pop()()
    yield draft, town.ask([draft], OLGA)[0]


def mailed(town: Town) -> Iterator[Answer]:
    """Open what links in mails and to sign in lead to."""
    rows = town.wiring.store.ledger.rows()
    texts = "\n".join(each.envelope.payload.decode() for each in rows)
    for kind in ("answers", "preferences", "unsubscribe"):
        for path in sorted(set(re.findall(rf"/{kind}/[\w/-]+", texts)))[:2]:
            yield path, town.ask([path])[0]
    path = f"/sign-in/{offer_link(town.wiring, BRUNO.id, Way.MAIL, by='desk')}"
    yield path, town.ask([path])[0]
