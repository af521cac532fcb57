"""A date is re-issued, extended, capped or suspended, for a session or for one State."""

from datetime import date

import pytest

from tests.uprcycle.schedule.amend.drafts import (
    CONFIRMED,
    DRAFT,
    REPORT,
    STAKEHOLDERS,
    draft,
    due,
    lines,
    notice,
)
from uprcycle.days.span import Unknown, read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.deadlines import (
    cap_deadline,
    extend_deadline,
    kind_of,
    reissue_deadline,
    suspend_deadline,
)
from uprcycle.schedule.amend.target import Deadline

OF_ALL, OF_NEPAL, OF_KENYA = Deadline(52, REPORT), Deadline(52, REPORT, "NPL"), Deadline(52, REPORT, "KEN")


@pytest.mark.parametrize(
    ("amended", "expected"),
    [
        pytest.param(
            reissue_deadline(DRAFT, OF_ALL, read_span("2026-01-19"), notice(status=CONFIRMED)),
            "session 52, national-report: dates 2026-01-26T15:00 (confirmed) → 2026-01-19 (confirmed)",
            id="re-issued-earlier",
        ),
        pytest.param(
            extend_deadline(DRAFT, OF_NEPAL, read_span("2026-02-09"), notice()),
            "session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-02-09 (tentative)",
            id="extended-for-a-state-that-has-its-own",
        ),
        pytest.param(
            extend_deadline(DRAFT, OF_KENYA, read_span("2026-02-09"), notice()),
            "session 52, KEN, national-report: row – → 2026-02-09 (tentative)",
            id="extended-for-a-state-that-had-the-date-of-all",
        ),
        pytest.param(
            cap_deadline(DRAFT, OF_ALL, date(2026, 2, 27), notice()),
            "session 52, national-report: dates 2026-01-26T15:00 (confirmed) → by 2026-02-27 (tentative)",
            id="no-later-than",
        ),
        pytest.param(
            suspend_deadline(DRAFT, Deadline(54, STAKEHOLDERS, "MMR"), notice(status=CONFIRMED)),
            "session 54, MMR, stakeholder-submission-deadline: row – → unknown (tentative)",
            id="suspended-for-one-state",
        ),
        pytest.param(
            suspend_deadline(DRAFT, Deadline(54, STAKEHOLDERS), notice()),
            "session 54, stakeholder-submission-deadline: dates 2026-07-17 (confirmed) → unknown (tentative)",
            id="suspended-for-all",
        ),
    ],
)
def test_one_date_changes_and_no_other(amended: Amended, expected: str) -> None:
    assert lines(amended) == [expected]


def test_two_answers_for_one_date_become_one() -> None:
    before = draft(*DRAFT.sessions, due(54, STAKEHOLDERS, "2026-07-17"), due(54, STAKEHOLDERS, "2026-07-20"))

    amended = suspend_deadline(before, Deadline(54, STAKEHOLDERS), notice())

    assert [each.dates.span for each in amended.schedule.dates] == [Unknown()]


@pytest.mark.parametrize(
    ("which", "span", "expected"),
    [
        (OF_ALL, "2026-01-26", "2026-01-26 is not later than 2026-01-26T15:00; re-issue it if that is meant"),
        (OF_ALL, "unknown", "unknown is not later than 2026-01-26T15:00"),
        (Deadline(54, REPORT), "2026-10-12", "has no published date that could be extended"),
        (Deadline(45, REPORT), "2026-10-12", "session 45: is not in the schedule; did you mean 52?"),
    ],
)
def test_only_a_later_date_is_an_extension(which: Deadline, span: str, expected: str) -> None:
    with pytest.raises(BadInputError) as refused:
        extend_deadline(DRAFT, which, read_span(span), notice())

    assert len(refused.value.problems) == 1
    assert expected in str(refused.value.problems[0])


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Deadline(60, REPORT, "KEN"), "session 60: is not in the schedule; did you mean 54? it has 52 to 54"),
        (
            Deadline(52, REPORT, "KOR"),
            "session 52, KOR: the State is not in this session; it has IRN, KEN, NPL",
        ),
    ],
)
def test_a_date_of_nobody_is_refused(which: Deadline, expected: str) -> None:
    with pytest.raises(BadInputError) as refused:
        suspend_deadline(DRAFT, which, notice())

    assert [str(each) for each in refused.value.problems] == [expected]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Deadline(54, "hrc-adoption"), "hrc_upr_adoption_dates"),
        (Deadline(54, "hrc-adoption", "MMR"), "hrc_outcome_date"),
        (Deadline(54, "state-addendum"), "state_addendum"),
        (Deadline(54, "troika-selected"), "troika_selected"),
    ],
)
def test_a_new_row_has_the_word_of_the_record(which: Deadline, expected: str) -> None:
    assert kind_of(DRAFT, which) == expected
