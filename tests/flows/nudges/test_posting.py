import pytest

from flows.installation.settings import Settings
from flows.nudges.posting import delivery_text, language_for, letterhead, outlet_to
from notifications.copies import RedirectingChannel
from notifications.guard import DeliveryMode
from notifications.recorder import Recorder
from tests.flows.installed import NOON, founded_memory, holder, wiring_over
from uprcycle.people import Person, Role
from uprcycle.store.memory import MemoryStore

AMINA = holder("KEN", "RCO Kenya", Role.RCO)


@pytest.mark.parametrize(("wanted", "given"), [("fr", "fr"), ("en", "en"), ("de", "en")])
def test_somebody_is_written_to_in_their_language_or_in_english(wanted: str, given: str) -> None:
    assert language_for(Person("p1", "Ann Example", "ann@example.org", wanted)).code == given


def test_the_letterhead_names_the_site_and_where_reprisals_are_reported() -> None:
    head = letterhead(founded_memory())
    assert (head.base_url, head.names_internal, len(head.reprisal_addresses)) == (
        founded_memory().settings.address,
        False,
        2,
    )


def test_only_mails_that_leave_the_machine_have_links_that_open_something() -> None:
    live = Settings(delivery=DeliveryMode.LIVE, smtp_url="smtp://127.0.0.1:1")
    wirings = [wiring_over(MemoryStore(), lambda: NOON, each) for each in (Settings(), live)]

    assert [letterhead(each).sent for each in (*wirings, wirings[1].rehearsal())] == [False, True, False]


def test_nothing_leaves_the_machine_unless_somebody_chose_it() -> None:
    quiet = outlet_to(founded_memory(), [AMINA])
    chosen = Settings(
        delivery=DeliveryMode.REDIRECT, redirect_to="desk@example.org", smtp_url="smtp://127.0.0.1:2525"
    )
    redirected = outlet_to(wiring_over(MemoryStore(), lambda: NOON, chosen), [AMINA])
    assert isinstance(quiet.channel, Recorder)
    assert isinstance(redirected.channel, RedirectingChannel)
    assert (quiet.recipient(AMINA.person.id), quiet.recipient("a stranger")) == (AMINA.person.email, None)
    assert redirected.recipient(AMINA.person.id) == "desk@example.org"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(), "recorder. Trial run: messages are recorded; none leaves this machine."),
        (
            Settings(
                delivery=DeliveryMode.ALLOWLIST,
                allowlist=("@example.com",),
                smtp_url="smtps://robot:secret@mail.example.org",
            ),
            (
                "allowlist. Trial run: messages go to a few chosen addresses only."
                " 0 of 1 people are written to by mail.example.org:465 (smtps), at most 10 a second."
            ),
        ),
        (
            Settings(delivery=DeliveryMode.LIVE, smtp_url="smtp://localhost", smtp_per_second=0),
            (
                "live. Messages go to everybody they are for."
                " 1 of 1 people are written to by localhost:25 (smtp), at any pace."
            ),
        ),
    ],
)
def test_the_operator_is_told_how_far_messages_go_and_by_which_way(settings: Settings, said: str) -> None:
    wiring = wiring_over(MemoryStore(), settings=settings)
    wiring.store.people.save([AMINA], by="a tester", at=NOON)

    assert delivery_text(wiring) == said


def test_in_a_rehearsal_nothing_leaves_whatever_the_mode() -> None:
    live = Settings(delivery=DeliveryMode.LIVE, smtp_url="smtp://127.0.0.1:2525")
    wiring = wiring_over(MemoryStore(), settings=live).rehearsal()

    assert isinstance(outlet_to(wiring, [AMINA]).channel, Recorder)
