"""Who finds a trace of which rule in what they are sent, fetch with a token or are handed as files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from http import HTTPStatus
from pathlib import Path

from flows.export.links import Tongues
from flows.feeds.private_feeds import PrivateFeeds
from flows.feeds.subscribing import Wish, make
from flows.nudges.knowing import knowledge
from flows.nudges.noticing import plan_notices, send_notices
from flows.nudges.posting import letterhead
from flows.site.exporting import export
from flows.site.pages import pages_of
from notifications.message import compose_notice
from tests.flows.canaries import found_in, in_memory, person_of, rows
from tests.flows.installed import NOON, TODAY
from tests.flows.who_sees import (
    DATED,
    NOBODY,
    ROLES,
    View,
    differences,
    everybody,
    named_before,
    role_of,
    texts_of,
    wiring,
)
from tests.web.site import ask_all
from uprcycle.rules.rule import Kind
from uprcycle.store.ports import Envelope, Link, Purpose
from uprcycle.subscriptions import Filter
from uprcycle.tokens import digest_of
from uprcycle.wording.language import ENGLISH
from web.app import create_app

READERS = ("RCO", "UNCT", "CSO", "NHRI", "GOVERNMENT")


def notices() -> Iterator[View]:
    """Yield the parts of what was sent of a release, with its calendar; naming all is a choice."""
    told = in_memory((*ROLES, NOBODY))
    owed = {role_of(each): each for each in plan_notices(told, TODAY).notices}
    full = replace(letterhead(told), names_internal=True)
    in_full = {role: compose_notice(each, ENGLISH, full, NOON) for role, each in owed.items()}
    send_notices(told, TODAY, is_reviewed=True, at_once=True)
    roles = {each.person.id: role for role, each in owed.items()}
    sent = {
        roles[row.envelope.person]: message_from_bytes(row.envelope.payload, policy=policy.default)
        for row in told.store.ledger.rows()
    }
    for name, grant, mails in (("notice", "open", sent), ("notice in full", "dates", in_full)):
        bodies = {role: found_in(*texts_of(mail)) for role, mail in mails.items()}
        heads = {role: found_in(str(mail.items())) for role, mail in mails.items()}
        yield View(f"body of a {name}", grant, bodies)
        yield View(f"headers of a {name}", "never", heads)
    known = knowledge(told, TODAY)
    named = {
        role: frozenset(each.milestone for each in known if f"Desk {role}" in each.offices)
        for role in (*ROLES, NOBODY)
    }
    yield View("notices known", "dates", named)


def own_feeds() -> View:
    """Return the feed that each role reads behind a token; without a role there is none."""
    wish, seen = Wish("A feed", filter=Filter(countries=("KEN",))), {}
    made = {role: make(wiring(), person_of(role), wish, by="a tester").address for role in ROLES}
    feeds = PrivateFeeds(wiring())
    for role, address in made.items():
        feed = feeds(address.rsplit("/", 1)[-1].removesuffix(".ics"), "a client")
        assert feed is not None
        seen[role] = found_in(feed.body.decode().replace("\r\n ", ""))
    return View("feed of one's own", "dates", seen)


def asked_for(role: str) -> dict[str, list[str]]:
    """Return of every level a rule that is for a role and one that is not, told to that role all the same."""
    levels = sorted({str(row["visibility"]) for row in rows().values()})
    here = [(each, row) for each, row in sorted(rows().items()) if row["kind"] == Kind.ACTION]
    return {
        level: [
            next(
                each for each, row in here if row["visibility"] == level and (role in row["actors"]) is is_for
            )
            for is_for in (True, False)
            if any(row["visibility"] == level and (role in row["actors"]) is is_for for _, row in here)
        ]
        for level in levels
    }


def behind_links() -> Iterator[View]:
    """Yield the pages that links in a mail open, a mail that names even what it must not among them."""
    wiring, token = in_memory((*READERS, NOBODY)), "uprmail-{}".format
    asked = {role: [each for found in asked_for(role).values() for each in found] for role in READERS}
    for role, named in asked.items():
        keys = tuple(sorted(f"KEN/4/{each}/{role}/0/0/0" for each in named))
        links = tuple(Link(digest_of(token(role + use)), use, NOON + timedelta(days=9)) for use in Purpose)
        envelope = Envelope(role, keys, person_of(role).id, "email", b"", NOON, links)
        assert wiring.store.ledger.claim(envelope, now=NOON, lease=timedelta(minutes=1))
    app, pages = create_app(pages_of(wiring)), {}
    for role, named in asked.items():
        paths = [f"/answers/{token(role + Purpose.ANSWER)}/{n}" for n in range(1, len(named) + 1)]
        answers = ask_all(paths, over=app)
        pages[role] = found_in(*(each.text for each in answers if each.status_code == HTTPStatus.OK))
    yield View("page to answer on", "mail", pages)
    choosing = ask_all([f"/preferences/{token(role + Purpose.PREFERENCES)}" for role in asked], over=app)
    assert {each.status_code for each in choosing} == {HTTPStatus.OK}
    own = {role: found_in(each.text) for role, each in zip(asked, choosing, strict=True)}
    yield View("page to choose on", "never", own)


def exported(folder: Path) -> View:
    """Return every file of an export."""
    export(wiring(), folder, Tongues(("en",)), lambda: None)
    files = (each for each in folder.rglob("*") if each.is_file())
    texts = (f"{each.name}\n{each.read_bytes().decode('utf-8', 'replace')}" for each in files)
    return View("export", "open", everybody("\n".join(texts).replace("\r\n ", "")), DATED | named_before())


def test_a_notice_and_its_headers_tell_a_partner_nothing_of_the_un_and_nobody_what_is_private() -> None:
    views = {each.name: each for each in notices()}

    assert differences(views.values()) == (5 * 29 * 256, [])
    assert all(views["notices known"].seen[role] for role in ("RCO", "CSO", NOBODY))
    assert {role for role, found in views["body of a notice"].seen.items() if found} == {*ROLES, NOBODY}


def test_a_feed_of_ones_own_shows_what_the_role_may_see() -> None:
    view = own_feeds()

    assert differences([view]) == (29 * 256, [])
    reached = {role: {rows()[each]["visibility"] for each in view.seen[role]} for role in ("RCO", "CSO")}
    assert reached == {"RCO": {"public", "partners", "un-internal"}, "CSO": {"public", "partners"}}


def test_a_link_opens_what_may_be_named_in_a_mail_to_its_reader_and_nothing_else() -> None:
    views = {each.name: each for each in behind_links()}

    assert differences(views.values()) == (2 * 29 * 256, [])
    opened = views["page to answer on"].seen
    assert opened == {
        role: frozenset(each for each in asked_for(role)["public"] if role in rows()[each]["actors"])
        for role in READERS
    }
    assert all(opened.values())


def test_an_export_holds_what_is_public_and_nothing_else(tmp_path: Path) -> None:
    cells, wrong = differences([exported(tmp_path / "stick")])

    assert (cells, wrong) == (29 * 256, [])
