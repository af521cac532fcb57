"""``people preferences``: shown, and set on somebody's behalf; the people file changes none of it."""

from pathlib import Path

import pytest

from tests.flows.installed import PEOPLE, CommandLine, stored
from uprcycle.roster.identity import person_id

WHO = "amina@example.org"
AMINA = person_id(WHO)
BY = ("--by", "desk")


@pytest.fixture
def file(tmp_path: Path, home: Path, uprcycle: CommandLine) -> Path:
    """The people file, loaded once."""
    assert home.is_dir()
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(path)).status == 0
    return path


def shown(uprcycle: CommandLine, *words: str) -> dict[str, object]:
    found: dict[str, object] = uprcycle("people", "preferences", WHO, *words, "--json").value
    return found


AS_LOADED = {
    "person": AMINA,
    "language": "en",
    "channel": "email",
    "digest_day": "monday",
    "digest_hour": 8,
    "mail_hours": [8, 20],
    "declined": [],
    "unsubscribed": None,
    "own": [],
}


@pytest.mark.usefixtures("file")
def test_to_look_writes_nothing_and_needs_no_name(home: Path, uprcycle: CommandLine) -> None:
    before = stored(home).store.audit.last()

    assert shown(uprcycle) == AS_LOADED
    assert "Monday, 8:00" in uprcycle("people", "preferences", WHO).out
    assert stored(home).store.audit.last() == before


def test_a_choice_outlives_the_next_loading_of_the_file(file: Path, uprcycle: CommandLine) -> None:
    words = ("--language", "fr", "--digest-day", "Friday", "--digest-hour", "10", "--mail-hours", "9-17")
    chosen = shown(uprcycle, *words, "--decline", "guidance", "--decline", "digest", *BY)
    uprcycle("people", "load", str(file))

    assert (
        shown(uprcycle)
        == chosen
        == AS_LOADED
        | {
            "language": "fr",
            "digest_day": "friday",
            "digest_hour": 10,
            "mail_hours": [9, 17],
            "declined": ["digest", "guidance"],
            "own": ["language", "digest_day", "digest_hour", "mail_hours", "declined"],
        }
    )
    assert shown(uprcycle, "--want", "digest", *BY)["declined"] == ["guidance"]


@pytest.mark.usefixtures("file")
def test_loading_the_file_again_plans_no_change_after_a_choice(file: Path, uprcycle: CommandLine) -> None:
    shown(uprcycle, "--language", "fr", *BY)

    assert uprcycle("people", "plan", str(file), "--json").value["steps"] == []


@pytest.mark.usefixtures("file")
def test_unsubscribing_is_taken_back_as_it_was(uprcycle: CommandLine) -> None:
    before = shown(uprcycle, "--decline", "changes", *BY)
    gone = shown(uprcycle, "--unsubscribe", *BY)

    assert (gone["declined"], gone["unsubscribed"] is None) == (["changes", "digest", "guidance"], False)
    assert [each["person"] for each in uprcycle("people", "reach", "--json").value] == [AMINA]
    assert "unsubscribed on" in uprcycle("people", "preferences", WHO).out
    assert shown(uprcycle, "--resubscribe", *BY) == before
    shown(uprcycle, "--unsubscribe", *BY)
    assert shown(uprcycle, "--resubscribe", "--decline", "digest", *BY)["declined"] == ["changes", "digest"]


@pytest.mark.usefixtures("file")
def test_what_cannot_be_chosen_is_refused(uprcycle: CommandLine) -> None:
    refusals = {
        ("--language", "xx", *BY): "'xx' is not offered",
        ("--digest-day", "someday", *BY): "'someday' is no weekday",
        ("--digest-hour", "22", *BY): "lies in the quiet hours",
        ("--mail-hours", "8", *BY): "cannot be read",
        ("--mail-hours", "20-8", *BY): "are not 4 hours of one day",
        ("--channel", "slack", *BY): "is not theirs",
        ("--language", "fr"): "--by",
    }
    answers = {words: uprcycle("people", "preferences", WHO, *words) for words in refusals}

    assert {each.status for each in answers.values()} == {2}
    assert [words for words, said in refusals.items() if said not in answers[words].err] == []
    assert shown(uprcycle) == AS_LOADED


@pytest.mark.usefixtures("file")
def test_somebody_who_is_not_known_has_no_preferences(uprcycle: CommandLine) -> None:
    assert uprcycle("people", "preferences", "nobody@example.org").status == 2
