"""The packaged facts against the figures of the sources, section by section, written out a second time."""

import re
from datetime import date

import pytest

from uprcycle.days.span import Instant
from uprcycle.rules.facts import NO_LIMIT, Between, Fact, Nature
from uprcycle.store.packaged import load_facts, load_ruleset, load_schedule

FACTS = load_facts()
RULES = load_ruleset().rulebook.by_id

FIGURES = {
    "cycle and calendar": """
        founding-year 2006 introduction-year 2007 states-reviewed 193 working-group-members 195
        participation 100 cycle-length 4.5-5 cycle-1-years 2008-2012 cycle-2-years 2012-2016
        sessions-a-year 3 states-a-session 14 states-a-year 42 sessions-a-cycle 14
        rc-guidance-lead 1 rc-yearly-letter 1 attention-lead 1 documents-lead 6 submission-lead 6-8
        embassies-lead 3-4 geneva-lead 1-2 council-before-lead 2 council-after-lead 1
        adoption-lead 3-4 review-to-adoption-span 4 mid-term-lead 2-2.5""",
    "documents and limits": """
        word-limit-national-report 10700 word-limit-compilation 5350 word-limit-summary 5350
        word-limit-individual 2815 word-limit-joint 5630
        word-limit-working-group-report-first 9630 word-limit-working-group-report 10700
        page-limit-individual-earlier 5 page-limit-joint-earlier 10
        joint-least-authors 2 individual-submissions-each 1 period-covered 4.5-5 short-submission 2
        un-joint-submissions 61 un-entity-submissions 317 council-of-europe-submissions 67
        fra-submissions 38 odihr-submissions 77 iachr-submissions 34 achpr-submissions 4""",
    "pre-session": """
        factsheet-pages 1-2 factsheet-asks 4-5 advocacy-issues 3-4 advocacy-recommendations 5-6
        pre-session-speaking-time 5-10 pre-session-missions 25-30 in-country-pre-session-speakers 25
        pre-session-programme-year 2012 troika-members 3 troika-refusals 1 travel-fund-officials 1""",
    "the review and after": """
        review-hours 3.5 review-minutes 210 review-minutes-state 70 review-minutes-dialogue 140
        dialogue-minutes-member 3 dialogue-minutes-other 2 dialogue-minutes-crowded 2
        dialogue-seconds-least 50 delegation-size 20 delegation-leaders 3 recommendations-a-review 200
        draft-list-hours 48 outcome-reading-lead 2 working-group-report-lead 1
        adoption-minutes 60 adoption-parts 3 adoption-part-minutes 20 oral-statement-minutes 2
        oral-statement-words 300 oral-statement-speakers 10 video-since 2012 video-minutes 2
        general-debate-minutes 2""",
    "follow-up, mid-term, funds, statistics": """
        hc-letter-areas 10-15 hc-letter-years 4.5-5 tools-states 112 acceptance-2020 85 acceptance-2017 72
        recommendations-made 55225 recommendations-specific 19750 states-silent 22
        received-usa 668 received-cuba 534 received-iran 511 received-sudan 503 received-egypt 492
        made-france 1708 made-spain 1589 made-canada 1490 made-norway 1255 made-mexico 1238
        issue-instruments 12150 issue-women 10258 issue-child 9656 issue-torture 4328 issue-justice 4144
        implemented-by-mid-term 48 noted-implemented 19 reproductive-health-states 90
        sdg-goals 17 sdg-targets 169 sdg-indicators 232
        mid-term-states 78 mid-term-others 36 mid-term-countries 26
        country-teams-2020 130 countries-covered-2020 164 countries-without-2020 28 ohchr-presence-2020 70
        coordinators-2022 130 coordinator-offices-2022 132 countries-covered-2022 162
        undp-countries-2022 170 good-practices-published 18 good-practices-collected 60
        upr-info-founded 2008 upr-info-countries 150""",
    "cases": """
        example-nepal-days-before 35 example-nepal-days-after 180 example-thailand-organisations 64
        example-thailand-activists 100 example-thailand-participants 138 example-thailand-core-team 5
        example-uganda-screening 60 example-uganda-listeners 10000 example-rwanda-poverty 87
        example-rwanda-recommendations-before 3 example-rwanda-recommendations-after 9
        example-mongolia-accepted 91 example-mongolia-extension 1 example-mongolia-week 1
        example-bolivia-organisations 542 example-ireland-coalition 17 example-ireland-consultations 3
        example-ireland-hours 2-3 example-sierra-leone-journalists 25 example-india-institutions 9
        example-benin-recommendations 14 example-malaysia-grant 3 example-unhcr-ratifications 9
        example-undp-fact-sheets 19 example-seychelles-recommended 2011""",
}

DAYS_AND_ADDRESSES = """
    cycle-3-start 2017-05 cycle-3-end 2022-03 cycle-4-start 2022-11 tools-since 2017-05-01
    deadline-session-27 2016-09-22 deadline-session-28 2017-03-30 deadline-session-29 2017-06-29
    deadline-hour-cycle-2 12:00 deadline-hour 15:00 example-kenya-matrix 2016-06
    example-seychelles-law 2016-05 example-council-address 2019-03-07 example-nigeria-article 2019-11-01
    address-helpdesk uprsubmissions@ohchr.org address-online-system http://uprdoc.ohchr.org
    address-reprisals-upr uprreprisals@ohchr.org address-reprisals reprisals@ohchr.org
    address-upr-info info@upr-info.org
"""

LISTS = {
    "languages-submission": "en fr es",
    "file-format-submission": "doc docx",
    "file-format-refused": "pdf",
    "not-counted-individual": "notes references annexes matrix",
    "not-counted-joint": "notes references annexes matrix",
    "positions": "supported noted pending",
    "matrix-positions": "supported noted",
    "session-months": "January May November",
    "action-category-2": "continue maintain persevere persist pursue",
}

HOW_MANY_IN = {
    "legal-anchors": 9,
    "parts-of-submission": 4,
    "cover-page-of-submission": 3,
    "no-annexes-of-these-kinds": 4,
    "other-stakeholders": 6,
    "inputs-of-compilation": 3,
    "oral-statement-do": 4,
    "oral-statement-do-not": 4,
    "video-who": 3,
    "video-form": 6,
    "video-access": 2,
    "video-priority": 2,
    "infographic-goals": 5,
    "dco-regions": 5,
    "groups-left-behind": 9,
    "action-category-1": 3,
    "action-category-3": 10,
    "action-category-4": 13,
    "action-category-5": 12,
    "example-unicef": 5,
    "example-unfpa": 8,
    "example-unhcr": 2,
    "example-un-practice": 4,
}

STATES = {
    27: "BHR ECU TUN MAR IDN FIN GBR IND BRA PHL DZA POL NLD ZAF",
    28: "CZE ARG GAB GHA PER GTM BEN KOR CHE PAK ZMB JPN UKR LKA",
    29: "FRA TON ROU MLI BWA BHS BDI LUX BRB MNE ARE ISR LIE SRB",
}

UNLIMITED = """
    word-limit-mid-term-report word-limit-matrix word-limit-annex joint-submissions-each
"""
WITHOUT_VALUE = """
    word-limit-un-submission word-limit-addendum gap-exact-dates gap-deadline-zone gap-national-report-day
    gap-addendum-day gap-notice-of-changes gap-speakers-list-hours gap-tools-delay gap-list-of-28
    gap-working-languages gap-weekend-rule gap-dco-regions-of-states gap-hra-tasks
    gap-good-practice-chapters gap-lost-graphics gap-lost-links
"""


def written(fact: Fact) -> str:
    """Return the value as the tables above write it."""
    if isinstance(fact.value, Between):
        return f"{fact.value.least}-{fact.value.most}"
    return " ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value)


def pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("figures", [*FIGURES.values(), DAYS_AND_ADDRESSES], ids=[*FIGURES, "days"])
def test_every_figure_of_a_section_is_held(figures: str) -> None:
    expected = pairs(figures)

    assert {each: written(FACTS.by_id[each]) for each in expected} == expected


def test_no_number_is_held_that_the_tables_do_not_know() -> None:
    tables = {each for figures in FIGURES.values() for each in pairs(figures)}

    assert {each.id for each in FACTS.facts if isinstance(each.value, int | float | Between)} == tables


def test_lists_hold_what_the_sources_list() -> None:
    lists = {each.id: each for each in FACTS.facts if isinstance(each.value, tuple)}

    assert {each: written(lists[each]) for each in LISTS} == LISTS
    assert {each: len(written_list(fact)) for each, fact in lists.items() if each not in LISTS} == HOW_MANY_IN


def written_list(fact: Fact) -> tuple[str, ...]:
    assert isinstance(fact.value, tuple)
    return fact.value


def test_no_limit_is_something_else_than_no_source() -> None:
    assert {each.id for each in FACTS.facts if each.value == NO_LIMIT} == set(UNLIMITED.split())
    assert {each.id for each in FACTS.facts if each.value is None} == set(WITHOUT_VALUE.split())


def test_a_figure_of_a_cycle_is_never_given_out_for_another_without_saying_so() -> None:
    joint = FACTS.limit("word-limit", document="joint", cycle=4)

    assert joint is not None
    assert (joint.value, joint.read_for, joint.is_read_for(3), joint.is_read_for(4)) == (
        5630,
        (3,),
        True,
        False,
    )
    assert FACTS.limit("word-limit", document="joint", cycle=2) is None
    assert FACTS.limit("page-limit", document="joint", cycle=3) is None


@pytest.mark.parametrize("topic", ["word-limit", "page-limit", "languages", "file-format", "not-counted"])
def test_one_row_at_most_answers_for_a_document_and_a_cycle(topic: str) -> None:
    keys = [(each.document, each.from_cycle) for each in FACTS.about(topic)]

    assert len(set(keys)) == len(keys)


def test_deadlines_and_hours_agree_with_the_schedule() -> None:
    held = {
        each.session: each.dates.span
        for each in load_schedule().dates
        if each.milestone == "stakeholder-submission-deadline" and each.session in STATES
    }
    days = {int(fact.unit.split()[1]): fact.value for fact in FACTS.about("deadline")}
    hour = FACTS.limit("deadline-hour", document="joint", cycle=3)

    assert {number: str(span.last) for number, span in held.items() if isinstance(span, Instant)} == days
    assert {f"{span.start:%H:%M}" for span in held.values() if isinstance(span, Instant)} == {"15:00"}
    assert hour is not None
    assert hour.value == "15:00"


@pytest.mark.parametrize("number", STATES)
def test_the_states_of_the_sessions_with_deadlines_are_those_of_the_source(number: int) -> None:
    listed = {each.country for each in load_schedule().slots if each.session == number}

    assert listed == set(STATES[number].split())


def test_every_fact_says_where_it_was_read_and_when() -> None:
    assert [each.id for each in FACTS.facts if not all(source.place for source in each.sources)] == []
    assert {(each.confidence, each.checked_on) for each in FACTS.facts} == {
        ("read", date(2026, 11, 22)),
        ("worked out", date(2026, 11, 22)),
        ("record", None),
    }


def test_a_statistic_has_its_day_and_is_in_no_limit() -> None:
    statistics = [each for each in FACTS.facts if each.nature is Nature.STATISTIC]

    assert [each.id for each in statistics if not re.fullmatch(r"20\d\d(-\d\d(-\d\d)?)?", each.as_of)] == []
    assert [each.id for each in statistics if each.topic.endswith("limit")] == []


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("national-report", "word-limit-national-report"),
        ("prepare-un-compilation", "word-limit-compilation"),
        ("prepare-stakeholder-summary", "word-limit-summary"),
        ("draft-submission", "word-limit-individual word-limit-joint"),
        ("choose-joint-or-individual", "word-limit-individual word-limit-joint"),
        ("working-group-review", "review-hours review-minutes-state review-minutes-dialogue"),
        ("interactive-dialogue", "review-minutes-dialogue dialogue-minutes-member dialogue-seconds-least"),
        ("recommendation-list-circulated", "draft-list-hours"),
        ("cso-oral-statement", "oral-statement-minutes oral-statement-speakers adoption-part-minutes"),
        ("prepare-oral-statement", "oral-statement-minutes oral-statement-words"),
        ("state-mid-term-report", "mid-term-states"),
        ("hc-letter-published", "hc-letter-areas"),
    ],
)
def test_a_rule_names_the_figure_that_is_held_as_a_fact(rule: str, facts: str) -> None:
    limits = RULES[rule].limits.replace(",", "")
    values = [value for each in facts.split() for value in written(FACTS.by_id[each]).split("-")]

    assert [value for value in values if not re.search(rf"\b{value}\b", limits)] == []
