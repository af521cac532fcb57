"""The rules against the inventory of a review: nothing left out, nothing loose, nothing private told."""

from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.uprcycle.examples import packaged_world
from uprcycle.checklist.build import build_checklist
from uprcycle.days.span import Unknown
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Basis, Rule
from uprcycle.store.packaged import load_ruleset
from uprcycle.visibility import Audience, Visibility

INVENTORY = (Path(__file__).parent / "inventory_ids.txt").read_text("utf-8").split()
RULES = load_ruleset().rulebook.by_id

LEFT_OUT: dict[str, str] = {}
"""Ids of the inventory without a rule, each with the reason."""

ADDED = {"advance-questions-deadline": "set by a statement of the Council's President"}
"""Rules that the inventory does not know, each with the reason."""

KINDS = {
    Phase.PREPARATION: {"action": 44, "document": 7, "event": 5, "milestone": 3},
    Phase.SUBMISSIONS: {"action": 11, "deadline": 2, "document": 11, "event": 1, "milestone": 4},
    Phase.PRE_SESSION: {"action": 20, "deadline": 1, "document": 3, "event": 6, "milestone": 1},
    Phase.REVIEW: {"action": 8, "document": 1, "event": 4, "milestone": 2},
    Phase.OUTCOME: {"action": 14, "document": 8, "event": 2, "milestone": 1},
    Phase.ADOPTION: {"action": 8, "document": 1, "event": 3, "milestone": 1},
    Phase.FOLLOW_UP: {"action": 41, "document": 16, "event": 7},
    Phase.MID_TERM: {"action": 7, "document": 4, "event": 1, "milestone": 2},
    Phase.NEXT_CYCLE: {"action": 2, "milestone": 4},
}

LEVELS = {
    "basic": """
        advocate-follow-up-officials advocate-plan-nmirf-nrtd advocate-with-hc-letter annual-update
        build-capacity-cso-nhri dialogue-with-report-drafters draft-submission encourage-broad-consultation
        encourage-consultation-inside-state encourage-mid-term-report feed-unct-submission-from-cso
        geneva-side-event-before public-awareness-campaign use-matrix-with-donors""",
    "advanced": """
        advocate-mid-term-by-un-and-others advocate-previous-recs-in-plans ask-un-to-support-accepted-recs
        country-level-reviews encourage-cooperation-and-oda financing-compact make-parliament-aware
        monitoring-mechanism-for-plan nhri-assessment-to-parliament nhri-public-hearings
        parliament-input-national-report use-all-three-tools""",
}

ON_REPRISALS = """
    assess-civic-space assess-reprisal-risk check-consent-and-safety nhri-reprisal-prevention
    report-reprisals route-through-international-cso
"""
PRIVATE = f"""
    {ON_REPRISALS}
    ask-states-to-press brief-embassy-groups coalition-fundraising coalition-registration-choice
    coalition-secretariat coalition-terms-of-reference contact-embassies contact-permanent-missions
    cso-strategy-workshop embassy-bilateral-follow-up embassy-round-table identify-recommending-states
    implementation-strategy mid-term-feedback rebrief-new-embassy-staff record-viewing-participants
    rejoin-coalition-next-cycle thank-recommending-states
"""

LINKS = """
    adhrb-report cca-guidance clp-hrba cs-space ecosoc-1996-31 ecosoc-apply ecosoc-db factsheet-examples
    funds-guide ganhri good-practices-repo guide-recommending-states hc-letter helpdesk-mail
    hrc-ngo-participation hri-indicators info-note-rc infographic joint-sdg-fund kenya-2012-report
    letter-of-cooperation lnob-guide maf mainstreaming-fund matrix nhrap nmrf-guide nrtd
    oral-statement-guide practical-guide-cs reprisals-mail reprisals-upr-mail sdg-primer sdg-site
    stakeholder-guidelines trust-funds uhri unog-missions unsdcf-guidance upr-contact upr-cycles
    upr-documentation upr-extranet upr-implementation upr-info upr-info-calendar upr-info-country-pages
    upr-info-db upr-info-participation-un upr-info-presessions upr-info-reprisal-guideline upr-info-stats
    upr-main upr-ngos-nhris upr-parliaments upr-sessions uprdoc video-statement-guide webtv
    written-statement-guide
"""
"""What a rule may point to; the addresses are no part of the rules, since they change."""

CONDITIONS = """
    has_unct no_un_presence no_ohchr_presence developing_state has_nhri has_a_status_nhri few_embassies
    mission_setting humanitarian_setting has_cso_coalition ecosoc_accredited no_geneva_presence
"""
"""What may be known of a State or an organisation. The risk of reprisals is never stored."""

EVERYBODY = Office("Everybody", "KEN", frozenset(Role))
UN = Office("The UN", "KEN", frozenset(role for role in Role if Office("", "", frozenset({role})).is_un))


# The inventory


def test_the_inventory_lists_255_ids_once_and_in_order() -> None:
    assert sorted(set(INVENTORY)) == INVENTORY
    assert len(INVENTORY) == 255


def test_every_id_of_the_inventory_is_a_rule_or_left_out_with_a_reason() -> None:
    assert sorted(set(INVENTORY) - set(RULES)) == sorted(LEFT_OUT)
    assert sorted(set(RULES) - set(INVENTORY)) == sorted(ADDED)


def test_every_phase_holds_what_the_inventory_counts_in_it() -> None:
    counts = {phase: Counter[str]() for phase in Phase}
    for rule in RULES.values():
        counts[rule.phase][rule.kind] += 1

    assert counts == KINDS


@pytest.mark.parametrize(("level", "ids"), LEVELS.items(), ids=LEVELS)
def test_a_level_is_given_to_the_tips_that_the_source_calls_so(level: str, ids: str) -> None:
    assert sorted(each for each, rule in RULES.items() if rule.level == level) == sorted(ids.split())


def test_there_is_no_third_level() -> None:
    assert {rule.level for rule in RULES.values()} == {"", *LEVELS}


# What rules name


def test_rules_wait_for_rules_only_and_never_in_a_circle() -> None:
    waits = {each: set(rule.depends_on) for each, rule in RULES.items()}

    assert {each: loose for each, befores in waits.items() if (loose := befores - set(RULES))} == {}
    assert len(tuple(TopologicalSorter(waits).static_order())) == len(RULES)


@pytest.mark.parametrize("country", ["CZE", "KEN"], ids=["without-a-country-team", "with-one"])
def test_no_rule_is_over_before_what_it_waits_for_has_begun(country: str) -> None:
    timetable = packaged_world().timetable(country, 3)
    spans = {each.id: each.span for each in (*timetable.milestones, *timetable.actions)}
    unlikely = [
        (each, before)
        for each, span in spans.items()
        for before in RULES[each].depends_on
        if before in spans
        and not isinstance(span, Unknown)
        and not isinstance(begins := spans[before], Unknown)
        and span.last < begins.first
    ]

    assert unlikely == []


def test_every_link_and_every_condition_is_a_known_word() -> None:
    links = {each for rule in RULES.values() for each in rule.links}
    conditions = {word for rule in RULES.values() for term in rule.condition.terms for word in term}

    assert links - set(LINKS.split()) == set()
    assert conditions - set(CONDITIONS.split()) == set()


def test_what_a_source_states_is_cited_with_its_place() -> None:
    stated = [rule for rule in RULES.values() if rule.basis is Basis.STATED]

    assert [rule.id for rule in stated if not rule.sources] == []
    assert [rule.id for rule in stated if not all(each.place for each in rule.sources)] == []


# What nobody else may see


def test_what_is_private_is_what_the_rules_of_protection_name() -> None:
    assert sorted(each.id for each in private()) == sorted(PRIVATE.split())


def test_a_private_rule_informs_nobody() -> None:
    assert {each.id: each.informed for each in private() if each.informed} == {}


def test_nobody_sees_a_private_rule_whatever_the_office_or_audience() -> None:
    timetable = packaged_world().timetable("KEN", 4)
    listed = {each.id for office in (EVERYBODY, UN) for each in build_checklist(timetable, office, ()).tasks}
    seen = {each.id for audience in Audience for each in timetable.seen_by(audience)}

    assert "national-report" in listed & seen
    assert sorted(PRIVATE.split()) == sorted(set(PRIVATE.split()) - listed - seen)


def test_a_rule_on_reprisals_has_no_hour_no_forecast_and_no_headline() -> None:
    rules = [RULES[each] for each in ON_REPRISALS.split()]

    assert {(rule.at, rule.forecast, rule.prominence.value, rule.kind.value) for rule in rules} == {
        (None, "", "detail", "action")
    }


def private() -> list[Rule]:
    return [rule for rule in RULES.values() if rule.visibility is Visibility.PRIVATE]


# What never presses


def test_after_the_adoption_free_choices_and_what_goes_on_for_years_are_voluntary() -> None:
    ends = {"3 years after", "4 years after"}
    later = {each: rule for each, rule in RULES.items() if rule.phase in {Phase.FOLLOW_UP, Phase.NEXT_CYCLE}}
    years = {each for each, rule in later.items() if str(rule.lead.until) in ends}

    assert len(years) == 29
    assert {each for each, rule in later.items() if rule.voluntary} == {
        *years,
        "annual-update",
        "assess-implementation-end-cycle",
        "rejoin-coalition-next-cycle",
    }
