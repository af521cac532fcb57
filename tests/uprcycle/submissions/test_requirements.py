"""What is asked of a text comes from the facts, with source, and says when it is carried over."""

from datetime import date

import pytest

from uprcycle.citation import Citation
from uprcycle.errors import BadInputError
from uprcycle.rules.facts import NO_LIMIT, DocumentKind, Fact, Facts, Nature
from uprcycle.store.packaged import load_facts
from uprcycle.submissions.requirements import (
    Limit,
    Requirements,
    Tongues,
    find_requirements,
    kinds_with_length,
)

SOURCE, DAY = Citation("Handbook", "line 1"), date(2026, 11, 22)


def fact(
    topic: str, document: DocumentKind, value: int | str | tuple[str, ...] | None, *, since: int = 3
) -> Fact:
    return Fact(
        f"{topic}-{document}-{since}",
        topic,
        Nature.RULE,
        (SOURCE,),
        value,
        document=document,
        from_cycle=since,
        read_for=(since,),
        checked_on=DAY,
    )


FACTS = Facts(
    (
        fact("word-limit", DocumentKind.JOINT, 5630),
        fact("word-limit", DocumentKind.MID_TERM_REPORT, NO_LIMIT),
        fact("word-limit", DocumentKind.UN_SUBMISSION, None),
        fact("not-counted", DocumentKind.JOINT, ("notes", "annexes")),
        fact("languages", DocumentKind.SUBMISSION, ("en", "fr")),
    )
)


def test_a_text_has_the_limit_of_its_kind_and_the_languages_of_its_general_kind() -> None:
    assert find_requirements(FACTS, "joint", 3) == Requirements(
        "joint",
        3,
        Limit(5630, SOURCE, checked_on=DAY),
        Tongues(("en", "fr"), SOURCE, DAY),
        frozenset({"notes", "annexes"}),
    )


def test_a_limit_read_for_an_earlier_cycle_is_carried_over() -> None:
    limits = [find_requirements(FACTS, "joint", cycle).limit for cycle in (2, 3, 4)]

    assert [limit and limit.is_carried_over for limit in limits] == [None, False, True]


@pytest.mark.parametrize("kind", ["mid-term-report", "un-submission"])
def test_no_limit_and_no_word_about_one_are_both_none(kind: str) -> None:
    assert find_requirements(FACTS, kind, 4) == Requirements(kind, 4)


def test_kinds_are_those_whose_length_the_facts_speak_of() -> None:
    assert kinds_with_length(FACTS) == ("joint", "mid-term-report", "un-submission")
    with pytest.raises(BadInputError, match="use one of joint, mid-term-report, un-submission"):
        find_requirements(FACTS, "letter", 4)


def test_the_packaged_facts_hold_the_limits_that_people_ask_for() -> None:
    limits = {
        kind: limit and (limit.words, limit.is_carried_over)
        for kind in ("individual", "joint", "national-report", "un-submission")
        for limit in [find_requirements(load_facts(), kind, 4).limit]
    }

    assert limits == {
        "individual": (2815, True),
        "joint": (5630, True),
        "national-report": (10700, True),
        "un-submission": None,
    }
