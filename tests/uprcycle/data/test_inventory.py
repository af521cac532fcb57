"""The rules against the inventory of a review: nothing left out, nothing loose, nothing private told."""

import csv
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

FIELDS = ("phase", "kind", "visibility", "level", "basis", "actors", "informed", "lead")
INVENTORY = tuple(csv.DictReader((Path(__file__).parent / "inventory.csv").read_text("utf-8").splitlines()))
IDS = [each["id"] for each in INVENTORY]
RULES = load_ruleset().rulebook.by_id

LEFT_OUT: dict[str, str] = {}
"""Ids of the inventory without a rule, each with the reason."""

ADDED = {"advance-questions-deadline": "set by a statement of the Council's President"}
"""Rules that the inventory does not know, each with the reason."""

IN_PERSON = "States and donors are met in person and receive nothing automatically"
TO_THE_ADOPTION = "it ends with the real adoption, so it is counted back from there (C4)"
TALKS = "3 months before to on the day: council adoption"
SUPPORT = "4 months before to on the day: council adoption"
WITHOUT_TEAM = "any of three regional offices may lead where there is no country team"
DIFFERENT = (
    ("advance-questions", "basis", "implied", "a statement of the Council's President sets the end"),
    ("advocate-acceptance", "informed", "GOVERNMENT PARLIAMENT JUDICIARY", IN_PERSON),
    ("attend-review", "informed", "", IN_PERSON),
    ("check-consent-and-safety", "basis", "editorial", "the source speaks of safety, not of consent"),
    ("draft-smart-recommendations", "informed", "", IN_PERSON),
    ("get-upload-help", "actors", "CSO NHRI REGIONAL-BODY", "regional organisations upload as well"),
    (
        "get-upload-help",
        "basis",
        "implied",
        "that help is sought in time follows from a deadline without mercy",
    ),
    (
        "grade-recommendation-action",
        "basis",
        "editorial",
        "the scale was made for what States have recommended",
    ),
    ("joint-sdg-fund-proposal", "basis", "editorial", "the source tells of one past call"),
    (
        "missions-question-pre-session",
        "informed",
        "UPR-INFO",
        "what a mission may ask is not told beforehand",
    ),
    (
        "register-online-system",
        "basis",
        "editorial",
        "that it can be done at any time is stated, no window is",
    ),
    ("report-reprisals", "basis", "implied", "the sources set no time"),
    ("route-through-international-cso", "basis", "editorial", "the sources set no time"),
    ("share-mid-term-findings", "basis", "implied", "at mid-term is stated, the months are not"),
    ("track-development-support-recs", "actors", "UN-REGIONAL-HQ OHCHR-FIELD DCO-REGIONAL", WITHOUT_TEAM),
    ("track-development-support-recs", "basis", "editorial", "the source names follow-up, not these items"),
    ("upload-submission", "informed", "", "nobody is told who has sent a text and who has not"),
    (
        "advance-questions",
        "lead",
        "1 month before to 10 working days before: review",
        "a statement of the Council's President sets the end",
    ),
    ("advocate-acceptance", "lead", SUPPORT, TO_THE_ADOPTION),
    ("ask-states-to-press", "lead", TALKS, TO_THE_ADOPTION),
    (
        "country-level-reviews",
        "lead",
        "1 year after to 4 years after: council adoption",
        "what comes back every year needs an end",
    ),
    ("lobby-noted-recommendations", "lead", TALKS, TO_THE_ADOPTION),
    ("meet-ministries-on-positions", "lead", TALKS, TO_THE_ADOPTION),
    ("offer-expertise", "lead", TALKS, TO_THE_ADOPTION),
    (
        "report-progress-to-hrc",
        "lead",
        "on the day to 4 years after: council adoption",
        "the source counts from the adoption on",
    ),
    ("state-decides-positions", "lead", SUPPORT, TO_THE_ADOPTION),
    (
        "states-verify-recommendations",
        "lead",
        "1 day after to 2 days after: review",
        "on record the adoption came two days after the review more often than not",
    ),
    ("translate-publicise-received", "lead", TALKS, TO_THE_ADOPTION),
    ("un-engage-government-acceptance", "lead", SUPPORT, TO_THE_ADOPTION),
)
"""Where a rule reads the sources otherwise than the inventory: its id, the field, what it says, and why."""

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
    assert sorted(set(IDS)) == IDS
    assert len(IDS) == 255


def test_every_id_of_the_inventory_is_a_rule_or_left_out_with_a_reason() -> None:
    assert sorted(set(IDS) - set(RULES)) == sorted(LEFT_OUT)
    assert sorted(set(RULES) - set(IDS)) == sorted(ADDED)


@pytest.mark.parametrize("field", FIELDS)
def test_every_rule_says_what_the_inventory_says_or_differs_with_a_reason(field: str) -> None:
    ours = {each: written(RULES[each], field) for each in IDS}

    differing = [(each["id"], ours[each["id"]]) for each in INVENTORY if ours[each["id"]] != each[field]]
    assert differing == [(each, said) for each, where, said, _ in DIFFERENT if where == field]


def test_a_difference_has_a_reason() -> None:
    assert [each for each, *_, reason in DIFFERENT if not reason] == []


def test_each_role_acts_in_each_phase_as_often_as_the_inventory_counts_but_for_the_differences() -> None:
    ours, theirs = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for each in INVENTORY:
        rule = RULES[each["id"]]
        ours.update((rule.phase.value, role.value) for role in rule.actors)
        theirs.update((each["phase"], role) for role in each["actors"].split())

    assert (ours - theirs, theirs - ours) == (
        {("submissions", "REGIONAL-BODY"): 1, ("follow-up", "DCO-REGIONAL"): 1},
        {},
    )


def written(rule: Rule, field: str) -> str:
    """Return a field of a rule as the inventory writes it: roles by their codes, in their order."""
    value = getattr(rule, field)
    return " ".join(value) if isinstance(value, tuple) else str(value)


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
