"""From a mail in a box to the choices of its reader: the page, one click, and whoever it is not for."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from flows.nudges.nudging import forecast
from tests.flows.answered import AMINA, BRUNO, UGANDA, Answered, Running, links_to, running_office
from tests.flows.installed import NOON
from tests.notifications.mail_server import Inbox
from tests.web.site import BASE, send
from uprcycle.people import Person, Topic

ONE_CLICK = "List-Unsubscribe=One-Click"
YEAR = timedelta(days=365)


@pytest.fixture
def running() -> Iterator[Running]:
    """Send one mail each to two people of one office."""
    with running_office() as running:
        yield running


@pytest.fixture
def installed(running: Running) -> Answered:
    return running[0]


@pytest.fixture
def inbox(running: Running) -> Inbox:
    return running[1]


def leaving(inbox: Inbox, person: Person = AMINA) -> str:
    """Return the path that the header of the mail to somebody names."""
    (taken,) = (each for each in inbox.taken if each.rcpt_tos == [person.email])
    mail = message_from_bytes(taken.original_content or b"", policy=policy.default)
    assert mail["List-Unsubscribe-Post"] == ONE_CLICK
    return str(mail["List-Unsubscribe"]).strip("<>").removeprefix(BASE)


def choosing(inbox: Inbox, person: Person = AMINA) -> str:
    """Return the path at the foot of the mail to somebody."""
    (path,) = links_to(inbox, person, "preferences")
    return path


def test_one_click_three_times_is_kept_once_for_its_reader_alone(installed: Answered, inbox: Inbox) -> None:
    before = installed.wiring.store.audit.last()
    answers = [send(leaving(inbox), ONE_CLICK, installed.app) for _ in range(3)]

    assert [each.status_code for each in answers] == [200] * 3
    kept = installed.wiring.store.preferences.all()
    assert {who: each.unsubscribed for who, each in kept.items()} == {AMINA.id: NOON}
    assert installed.wiring.store.audit.last() == before + 1


def test_whoever_unsubscribed_can_take_it_back_on_either_page(installed: Answered, inbox: Inbox) -> None:
    for path in (leaving(inbox), choosing(inbox)):
        send(leaving(inbox), ONE_CLICK, installed.app)
        assert installed.post(path, {"action": "return"}).status_code == 200
        assert installed.wiring.store.preferences.of(AMINA.id).unsubscribed is None


def test_the_page_changes_the_next_mail(installed: Answered, inbox: Inbox) -> None:
    form = {
        "language": "fr",
        "channel": "email",
        "digest_day": "4",
        "digest_hour": "10",
        "mail_from": "10",
        "mail_to": "16",
        "topic_digest": "yes",
    }
    page = installed.post(choosing(inbox), form)

    assert (page.status_code, '<html lang="fr"' in page.text) == (200, True)
    chosen = installed.wiring.store.preferences.of(AMINA.id)
    assert chosen.declined == {Topic.GUIDANCE, Topic.CHANGES}
    today = installed.wiring.today()
    mail = next(each for each in forecast(installed.wiring, today, 90, AMINA.id) if each.is_digest)
    assert (mail.person.language, mail.day.weekday(), mail.send_at.astimezone(AMINA.zone).hour) == (
        "fr",
        4,
        10,
    )
    assert {each.person.id for each in forecast(installed.wiring, today, 90, AMINA.id)} == {AMINA.id}
    assert page.text.count('class="when"') == 5


def test_a_link_dies_with_the_office_of_its_reader(installed: Answered, inbox: Inbox) -> None:
    paths = (leaving(inbox), choosing(inbox))
    installed.assign(AMINA, UGANDA, last=installed.wiring.today() - timedelta(days=1))

    for path in paths:
        forms = [{"action": each} for each in ("leave", "return", "save")]
        answers = [installed.ask(path), *(installed.post(path, form) for form in forms)]
        assert [each.status_code for each in answers] == [404] * 4
    assert send(paths[0], ONE_CLICK, installed.app).status_code == 404
    assert installed.wiring.store.preferences.all() == {}


def test_a_link_opens_nothing_but_its_own_page_and_ends(installed: Answered, inbox: Inbox) -> None:
    leave, choose = (each.rpartition("/")[2] for each in (leaving(inbox), choosing(inbox)))
    swapped = [installed.ask(f"/preferences/{leave}"), installed.ask(f"/unsubscribe/{choose}")]
    unknown = installed.ask("/preferences/uprmail-never-given")
    installed.now = NOON + 2 * YEAR
    over = [installed.ask(path) for path in (leaving(inbox), choosing(inbox))]

    assert {each.content for each in (*swapped, *over)} == {unknown.content}
    assert {each.status_code for each in (*swapped, *over, unknown)} == {404}


def test_revoking_the_links_of_a_person_closes_both_pages(installed: Answered, inbox: Inbox) -> None:
    installed.wiring.store.links.revoke(AMINA.id, by="desk", at=NOON)

    assert [installed.ask(each).status_code for each in (leaving(inbox), choosing(inbox))] == [404, 404]
    assert installed.ask(choosing(inbox, BRUNO)).status_code == 200


def test_the_choices_of_a_person_go_when_they_are_erased(installed: Answered, inbox: Inbox) -> None:
    send(leaving(inbox), ONE_CLICK, installed.app)
    installed.wiring.store.erasure.erase(AMINA, by="desk", at=NOON)

    assert installed.wiring.store.preferences.all() == {}
    assert installed.ask(choosing(inbox)).status_code == 404
    assert [row for row in installed.wiring.store.audit.rows() if AMINA.id in (row.by, row.subject)] == []


def test_what_asks_for_a_page_changes_nothing(installed: Answered, inbox: Inbox) -> None:
    before = installed.wiring.store.audit.last()
    for path in (leaving(inbox), choosing(inbox)):
        for method in ("GET", "HEAD", "OPTIONS", "GET"):
            installed.ask(f"{path}?action=leave", method)

    assert installed.wiring.store.audit.last() == before


def test_nobody_is_named_on_the_pages(installed: Answered, inbox: Inbox) -> None:
    for path in (leaving(inbox), choosing(inbox)):
        text = installed.ask(path).text
        assert [
            each for each in (AMINA.name, AMINA.email, AMINA.id, UGANDA.name, "Uganda") if each in text
        ] == []
