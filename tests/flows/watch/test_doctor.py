"""The doctor looks at everything it can; a part that fails is a finding, not an end."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.feeds.subscribing import Wish, make, revoke
from flows.installation.settings import Settings
from flows.watch.doctor import Finding, examine
from flows.watch.heartbeat import note_alarm
from flows.watch.troubles import Kind, Trouble
from tests.flows.installed import NOON, holder, stored
from tests.uprcycle.rulesets import with_cells
from uprcycle.people import Role
from uprcycle.store.packaged import load_ruleset
from uprcycle.store.ports import ChatHook, Envelope, Outcome, Receipt
from uprcycle.subscriptions import Fetch


def findings(home: Path) -> dict[str, Finding]:
    return {each.what: each for each in examine(Settings(data_dir=home))}


def test_what_is_there_is_counted(home: Path) -> None:
    wiring = stored(home)
    wiring.store.people.save([holder("KEN", "RCO Kenya", Role.RCO)], by="a tester", at=NOON)
    wiring.store.close()
    found = findings(home)

    assert found["store"] == Finding("store", "reachable")
    assert found["release"] == Finding("release", "1 of 2026-11-20 09:30 UTC, 386 reviews")
    assert found["reviews without a date"].found == "UKR"
    assert found["people"] == Finding("people", "1 hold an office")
    assert found["settings"].found.endswith(", delivery recorder")


def test_rules_of_another_version_are_said_with_what_shows_them(home: Path) -> None:
    assert findings(home)["rules"] == Finding("rules", "those of this version")
    wiring, older = stored(home), with_cells("hrc-adoption", title="The Council adopts")
    wiring.store.releases.add(
        wiring.world().release.schedule,
        older,
        by="a tester",
        note="",
        source="",
        at=NOON,
        kept={"KEN": load_ruleset().digest},
    )
    wiring.store.close()

    assert findings(home)["rules"] == Finding(
        "rules",
        "not those of this version; 1 State with older ones",
        remedy="`uprcycle rules plan` shows what would change",
    )


def test_an_open_alarm_needs_attention_and_so_does_nobody_to_tell(home: Path) -> None:
    untold = "set UPRCYCLE_OPERATOR, so that somebody is told"
    assert findings(home)["watchdog"] == Finding("watchdog", "no alarm", remedy=untold)
    wiring = stored(home)
    note_alarm(wiring, Kind.EMPTY, NOON)
    wiring.store.close()

    told = Settings(data_dir=home, operator="operator@example.org")
    (found,) = [each for each in examine(told) if each.what == "watchdog"]
    assert found == Finding(
        "watchdog", "the scheduler has no round planned", is_well=False, remedy=Trouble(Kind.EMPTY).remedy
    )


def test_notices_that_are_held_back_need_attention(home: Path) -> None:
    assert findings(home)["notices"] == Finding("notices", "go out")
    wiring = stored(home)
    wiring.store.holds.place("two dates look wrong", by="the desk", at=NOON)
    wiring.store.close()

    assert findings(home)["notices"] == Finding(
        "notices",
        "held back since 2026-11-21 12:00 UTC",
        is_well=False,
        remedy="`uprcycle notices plan` says why, `uprcycle notices resume` lets them go",
    )


def test_private_feeds_that_end_or_that_nobody_fetches_are_counted(home: Path) -> None:
    wiring = stored(home, lambda: NOON - timedelta(days=8))
    assignment = holder("KEN", "RCO Kenya", Role.RCO)
    wiring.store.people.save([assignment], by="a tester", at=NOON)
    for days in (400, 20):
        made = make(wiring, assignment.person, Wish("x", days=days), by="a tester").subscription
    revoke(wiring, make(wiring, assignment.person, Wish("x"), by="a tester").subscription.id, by="a tester")
    wiring.store.subscriptions.note_fetches([Fetch(made.id, "google", NOON)])
    wiring.store.close()

    assert findings(home)["private feeds"] == Finding(
        "private feeds",
        "2 open, 1 not fetched for a week, 1 ending soon",
        remedy="`uprcycle subscription list` names them",
    )


def test_an_office_whose_calendars_fell_silent_is_named(home: Path) -> None:
    wiring = stored(home, lambda: NOON - timedelta(days=8))
    assignment = holder("KEN", "RCO Kenya", Role.RCO)
    wiring.store.people.save([assignment], by="a tester", at=NOON)
    what = "offices whose calendars fell silent"
    assert findings(home)[what] == Finding(what, "none")

    make(wiring, assignment.person, Wish("x"), by="a tester")
    wiring.store.close()

    assert findings(home)[what] == Finding(
        what,
        "RCO Kenya (KEN)",
        remedy="mail goes out instead; ask them whether their calendar still has the feed",
    )


def test_whom_mail_does_not_reach_needs_attention_and_who_left_is_counted(home: Path) -> None:
    wiring = stored(home)
    held = [
        holder("KEN", "RCO Kenya", Role.RCO),
        holder("TGO", "RCO Togo", Role.RCO, person="p02"),
    ]
    wiring.store.people.save(held, by="a tester", at=NOON)
    assert findings(home)["reach"] == Finding("reach", "mail to 0 comes back, 0 unsubscribed")

    back, gone = (each.person.id for each in held)
    wiring.store.preferences.choose(gone, lambda kept: kept.unsubscribing(NOON), by=gone, at=NOON)
    remedy = "`uprcycle people reach` names them"
    assert findings(home)["reach"] == Finding("reach", "mail to 0 comes back, 1 unsubscribed", remedy=remedy)

    ledger = wiring.store.ledger
    assert ledger.claim(Envelope("m", ("k",), back, "email", b"mail", NOON), now=NOON, lease=timedelta(1))
    ledger.handing_over("m", now=NOON)
    ledger.record("m", Receipt(Outcome.PERMANENT, "550 5.1.1"), now=NOON)
    assert findings(home)["reach"] == Finding(
        "reach", "mail to 1 comes back, 1 unsubscribed", is_well=False, remedy=remedy
    )


def test_a_key_that_others_can_read_needs_attention_and_so_does_one_that_is_gone(home: Path) -> None:
    file = home / "uprcycle.key"
    assert findings(home)["keys"] == Finding("keys", "1 in a file")
    file.chmod(0o644)
    assert findings(home)["keys"] == Finding(
        "keys",
        "1 in a file that others on this machine can read",
        is_well=False,
        remedy=f"chmod 600 {file}, then `uprcycle keys rotate`",
    )
    file.unlink()
    gone = findings(home)["keys"]
    assert (gone.found, gone.is_well) == ("there is no key for what is kept sealed", False)


def test_chats_are_counted_and_those_that_are_closed_have_a_remedy(home: Path) -> None:
    wiring = stored(home)
    assignment = holder("KEN", "RCO Kenya", Role.RCO)
    wiring.store.people.save([assignment], by="a tester", at=NOON)
    for name in ("c1", "c2"):
        hook = ChatHook(name, "slack", assignment.person.id, "0a1b2c3d4e5f", NOON, "an address")
        wiring.store.chat_hooks.add(hook, by="a tester")
    assert findings(home)["chats"] == Finding("chats", "2 connected, 0 closed")
    wiring.store.chat_hooks.bury("c2", "410", at=NOON)
    wiring.store.close()

    assert findings(home)["chats"] == Finding(
        "chats", "1 connected, 1 closed", remedy="`uprcycle channel list` names those that are closed"
    )


def test_a_parked_message_needs_attention(home: Path) -> None:
    wiring = stored(home)
    message = Envelope("<m@example.org>", ("k",), "p", "email", b"x", NOON)
    now = NOON
    wiring.store.ledger.claim(message, now=now, lease=timedelta(minutes=1))
    for _ in range(2):
        wiring.store.ledger.record(message.message_id, Receipt(Outcome.UNKNOWN), now=now)
        now += timedelta(hours=1)
        wiring.store.ledger.reclaim(message.message_id, now=now, lease=timedelta(minutes=1))
    wiring.store.close()

    assert findings(home)["messages"] == Finding(
        "messages",
        "1 in the ledger, 0 failed, 1 parked",
        is_well=False,
        remedy="`uprcycle nudges ledger` shows the parked ones",
    )


def test_how_far_messages_go_is_said_with_how_many_went_nowhere(home: Path) -> None:
    wiring = stored(home)
    for number, answer in enumerate(["recorded", "recorded", "250 2.0.0"]):
        message = Envelope(f"<{number}@example.org>", (f"k{number}",), "p", "email", b"x", NOON)
        wiring.store.ledger.claim(message, now=NOON, lease=timedelta(minutes=1))
        wiring.store.ledger.record(message.message_id, Receipt(Outcome.SENT, answer), now=NOON)
    wiring.store.close()

    assert findings(home)["delivery"] == Finding(
        "delivery",
        "recorder. Trial run: messages are recorded; none leaves this machine."
        " 2 recorded so far, which left nowhere.",
    )


def test_an_installation_without_entries_needs_its_feeds(home: Path, tmp_path: Path) -> None:
    assert findings(home)["feeds"].is_well
    bare = Settings(data_dir=tmp_path / "bare")
    found = {each.what: each for each in examine(bare)}

    assert (found["store"].is_well, found["store"].found) == (False, "the store cannot be opened")
    assert found["store"].remedy.endswith("does not exist; run 'uprcycle init'")
    assert "languages" in found


@pytest.mark.parametrize("hours", [1, 3])
def test_rounds_that_stopped_are_noticed(home: Path, hours: int) -> None:
    wiring = stored(home)
    wiring.store.heartbeats.beat("round", NOON - timedelta(hours=hours))
    wiring.store.close()

    assert findings(home)["round"].is_well is (hours == 1)
