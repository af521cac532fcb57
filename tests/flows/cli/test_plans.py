"""A plan on a terminal and in JSON."""

from dataclasses import replace
from datetime import date

import pytest

from flows.cli.plans import print_clashes, print_plan, print_told, show_plan, show_preview
from flows.releases.releasing import Draft, Preview, Reach
from tests.uprcycle.examples import dated, published, schedule, slot, world_of
from uprcycle.days.span import Status, day_span
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.clashes_rest import Rest, RestClash
from uprcycle.timetable.plan import Plan, plan_release
from uprcycle.wording.language import ENGLISH

DEADLINE = "stakeholder-submission-deadline"
OLD = schedule(dated(DEADLINE, "2027-04-15"))


def plan(new: Schedule) -> Plan:
    return plan_release(world_of(OLD), world_of(new))


def printed(new: Schedule, capsys: pytest.CaptureFixture[str], *, wide: bool = False) -> list[str]:
    print_plan(plan(new), load_countries(), ENGLISH, wide=wide)
    return capsys.readouterr().out.splitlines()


def test_a_deadline_that_comes_earlier_is_named_apart(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(schedule(dated(DEADLINE, "2027-04-01")), capsys)

    assert "11 dates change, 11 of them come earlier, 2 deadlines come earlier." in lines
    start = lines.index("Deadlines that would come EARLIER; a second person must confirm:")
    assert lines[start + 1].startswith("  ! Kenya, Deadline for stakeholder submissions: 15 Apr 2027")


def test_a_date_that_is_new_has_no_earlier_side(capsys: pytest.CaptureFixture[str]) -> None:
    both = replace(OLD, slots=(slot(), slot("UGA", "2027-11-04", order=2)))

    lines = printed(both, capsys)
    review = next(each for each in lines if each.startswith("  Review in the Working Group"))

    assert "Uganda · cycle 5 · new" in lines
    assert review.split()[-5:] == ["–", "4", "Nov", "2027", "(confirmed)"]


def test_a_row_that_is_new_or_gone_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    gone = printed(schedule(), capsys)

    start = next(number for number, each in enumerate(gone) if each.startswith("  – "))
    assert gone[start].startswith(f"  – session 55, {DEADLINE}: row gone: kind: {DEADLINE}; ")
    assert gone[start + 1] == (
        "    2027-04-15; status: confirmed; source: the printed list; confidence: confirmed"
    )


def test_the_json_has_both_sides_and_none_for_what_is_not_there() -> None:
    withdrawn = schedule(
        *OLD.dates, slots=(slot(dates=published("2027-11-03", Status.WITHDRAWN)), slot("UGA"))
    )
    shown = show_plan(plan(withdrawn), ENGLISH)

    kenya, uganda = shown["countries"]
    assert (kenya["verdict"], uganda["verdict"]) == ("withdrawn", "new")
    assert {each["new"]["status"] for each in kenya["changes"]} == {"withdrawn"}
    assert {each["old"] for each in uganda["changes"]} == {None}
    assert shown["counts"] == {
        "new": 1, "moved": 0, "confirmed": 0, "withdrawn": 1, "changed": 0, "unchanged": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), ["", "Nobody would be told: no office of these States is held by anybody."]),
        (
            (Reach("email", "en", 3), Reach("email", "fr", 1)),
            [
                "",
                "Would be told:",
                "Channel  Language  People",
                "email    en        3",
                "email    fr        1",
            ],
        ),
    ],
)
def test_those_who_would_be_told_are_counted(
    told: tuple[Reach, ...], expected: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    print_told(told, ENGLISH)

    assert [each.rstrip() for each in capsys.readouterr().out.splitlines()] == expected


def rest_clash(day: int) -> RestClash:
    (review,) = (each for each in world_of(OLD).timetable("KEN", 5).milestones if each.id == DEADLINE)
    rests = (Rest("", is_weekend=True),)
    return RestClash((review,), day_span(date(2027, 5, day)), rests, date(2027, 4, 30), is_likeliest=False)


def test_of_many_new_clashes_the_first_are_written_and_the_others_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clashes = [rest_clash(day) for day in range(1, 11)]

    print_clashes(clashes, load_countries(), ENGLISH, wide=False)
    brief = capsys.readouterr().out
    print_clashes(clashes, load_countries(), ENGLISH, wide=True)
    wide = capsys.readouterr().out

    assert brief.startswith(
        "\nClashes that this would bring:\n  ! Kenya: Deadline for stakeholder submissions, "
    )
    assert (brief.count("  ! Kenya: "), wide.count("  ! Kenya: ")) == (8, 10)
    assert brief.endswith("\n2 further clashes; --wide lists all\n")


def test_without_new_clashes_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    print_clashes([], load_countries(), ENGLISH, wide=False)

    assert capsys.readouterr().out == ""


def test_the_json_of_a_preview_has_new_clashes_among_its_warnings() -> None:
    shown = Preview(Draft(OLD), plan(OLD), (), (rest_clash(1),))

    (warning,) = show_preview(shown, load_countries(), ENGLISH)["warnings"]

    assert (warning["where"], warning["remedy"]) == (
        "Kenya",
        "the deadline stands; the last working day before it is Friday, 30 April 2027",
    )
