"""Whatever people see is said in their language: each page that signing in opens, each mail, each card.

An installation is lived in once, in a language of brackets that is read from the right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property
from itertools import chain

import pytest
from httpx import Response

from flows.nudges.noticing import envelopes_of, plan_notices
from flows.site.access import offer_link
from flows.site.sign_in_mail import send_link
from notifications.chat import write_chat
from notifications.closed import Closed, compose_closed
from notifications.digest import build_digests
from notifications.guard import DeliveryMode
from notifications.hooks import HookKind
from notifications.ladder import Party
from notifications.message import compose
from notifications.silence import Silence
from tests.asked import looked, mailed, sent, uploaded
from tests.browser.people import AMINA, BRUNO, OLGA
from tests.browser.routes import page_routes, route_of
from tests.elsewhere import otherwise, refused
from tests.notifications.build import HEAD, NOON, nudge, office, person
from tests.notifications.mail_server import Inbox, serving
from tests.notifications.test_closed import HOOK
from tests.pseudo import (
    CODE,
    Said,
    only_brackets,
    pseudo_language,
    quoted,
    read_markup,
    said_in,
    unsaid,
    untranslated,
)
from tests.seen import STARTS, Answer, Town, lived_in
from tests.test_pseudo_language import HIDDEN, LATE, OPEN, PRODUCTS, ROUGH
from uprcycle.access.session import Way
from uprcycle.checklist.routing import office_of
from uprcycle.people import Role
from uprcycle.store.packaged import load_countries
from web.clients import CLIENTS

IN_ENGLISH = {"/health"}
"""The words of ``uprcycle doctor``, as the page itself says."""

NAMES = (
    *("Olga Example", "Sami Example", "Amina Example", "Bruno Example", "Petra Example", "New Example"),
    *("Bruno Exemple", "Chara Example", "Dana Example", "RCO Uganda", "RCO Togo", "Civic Forum"),
    *(
        "a tester",
        "desk",
        "My feed",
        "Mine",
        "as agreed",
        "a partner",
        "partner.example.org",
        "wait",
        "our reports",
        "a letter",
    ),
)
TYPED = (
    *("none.csv", "next.doc", "next.csv", "sooner.csv", "wrong.csv", "close.csv", "people.csv"),
    *("Atlantis", "Ugnada", "Uganda", "Grenada", "KING", "Keny", "sure", "soon", "today", "yesterday"),
    *(
        ".toml",
        ".json",
        ".csv",
        ".xlsx",
        "national-report",
        "confidence",
        "hours_confidence",
        "order_confidence",
    ),
    *("composition_confidence", "country", "review_date", "email", "office", "role"),
)
WORDS = (
    *Role,
    "Outlook, Microsoft 365",
    "Outlook.com",
    "CSV",
    "SEQUENCE",
    "Firefox",
    "Europe/Zurich",
    "confirmed",
    "estimated",
    "held",
    "tentative",
    "withdrawn",
)
"""What has the same name everywhere: forms, programs, zones, and the words that a file takes."""


FEEDS = ("country/UGA", "session/54", "region/africa", "role/NHRI", "phase/mid-term", "all")
ISOLATED = re.compile("\u2068[^\u2068\u2069]*\u2069")
BRACKETS = re.compile("⟦[^⟦⟧]*⟧|⟦[^⟦⟧]*…")
ALONE = re.compile(r"[A-Za-z0-9](?:[ -~]*[A-Za-z0-9])?")
"""A run of Latin letters that begins and ends with one needs nothing around it."""


@dataclass(frozen=True)
class Visit:
    """The town, and what it answered, with the address or the form."""

    town: Town
    answers: tuple[Answer, ...]

    @cached_property
    def pages(self) -> list[tuple[str, list[Said]]]:
        """What each page says."""
        return [(path, list(read_markup(each.text))) for path, each in self.answers if is_page(each)]


def is_page(answer: Response) -> bool:
    return "html" in answer.headers.get("content-type", "")


@pytest.fixture(scope="module")
def visit() -> Iterator[Visit]:
    with only_brackets():
        town = lived_in()
        walked = [town.walk(who, starts).items() for who, starts in STARTS.items()]
        steps = [tuple(step(town)) for step in (looked, sent, uploaded, mailed, otherwise, refused)]
        last = town.walk(OLGA, ["/access/hooks", "/access/keys"]).items()
        yield Visit(town, tuple(chain(*walked, *steps, last)))


def data_of(town: Town) -> set[str]:
    """What is of the record, of files and of people, and has no language."""
    world = town.wiring.world()
    dated = (each for table in world.timetables() for each in (*table.milestones, *table.actions))
    countries = load_countries()
    offices = (office_of(each).name for each in countries.members())
    codes = (each.iso3 for each in countries)
    names = (*NAMES, *TYPED, *WORDS, *PRODUCTS, *(each.name for each in CLIENTS))
    return {*names, *quoted(dated), *offices, *codes, *town.sources.registry.trail.actions()}


def test_every_page_was_visited(visit: Visit) -> None:
    visited = {route_of(path.partition(" ")[0]) for path, each in visit.answers if each.status_code != 404}

    assert set(page_routes()) - visited == set()
    assert [path for path, each in visit.answers if each.status_code == 500] == ["/countries fails"]


def test_every_page_is_made_of_messages(visit: Visit) -> None:
    data = data_of(visit.town)
    left = [(path, unsaid(said, data)) for path, said in visit.pages if path not in IN_ENGLISH]

    assert [each for each in left if each[1]] == []


def is_turned(piece: Said) -> bool:
    """Tell whether Latin letters stand among others and not apart, so that each may turn the other."""
    rest = BRACKETS.sub("\u0627", ISOLATED.sub("", piece.text))
    is_asked = piece.lang == CODE and piece.tag != "title" and not piece.is_apart
    return is_asked and re.search("[A-Za-z]", rest) is not None and not ALONE.fullmatch(rest.strip())


def test_what_is_not_arabic_stands_apart_in_arabic(visit: Visit) -> None:
    said = chain.from_iterable(said for _, said in visit.pages)

    assert {(each.tag, each.text) for each in said if is_turned(each)} == set()


def test_days_and_numbers_are_written_as_the_language_does(visit: Visit) -> None:
    """Days in figures stand only where a form or a file takes them, and where somebody wrote them so."""
    figures = re.compile(r"\b\d{4}-\d\d(-\d\d)?\b|\d,\d{3}\b|\d\.\d")
    said = chain.from_iterable(said for path, said in visit.pages if path not in IN_ENGLISH)
    shown = {BRACKETS.sub("", each.text) for each in said if each.lang == CODE}

    assert {each for each in shown if figures.search(each.replace("2027-31-31", ""))} == set()


def said_in_mail(message: EmailMessage) -> list[Said]:
    """Return what a mail says in its subject, in both its forms, and in the entries that it brings."""
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    entries = [said_in(each.get_content().encode()) for each in message.iter_attachments()]
    plain = [str(message["Subject"]), text.get_content(), *entries]
    return [*(Said(each, CODE, "", is_apart=False) for each in plain), *read_markup(html.get_content())]


def read_mail(payload: bytes) -> EmailMessage:
    return message_from_bytes(payload, policy=policy.default)


def mails_of(town: Town) -> Iterator[EmailMessage]:
    """Yield the mails that went out or would go out now."""
    wiring = town.wiring
    yield from (read_mail(row.envelope.payload) for row in wiring.store.ledger.rows())
    notices = envelopes_of(wiring, plan_notices(wiring, wiring.today()).notices, wiring.today())
    yield from (read_mail(each.payload) for each in notices)
    with serving(Inbox()) as inbox:
        chosen = {"delivery": DeliveryMode.LIVE, "smtp_url": f"smtp://127.0.0.1:{inbox.port}"}
        sending = replace(wiring, settings=wiring.settings.model_copy(update=chosen))
        for who in (AMINA, BRUNO):
            token = offer_link(wiring, who.id, Way.MAIL, by="desk")
            principal = town.sources.access.principal(town.token(who))
            assert principal is not None
            assert send_link(sending, principal, token)
        yield from (read_mail(each.original_content or b"") for each in inbox.taken)


def digests() -> Iterator[EmailMessage]:
    """Yield digests of what is passed on, hidden or silent, and that a chat is closed."""
    language = pseudo_language()
    on = replace(nudge(LATE), office=office(name="UPR desk"), told_before=tuple(Party)[:2])
    (passed_on,) = build_digests([on])
    (mixed,) = build_digests([nudge(each, person()) for each in (OPEN, LATE, ROUGH, HIDDEN)])
    silent = replace(mixed, silences=(Silence("KEN", "Civic Forum", NOON),), most=1)
    yield from (compose(each, language, HEAD, NOON) for each in (passed_on, silent))
    yield compose_closed(
        Closed(person(), replace(HOOK, office="RCO Kenya", country="KEN"), NOON), language, HEAD, NOON
    )
    yield compose_closed(Closed(person(), HOOK, NOON), language, HEAD, NOON)


def test_every_mail_is_made_of_messages(visit: Visit) -> None:
    data = {*data_of(visit.town), "UPR desk", "RCO KEN", "Slack", "0a1b2c3d4e5f"}
    mails = [*mails_of(visit.town), *digests()]

    assert [each for mail in mails for each in unsaid(said_in_mail(mail), data)] == []


def test_every_feed_is_made_of_messages(visit: Visit) -> None:
    """Two are of one's own: one ends soon and holds tasks of an office that its owner holds no more."""
    data = data_of(visit.town)
    paths = [*(f"/feeds/{each}.ics?lang={CODE}" for each in FEEDS), *visit.town.feeds]
    said = {path: said_in(each.content) for path, each in zip(paths, visit.town.ask(paths), strict=True)}

    assert all(said.values())
    assert {path: untranslated(each, data) for path, each in said.items()} == {each: [] for each in paths}


@pytest.mark.parametrize("kind", HookKind)
def test_every_card_is_made_of_messages(kind: HookKind) -> None:
    (digest,) = build_digests([nudge(each, person()) for each in (OPEN, LATE, ROUGH, HIDDEN)])

    assert untranslated(write_chat(digest, kind, pseudo_language(), HEAD), PRODUCTS) == []
