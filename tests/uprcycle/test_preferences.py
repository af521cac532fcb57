from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.people import MAIL_HOURS, Person, Topic
from uprcycle.preferences import Preferences, channels_of, check_preferences

NOW = datetime(2026, 5, 4, 7, tzinfo=UTC)
AMINA = Person("p-amina", "Amina", "amina@example.org", language="fr", digest_day=2, digest_hour=9)
NOTHING = Preferences(AMINA.id)
LANGUAGES = ("en", "fr")


def test_who_chose_nothing_is_as_the_people_file_has_them() -> None:
    assert NOTHING.applied_to(AMINA) == AMINA


def test_what_was_chosen_holds_before_the_people_file() -> None:
    chosen = Preferences(AMINA.id, "en", "calendar", 0, 16, range(14, 22), frozenset({Topic.CHANGES}))

    assert chosen.applied_to(AMINA) == replace(
        AMINA,
        language="en",
        channel="calendar",
        digest_day=0,
        digest_hour=16,
        mail_hours=range(14, 22),
        declined=frozenset({Topic.CHANGES}),
    )


@pytest.mark.parametrize(
    ("hours", "hour", "expected"),
    [
        pytest.param(range(10, 18), None, 10, id="the-file-says-earlier"),
        pytest.param(range(6, 9), None, 8, id="the-file-says-later"),
        pytest.param(range(6, 20), None, 9, id="the-file-fits"),
        pytest.param(range(10, 18), 17, 17, id="chosen-and-fits"),
        pytest.param(None, 7, 8, id="chosen-before-the-usual-hours"),
    ],
)
def test_a_digest_never_comes_in_quiet_hours(hours: range | None, hour: int | None, expected: int) -> None:
    chosen = replace(NOTHING, mail_hours=hours, digest_hour=hour)

    assert chosen.applied_to(AMINA).digest_hour == expected


def test_unsubscribing_declines_everything_and_is_undone_without_a_trace() -> None:
    before = replace(NOTHING, declined=frozenset({Topic.DIGEST}), language="en")
    gone = before.unsubscribing(NOW)

    assert gone.applied_to(AMINA).declined == frozenset(Topic)
    assert gone.unsubscribing(NOW.replace(hour=9)) == gone
    assert gone.resubscribing() == before
    assert before.resubscribing() == before


@pytest.mark.parametrize(
    ("topics", "is_unsubscribed", "declined"),
    [
        pytest.param(frozenset(Topic), True, frozenset({Topic.DIGEST}), id="again-everything"),
        pytest.param({Topic.GUIDANCE}, False, frozenset({Topic.GUIDANCE}), id="less"),
        pytest.param((), False, frozenset(), id="nothing"),
    ],
)
def test_who_unsubscribed_and_chooses_some_topics_is_back(
    topics: frozenset[Topic], *, is_unsubscribed: bool, declined: frozenset[Topic]
) -> None:
    gone = replace(NOTHING, declined=frozenset({Topic.DIGEST}), unsubscribed=NOW)
    chosen = gone.declining(topics)

    assert (chosen.unsubscribed is not None, chosen.declined) == (is_unsubscribed, declined)


@given(st.frozensets(st.sampled_from(Topic)), st.frozensets(st.sampled_from(Topic)))
def test_what_is_declined_on_the_page_is_declined(before: frozenset[Topic], after: frozenset[Topic]) -> None:
    for start in (replace(NOTHING, declined=before), replace(NOTHING, declined=before, unsubscribed=NOW)):
        assert start.declining(after).all_declined == after


def test_a_form_chooses_what_it_changes_and_what_was_chosen_before() -> None:
    before = replace(NOTHING, language="fr")
    form = Preferences("", "en", "email", 4, 9, MAIL_HOURS, frozenset({Topic.CHANGES}))

    assert before.asked(form, AMINA) == replace(
        NOTHING, language="en", digest_day=4, declined=frozenset({Topic.CHANGES})
    )
    assert before.asked(replace(form, language="fr", digest_day=2, declined=frozenset()), AMINA) == before


def test_a_difference_is_named_by_what_was_chosen() -> None:
    assert NOTHING.differing(replace(NOTHING, language="en", digest_hour=10)) == ("language", "digest_hour")
    assert NOTHING.differing(NOTHING) == ()


def test_the_channels_are_those_of_everybody_and_the_one_of_the_people_file() -> None:
    assert channels_of(AMINA) == ("email", "calendar")
    assert channels_of(replace(AMINA, channel="slack")) == ("email", "calendar", "slack")


@pytest.mark.parametrize(
    ("chosen", "where"),
    [
        pytest.param({"language": "xx"}, "language", id="language"),
        pytest.param({"channel": "pigeon"}, "channel", id="channel"),
        pytest.param({"channel": "slack"}, "channel", id="channel-of-others"),
        pytest.param({"digest_day": 7}, "digest day", id="day"),
        pytest.param({"digest_hour": 20}, "digest hour", id="quiet"),
        pytest.param({"digest_hour": 9, "mail_hours": range(10, 18)}, "digest hour", id="own-quiet"),
        pytest.param({"mail_hours": range(8, 11)}, "mail hours", id="too-short"),
        pytest.param({"mail_hours": range(22, 6)}, "mail hours", id="over-midnight"),
        pytest.param({"mail_hours": range(-1, 8)}, "mail hours", id="before-midnight"),
        pytest.param({"mail_hours": range(20, 25)}, "mail hours", id="after-midnight"),
        pytest.param({"mail_hours": range(8, 20, 2)}, "mail hours", id="every-other"),
    ],
)
def test_what_cannot_be_chosen_is_named(chosen: dict[str, object], where: str) -> None:
    problems = check_preferences(replace(NOTHING, **chosen), AMINA, LANGUAGES)  # type: ignore[arg-type]

    assert [each.where for each in problems] == [where]


def test_what_can_be_chosen_is_no_problem() -> None:
    edge = Preferences(AMINA.id, "en", "calendar", 6, 23, range(20, 24), frozenset(Topic), NOW)

    assert check_preferences(edge, AMINA, LANGUAGES) == ()
    assert check_preferences(NOTHING, AMINA, LANGUAGES) == ()
    assert AMINA.mail_hours == MAIL_HOURS
