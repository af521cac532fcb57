"""What an office adds for itself: checked, dated, and on no other list."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.uprcycle.examples import lead, review, rule
from uprcycle.checklist.build import build_checklist
from uprcycle.checklist.local import LONGEST_TITLE, LocalTask, check_local, read_local_id
from uprcycle.days.workdays import WorkingDays
from uprcycle.errors import BadInputError
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rulebook import PhaseRule, Rulebook
from uprcycle.timetable.compute import Setting, compute_timetable
from uprcycle.visibility import Visibility

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)
RCO = Office("RCO Kenya", "KEN", frozenset({Role.RCO}))
FORUM = Office("Forum", "KEN", frozenset({Role.CSO}))
HALL = LocalTask("KEN", 5, "RCO Kenya", "Book the hall", date(2027, 9, 1), "A. Example", NOON, number=7)
TIMETABLE = compute_timetable(
    review(),
    Rulebook(
        (rule("brief"),),
        phases=(PhaseRule(Phase.SUBMISSIONS, "Submissions", lead("review", "20 weeks before")),),
    ),
    Setting(WorkingDays()),
)


def test_a_task_of_its_own_stands_among_the_others_by_its_day() -> None:
    found = build_checklist(TIMETABLE, RCO, (), [HALL])

    assert [(each.id, each.due) for each in found.tasks] == [
        ("brief", date(2027, 8, 11)),
        ("local-7", date(2027, 9, 1)),
    ]
    assert (found.tasks[1].title, found.tasks[1].rule.phase) == ("Book the hall", Phase.SUBMISSIONS)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HALL, office="Forum"),
        replace(HALL, country="UGA"),
        replace(HALL, cycle=4),
        replace(HALL, dropped_by="A. Example", dropped_at=NOON),
    ],
    ids=["another-office", "another-state", "another-cycle", "dropped"],
)
def test_what_others_added_or_what_was_dropped_is_not_on_the_list(elsewhere: LocalTask) -> None:
    assert [each.id for each in build_checklist(TIMETABLE, RCO, (), [elsewhere]).tasks] == ["brief"]


@pytest.mark.parametrize(
    ("office", "visibility"), [(RCO, Visibility.UN_INTERNAL), (FORUM, Visibility.PARTNERS)]
)
def test_it_is_never_public(office: Office, visibility: Visibility) -> None:
    found = build_checklist(TIMETABLE, office, (), [replace(HALL, office=office.name)])

    assert found.tasks[-1].rule.visibility is visibility


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        ({"title": " "}, "--title", "' ' cannot be kept"),
        ({"title": "two\nlines"}, "--title", r"'two\nlines' cannot be kept"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "--title", "is longer than 120 characters"),
        ({"by": ""}, "--by", "'' cannot be kept"),
    ],
)
def test_what_cannot_be_kept_is_refused(changes: dict[str, str], where: str, what: str) -> None:
    with pytest.raises(BadInputError) as caught:
        check_local(replace(HALL, **changes))  # type: ignore[arg-type]

    assert [(each.where, each.what) for each in caught.value.problems] == [(where, what)]


def test_a_plain_task_passes_and_its_id_reads_back() -> None:
    check_local(HALL)

    assert read_local_id(HALL.id) == 7


@pytest.mark.parametrize("text", ["brief", "local-", "local-x", "local--1", "local-²", ""])
def test_other_ids_are_no_local_ones(text: str) -> None:
    with pytest.raises(BadInputError, match="only tasks that an office added can be dropped"):
        read_local_id(text)
