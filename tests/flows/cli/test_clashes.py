"""`uprcycle clashes`: dates that get in each other's way."""

import pytest

from tests.flows.installed import CommandLine

pytestmark = pytest.mark.usefixtures("home")

SPRING = ("--from", "2026-01-01", "--to", "2026-01-31")


def test_clashes_are_listed_with_what_to_do_instead(uprcycle: CommandLine) -> None:
    answer = uprcycle("clashes", "LCA", *SPRING)

    words = " ".join(answer.out.split())
    assert (answer.status, answer.err) == (0, "")
    assert words.startswith("– 22–27 Jan 2026 · UN Multi-Country Office Barbados and the Eastern Caribbean: ")
    assert words.endswith("; share out the work in time")


def test_the_json_names_kind_dates_and_certainty(uprcycle: CommandLine) -> None:
    shown = uprcycle("clashes", "LCA", *SPRING, "--json").value

    assert (shown["from"], shown["to"], shown["without_holidays"]) == ("2026-01-01", "2026-01-31", [])
    (clash,) = shown["clashes"]
    assert list(clash) == [
        "kind", "office", "countries", "start", "end", "certain", "dates", "what", "remedy",
    ]  # fmt: skip
    assert (clash["kind"], clash["countries"], clash["certain"]) == ("same-fortnight", ["LCA", "KNA"], False)
    assert (clash["start"], clash["end"]) == ("2026-01-22", "2026-01-27")
    assert [(each["country"], each["id"], each["start"], each["status"]) for each in clash["dates"]] == [
        ("LCA", "working-group-review", "2026-01-22", "tentative"),
        ("KNA", "working-group-review", "2026-01-27", "tentative"),
    ]


def test_by_default_it_looks_a_year_ahead(uprcycle: CommandLine) -> None:
    answer = uprcycle("clashes", "LCA")

    assert answer.out.replace("\N{THIN SPACE}", " ") == "no clash is known in 21 Nov 2026 – 21 Nov 2027\n"


def test_an_office_that_serves_nobody_is_refused(uprcycle: CommandLine) -> None:
    answer = uprcycle("clashes", "--office", "RCO Kenia")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        "uprcycle: the office is not known\n"
        "  --office: 'RCO Kenia' serves no State; did you mean 'RCO Kenya' or 'RCO Armenia'?\n"
    )
