"""What may be said of a task, and what is refused with every problem at once."""

import pytest

from uprcycle.checklist.tick import LONGEST, TaskState, check_tick
from uprcycle.errors import BadInputError

PLAIN = "write it as plain text on one line"


@pytest.mark.parametrize(
    ("state", "note", "evidence"),
    [
        (TaskState.DONE, "", ""),
        (TaskState.ACKNOWLEDGED, "", ""),
        (TaskState.NOT_APPLICABLE, "no such body here", ""),
        (TaskState.DONE, "sent", "https://docs.example.org/a?b=c#d"),
    ],
)
def test_plain_words_and_a_safe_address_pass(state: TaskState, note: str, evidence: str) -> None:
    check_tick(state, by="A. Example", note=note, evidence=evidence)


@pytest.mark.parametrize(
    ("said", "where", "remedy"),
    [
        ({"by": " "}, "--by", PLAIN),
        ({"note": "two\nlines"}, "--note", PLAIN),
        ({"note": "x" * (LONGEST + 1)}, "--note", PLAIN),
        ({"note": "turned\u202eround"}, "--note", PLAIN),
        ({"state": TaskState.NOT_APPLICABLE}, "--note", "say in a line why the task does not apply"),
        ({"evidence": "http://example.org"}, "--evidence", "give one with https://"),
        ({"evidence": "javascript:alert(1)"}, "--evidence", "give one with https://"),
        ({"evidence": "https://somebody@example.org"}, "--evidence", "give one with https://"),
        ({"evidence": "https://[half"}, "--evidence", "give one with https://"),
        ({"evidence": "the minutes"}, "--evidence", "give one with https://"),
    ],
)
def test_anything_else_is_refused_where_it_stands(said: dict[str, object], where: str, remedy: str) -> None:
    words = {"state": TaskState.DONE, "by": "A. Example"} | said

    with pytest.raises(BadInputError) as caught:
        check_tick(**words)  # type: ignore[arg-type]

    assert [(each.where, each.remedy) for each in caught.value.problems] == [(where, remedy)]


def test_all_problems_come_at_once() -> None:
    with pytest.raises(BadInputError) as caught:
        check_tick(TaskState.NOT_APPLICABLE, by="", evidence="\x00")

    assert [each.where for each in caught.value.problems] == ["--by", "--evidence", "--note"]
