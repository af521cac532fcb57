"""`uprcycle override`: a date is set, listed and lifted, and every refusal says what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.feeds.publishing import publish
from tests.flows.installed import NOON, CommandLine, stored
from uprcycle.store.packaged import load_ruleset

pytestmark = pytest.mark.usefixtures("home")

SIGNED = ("--by", "A. Example", "--reason", "Agreed by letter.", "--source", "the letter")
SET = ("override", "set", "KEN", "hrc-adoption", "2027-01-20")
DEADLINE = "stakeholder-submission-deadline"
EARLIER = ("override", "set", "SUR", DEADLINE, "2025-01-01")


def release_again(home: Path) -> None:
    """Release once more what is released, a day later."""
    wiring = stored(home, lambda: NOON + timedelta(days=1))
    schedule = wiring.world().release.schedule
    wiring.store.releases.add(
        schedule, load_ruleset(), by="a tester", note="again", source="", at=wiring.now()
    )
    publish(wiring)
    wiring.store.close()


def test_a_date_is_set_and_says_from_when_it_counts(uprcycle: CommandLine) -> None:
    answer = uprcycle(*SET, *SIGNED, "--status", "confirmed")

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[:2] == [
        "override 1 is set: KEN 4 hrc-adoption, 2027-01-20, confirmed",
        "it counts from release 2 on; `uprcycle schedule plan` shows it before anybody else",
    ]


def test_the_reasons_tell_it_once_it_is_released(uprcycle: CommandLine, home: Path) -> None:
    uprcycle(*SET, *SIGNED)
    before = uprcycle("why", "KEN", "hrc-adoption").out
    release_again(home)
    after = uprcycle("why", "KEN", "hrc-adoption").out

    assert "Set by hand" not in before
    assert "Reason: Agreed by letter." in after
    assert "A. Example" not in after


def test_what_is_not_said_to_be_surer_is_tentative(uprcycle: CommandLine) -> None:
    uprcycle(*SET, *SIGNED)

    assert uprcycle("override", "list", "--json").value[0]["status"] == "tentative"


def test_the_list_says_everything_in_json(uprcycle: CommandLine) -> None:
    uprcycle(*SET, *SIGNED, "--expires", "2026-12-31")

    assert uprcycle("override", "list", "--json").value == [
        {
            "number": 1,
            "country": "KEN",
            "cycle": 4,
            "session": None,
            "milestone": "hrc-adoption",
            "start": "2027-01-20",
            "end": "2027-01-20",
            "all_day": True,
            "time_zone": None,
            "precision": "day",
            "status": "tentative",
            "standing": "waiting",
            "reason": "Agreed by letter.",
            "source": "the letter",
            "by": "A. Example",
            "at": "2026-11-21T12:00:00+00:00",
            "expires": "2026-12-31",
            "confirmed_by": None,
            "release": 2,
            "lifted_by": None,
            "lifted_at": None,
            "lifted_release": None,
        }
    ]


def test_a_session_is_named_by_its_number(uprcycle: CommandLine) -> None:
    answer = uprcycle("override", "set", "54", "hrc-adoption", "2027-07-01", *SIGNED)
    kept = uprcycle("override", "list", "--json").value[0]

    assert answer.status == 0
    assert (kept["session"], kept["country"], kept["cycle"]) == (54, None, None)


def test_an_empty_list_says_so(uprcycle: CommandLine) -> None:
    assert uprcycle("override", "list").out == "No date is set by hand.\n"


def test_a_lifted_date_leaves_the_list_and_stays_in_all_of_it(uprcycle: CommandLine) -> None:
    uprcycle(*SET, *SIGNED)
    answer = uprcycle("override", "lift", "1", "--by", "B. Example")

    assert answer.out.splitlines() == [
        "override 1 is lifted: KEN 4 hrc-adoption",
        "it no longer counts from release 2 on",
    ]
    assert uprcycle("override", "list", "--json").value == []
    kept = uprcycle("override", "list", "--all", "--json").value
    assert [(each["standing"], each["lifted_by"]) for each in kept] == [("lifted", "B. Example")]


def test_a_lifted_date_that_still_counts_is_listed_until_the_next_release(
    uprcycle: CommandLine, home: Path
) -> None:
    uprcycle(*SET, *SIGNED)
    release_again(home)
    uprcycle("override", "lift", "1", "--by", "B. Example")

    assert "until the next release" in uprcycle("override", "list").out


@pytest.mark.parametrize("second", [(), ("--confirm-earlier", "a. example")])
def test_an_earlier_deadline_asks_for_a_second_person(uprcycle: CommandLine, second: tuple[str, ...]) -> None:
    answer = uprcycle(*EARLIER, *SIGNED, *second)

    assert answer.status == 1
    assert answer.err.startswith("uprcycle: a released deadline would come earlier; nothing was changed\n")
    assert uprcycle("override", "list", "--all", "--json").value == []


def test_an_earlier_deadline_that_two_answer_for_is_set(uprcycle: CommandLine) -> None:
    answer = uprcycle(*EARLIER, *SIGNED, "--confirm-earlier", "B. Example")

    assert answer.status == 0
    assert uprcycle("override", "list", "--json").value[0]["confirmed_by"] == "B. Example"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("set", "KEN", "hrc-adoption", "soon", *SIGNED), 2, "DATE: 'soon' cannot be read; write it as"),
        (("set", "KEN", "hrc-adoptoin", "2027-01-20", *SIGNED), 2, "did you mean 'hrc-adoption'"),
        (("set", "Kenia", "hrc-adoption", "2027-01-20", "--by", " ", *SIGNED[2:]), 2, "--by: is empty"),
        (("set", "99", "hrc-adoption", "2027-01-20", *SIGNED), 1, "no Working Group session 99"),
        (("set", "54", "hrc-adoption", "2027-01-20", *SIGNED, "--cycle", "4"), 2, "is in one cycle"),
        (("set", *SET[2:], *SIGNED, "--status", "withdrawn"), 2, "withdraw it in the schedule"),
        (("set", *SET[2:], *SIGNED, "--expires", "2026-11-20"), 2, "2026-11-20 is past"),
        (("set", *SET[2:], *SIGNED, "--expires", "soon"), 2, "'soon' is not a date"),
        (("lift", "7", "--by", "B. Example"), 1, "there is no override 7"),
        (("lift", "7", "--by", ""), 2, "--by: is empty"),
    ],
)
def test_a_refusal_says_what_to_do(
    uprcycle: CommandLine, words: tuple[str, ...], status: int, said: str
) -> None:
    answer = uprcycle("override", *words)

    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err
