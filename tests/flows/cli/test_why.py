"""`uprcycle why`: each date can be asked for its reasons."""

from collections.abc import Callable

import pytest

from tests.flows.installed import CommandLine

pytestmark = pytest.mark.usefixtures("home")

DEADLINE = "stakeholder-submission-deadline"


@pytest.mark.parametrize(
    ("country", "milestone"),
    [("USA", DEADLINE), ("MMR", DEADLINE), ("UKR", "working-group-review"), ("KEN", "hrc-adoption")],
)
def test_the_reasons_read_as_they_did(
    uprcycle: CommandLine, country: str, milestone: str, golden: Callable[[str, str], None]
) -> None:
    answer = uprcycle("why", country, milestone)

    assert (answer.status, answer.err) == (0, "")
    golden(f"why-{country}-{milestone}.txt", answer.out)


def test_a_forecast_never_looks_confirmed(uprcycle: CommandLine) -> None:
    answer = uprcycle("why", "USA", DEADLINE)

    assert answer.out.splitlines()[1].endswith("2026 (estimated, within a window)")
    assert "Status: estimated – worked out by a rule or from past sessions" in answer.out


@pytest.mark.parametrize("name", [DEADLINE, "Deadline for stakeholder submissions", DEADLINE.upper()])
def test_a_date_is_asked_for_by_its_id_or_its_title(uprcycle: CommandLine, name: str) -> None:
    assert uprcycle("why", "KEN", name, "--json").value["id"] == DEADLINE


def test_the_date_of_a_task_can_be_asked_for_too(uprcycle: CommandLine) -> None:
    asked = ("why", "KEN", "contact-upr-branch", "--audience", "un", "--json")

    assert uprcycle(*asked).value["kind"] == "action"


@pytest.mark.parametrize("audience", ["public", "partners"])
def test_a_hidden_date_is_answered_for_like_one_that_does_not_exist(
    uprcycle: CommandLine, audience: str
) -> None:
    hidden, missing = (
        uprcycle("why", "KEN", name, "--audience", audience) for name in ("contact-upr-branch", "qqqq")
    )

    assert hidden.status == missing.status == 2
    assert hidden.err.count("contact-upr-branch") == 1
    assert (hidden.out, hidden.err.split("; ")[0].replace("contact-upr-branch", "qqqq")) == (
        missing.out,
        missing.err.split("; ")[0],
    )


def test_the_json_has_the_date_and_its_reasons(uprcycle: CommandLine) -> None:
    shown = uprcycle("why", "USA", DEADLINE, "--json").value

    assert set(shown) == {
        "id", "title", "kind", "phase", "start", "end", "all_day", "time_zone", "status", "precision",
        "visibility", "actors", "source", "rule", "rule_says", "basis", "voluntary", "applies",
        "country", "cycle", "why", "links",
    }  # fmt: skip
    assert (shown["country"], shown["cycle"], shown["status"]) == ("USA", 4, "estimated")
    assert [each for each in shown["why"] if each.startswith("Source: ")] == shown["why"][-3:]


@pytest.mark.parametrize(
    ("milestone", "remedy"),
    [
        ("midpont", "did you mean 'midpoint'?"),
        ("qqqq", "`uprcycle show KEN --wide` lists them"),
    ],
)
def test_a_date_that_is_not_there_is_refused_with_the_nearest(
    uprcycle: CommandLine, milestone: str, remedy: str
) -> None:
    answer = uprcycle("why", "KEN", milestone)

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == (
        f"uprcycle: there is no such milestone\n  KEN: has no milestone {milestone!r}; {remedy}\n"
    )


def test_what_a_rule_links_to_is_named_and_nobody_is_said_to_have_looked(uprcycle: CommandLine) -> None:
    asked = ("why", "KEN", "annual-update")
    (link,) = uprcycle(*asked, "--json").value["links"]

    assert (link["key"], link["checked_on"]) == ("upr-implementation", None)
    assert f"{link['title']}: {link['url']} (not checked)" in " ".join(uprcycle(*asked).out.split())
