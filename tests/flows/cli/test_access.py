"""`uprcycle access`: giving and taking access, and signing in where no mail reaches anybody."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from flows.site.access import open_session
from tests.flows.installed import NOON, CommandLine, holder, stored
from uprcycle.access.session import Way
from uprcycle.people import Role
from uprcycle.roster.identity import person_id
from uprcycle.store.identities_port import Identity

BINOD, AMINA = "binod@example.org", "amina@example.org"
GRANT = ("access", "grant", BINOD, "--as", "officer", "--name", "Binod Example", "--by", "A. Example")
BY = ("--by", "A. Example")


@pytest.mark.usefixtures("home")
def test_nobody_has_an_account_at_first(uprcycle: CommandLine) -> None:
    answer = uprcycle("access", "list")

    assert (answer.status, uprcycle("access", "list", "--json").value) == (0, [])
    assert answer.out == "nobody has an account; `uprcycle init` prints a link for the first one\n"


@pytest.mark.usefixtures("home")
def test_what_is_granted_is_shown_first_and_done_with_yes(uprcycle: CommandLine) -> None:
    planned = uprcycle(*GRANT, "--country", "Kenya", "--country", "TGO")
    assert planned.out.splitlines()[-1] == "Nothing was changed; --yes grants it."
    assert "officer (KEN TGO)" in planned.out
    assert uprcycle("access", "list", "--json").value == []

    assert uprcycle(*GRANT, "--country", "Kenya", "--yes").out.splitlines()[-1] == "Granted."
    again = uprcycle(*GRANT, "--yes", "--json")
    assert again.value == {
        "person": person_id(BINOD),
        "granted": True,
        "new": False,
        "grant": {"standing": "officer", "countries": []},
    }
    (listed,) = uprcycle("access", "list", "--json").value
    assert listed == {
        "person": person_id(BINOD),
        "name": "Binod Example",
        "email": BINOD,
        "grants": [{"standing": "officer", "countries": []}],
        "offices": 0,
        "sessions": 0,
    }
    assert "officer (all States)" in uprcycle("access", "list").out


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("grant", BINOD, "--as", "oficer", *BY), "did you mean 'officer'?", id="standing"),
        pytest.param(("grant", BINOD, "--as", "holder", *BY), "use one of administrator", id="not-granted"),
        pytest.param(("grant", "binod", "--as", "officer", *BY), "not one plain mail address", id="address"),
        pytest.param((*GRANT[1:], "--country", "Kennya"), "did you mean 'Kenya'", id="country"),
        pytest.param((*GRANT[1:-1], " "), "somebody has to say so", id="by"),
        pytest.param(("link", "binot@example.org", *BY), "did you mean 'binod@example.org'?", id="person"),
        pytest.param(("revoke", BINOD, "--as", "observer", *BY), "they are officer", id="not-theirs"),
        pytest.param(("sign-ins", "nobody@example.com"), "is not known", id="nobody"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(
    uprcycle: CommandLine, words: tuple[str, ...], said: str
) -> None:
    uprcycle(*GRANT, "--yes")
    answer = uprcycle("access", *words)

    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_somebody_who_holds_an_office_signs_in_by_a_printed_link(home: Path, uprcycle: CommandLine) -> None:
    wiring, held = stored(home), holder("SUR", "RCO Suriname", Role.RCO)
    amina = replace(held.person, id=person_id(AMINA), email=AMINA)
    wiring.store.people.save([replace(held, person=amina)], by="desk", at=NOON)
    wiring.store.close()
    address, said = uprcycle("access", "link", AMINA, *BY).out.splitlines()

    assert re.fullmatch(r"http://127\.0\.0\.1:8080/sign-in/uprsign-[\w-]{43}", address)
    assert said == "Signs in Amina Example, once, within 15 minutes."
    assert uprcycle("access", "link", AMINA, *BY, "--json").value["minutes"] == 15
    assert address.rpartition("/")[2] not in (home / "uprcycle.db").read_bytes().decode("latin-1")


def test_who_is_signed_in_is_listed_and_ended_and_how_an_organisation_knows_them_forgotten(
    home: Path, uprcycle: CommandLine
) -> None:
    uprcycle(*GRANT, "--yes")
    wiring = stored(home)
    for _ in range(2):
        open_session(wiring, person_id(BINOD), Way.MAIL, "Firefox")
    wiring.store.identities.bind(Identity("https://id.example.org", "subject", person_id(BINOD), NOON))
    wiring.store.close()

    assert [each["program"] for each in uprcycle("access", "sign-ins", "--json").value] == ["Firefox"] * 2
    assert "Binod Example" in uprcycle("access", "sign-ins", BINOD).out
    assert uprcycle("access", "end", BINOD, *BY).out == "2 sign-ins would end; --yes ends them.\n"
    assert uprcycle("access", "end", BINOD, *BY, "--yes").out == "2 sign-ins ended.\n"
    assert uprcycle("access", "sign-ins").out == "nobody is signed in\n"
    assert uprcycle("access", "forget", BINOD, *BY).out == "1 name would be forgotten; --yes forgets it.\n"
    assert uprcycle("access", "forget", BINOD, *BY, "--yes").out == "1 name forgotten.\n"
    assert uprcycle("access", "forget", BINOD, *BY, "--yes", "--json").value["names"] == 0


def test_with_the_last_standing_the_sign_ins_end(home: Path, uprcycle: CommandLine) -> None:
    uprcycle(*GRANT, "--yes")
    wiring = stored(home)
    open_session(wiring, person_id(BINOD), Way.MAIL, "Firefox")
    wiring.store.close()
    words = ("access", "revoke", BINOD, "--as", "officer", *BY)

    assert uprcycle(*words).out == "Binod Example would be no officer; --yes does it.\n"
    assert uprcycle(*words, "--yes").out == "Binod Example is no officer any more.\n"
    assert [uprcycle("access", each, "--json").value for each in ("sign-ins", "list")] == [[], []]


@pytest.mark.usefixtures("home")
def test_the_last_administrator_stays(uprcycle: CommandLine) -> None:
    uprcycle(*GRANT[:4], "administrator", *GRANT[5:], "--yes")
    answer = uprcycle("access", "revoke", BINOD, "--as", "administrator", *BY, "--yes")

    assert (answer.status, "the last administrator stays" in answer.err) == (1, True)
