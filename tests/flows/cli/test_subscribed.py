"""What the commands about private feeds print: a preview, and offices that fell silent."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine, stored

BY = ("--by", "Desk")


@pytest.fixture
def made(home: Path, uprcycle: CommandLine) -> dict[str, str]:
    """Return the feed of an invented person."""
    file = home.parent / "people.csv"
    file.write_text("name,email,office,role,country\nAmina,amina@example.org,RCO Kenya,RCO,KEN\n", "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0
    feed: dict[str, str] = uprcycle(
        "subscription", "make", "amina@example.org", *BY, "--kind", "event", "--json"
    ).value
    return feed


def test_a_feed_is_previewed_as_programs_get_it(made: dict[str, str], uprcycle: CommandLine) -> None:
    before = uprcycle("audit", "show", "--json").value

    value = uprcycle("subscription", "preview", made["id"], "--json").value
    said = uprcycle("subscription", "preview", made["id"]).out

    assert (value["id"], value["entries"] > 5, value["findings"]) == (made["id"], True, [])
    assert said.splitlines()[:2] == [f"Id     {made['id']}", "Title  UPR: my offices"]
    assert said.endswith("errors 0, warnings 0, hints 0\n")
    assert uprcycle("audit", "show", "--json").value == before
    (row,) = uprcycle("subscription", "list", "--json").value
    assert (row["fetched"], made["address"] in said) == (None, False)


def test_the_list_says_of_which_offices_no_calendar_is_fetched(
    home: Path, made: dict[str, str], uprcycle: CommandLine
) -> None:
    (row,) = uprcycle("subscription", "list", "--json").value
    assert row["offices"] == [{"country": "KEN", "name": "RCO Kenya", "is_silent": False}]
    wiring = stored(home)
    long_ago = wiring.now() - timedelta(days=30)
    wiring.store.subscriptions.rotate(
        wiring.store.subscriptions.of_person(row["person"])[0], by="desk", at=long_ago
    )
    wiring.store.close()

    (row,) = uprcycle("subscription", "list", "--json").value
    assert [each["is_silent"] for each in row["offices"]] == [True]
    assert made["id"] in (said := uprcycle("subscription", "list").out)
    assert said.splitlines()[-1] == (
        "No calendar of RCO Kenya (Kenya) is fetched any more: mail goes out instead."
    )
