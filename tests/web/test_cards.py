from datetime import date

import pytest

from tests.web.site import TODAY, world
from uprcycle.days.span import GENEVA, Span, Status, Unknown, cut_off, day_span, month_span
from uprcycle.visibility import Audience, Visibility
from uprcycle.wording.language import ENGLISH, Language
from web.cards import (
    Text,
    When,
    build_card,
    build_phases,
    main_milestones,
    next_milestones,
    word,
    word_date,
    word_date_shortly,
)


@pytest.mark.parametrize(
    ("span", "status", "expected"),
    [
        (day_span(date(2026, 5, 4)), Status.HELD, When("Monday, 4 May 2026", "held", "held", "to the day")),
        (
            month_span(TODAY, TODAY),
            Status.TENTATIVE,
            When("November 2026", "tentative", "tentative", "month only"),
        ),
        (Unknown(), Status.ESTIMATED, When("date not known", "unknown", "not known", "")),
        (Unknown(), Status.CONFIRMED, When("date not known", "unknown", "not known", "")),
        (
            cut_off(date(2026, 7, 17), 15, 0, GENEVA),
            Status.CONFIRMED,
            When("Friday, 17 July 2026, 15:00 Geneva time (CEST)", "confirmed", "confirmed", "to the hour"),
        ),
    ],
)
def test_a_date_is_never_bare(span: Span, status: Status, expected: When) -> None:
    assert word_date(span, status, ENGLISH) == expected


def test_a_date_in_a_table_is_short_and_as_sure() -> None:
    assert word_date_shortly(day_span(date(2026, 5, 4)), Status.HELD, ENGLISH) == When(
        "4 May 2026", "held", "held", "to the day"
    )


def test_a_card_gives_local_time_and_the_reason() -> None:
    milestone = world().timetable("FJI").milestone("stakeholder-submission-deadline")
    assert milestone is not None
    card = build_card(milestone, ENGLISH, world().countries["FJI"].zone)

    assert (card.id, card.title) == (milestone.id, Text("Deadline for stakeholder submissions", "en"))
    assert len(card.why) > 3


def test_a_text_without_translation_is_marked_as_english() -> None:
    assert word("Review in the Working Group", Language("fr")) == Text("Review in the Working Group", "en")


@pytest.mark.parametrize("code", ["KEN", "USA", "UKR", "PRK"])
def test_the_public_sees_every_public_milestone_once_and_no_other(code: str) -> None:
    timetable = world().timetable(code)
    groups = build_phases(timetable, ENGLISH, GENEVA)
    main = [card.id for group in groups for card in group.cards]
    shown = sorted(main + [line.id for group in groups for line in group.further])
    public = sorted(each.id for each in timetable.milestones if each.rule.visibility is Visibility.PUBLIC)

    assert shown == public
    assert len(timetable.milestones) > len(public)


def test_main_milestones_are_public_and_stand_out() -> None:
    timetable = world().timetable("KEN")
    main = main_milestones(timetable)

    assert set(main) < set(timetable.seen_by(Audience.PUBLIC))
    assert {each.rule.prominence.value for each in main} == {"headline", "key"}


def test_the_next_milestones_have_different_dates_and_the_weightiest_wins() -> None:
    found = next_milestones(world().timetable("USA"), TODAY, 3)

    assert [each.id for each in found] == [
        "working-group-review",
        "recommendation-list-circulated",
        "working-group-adopts-report",
    ]


def test_nothing_comes_next_where_nothing_is_known() -> None:
    assert next_milestones(world().timetable("UKR"), TODAY, 3) == ()
