from dataclasses import replace
from typing import Any

import pytest

from calendars.feeds import Feed, FeedKind, find_feed, plan_feeds, timetables_of
from calendars.wording import Variant
from tests.calendars.build import OPENING, RULES, slot, world
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.rules.rule import Kind
from uprcycle.visibility import Visibility

ALL = Feed(FeedKind.ALL)
AFRICA = Feed(FeedKind.REGION, "africa")
SESSION = Feed(FeedKind.SESSION, "52")
KENYA = Feed(FeedKind.COUNTRY, "KEN")


def test_there_is_a_feed_for_all_and_for_each_region_role_phase_session_and_state() -> None:
    assert [each.name for each in plan_feeds(world())] == [
        "all",
        "region/africa",
        "region/asia-pacific",
        "role/GOVERNMENT",
        "phase/preparation",
        "phase/submissions",
        "phase/pre-session",
        "phase/review",
        "phase/outcome",
        "phase/adoption",
        "phase/follow-up",
        "phase/mid-term",
        "phase/next-cycle",
        "session/52",
        "session/53",
        "country/KEN",
        "country/KIR",
        "country/NPL",
        "country/TGO",
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["role/GOVERNMENT"]),
        ({"informed": (Role.NHRI,)}, ["role/GOVERNMENT", "role/NHRI"]),
        ({"informed": (Role.NHRI,), "visibility": Visibility.PARTNERS}, ["role/GOVERNMENT"]),
        ({"informed": (Role.NHRI,), "kind": Kind.ACTION}, ["role/GOVERNMENT"]),
    ],
    ids=["nobody-else", "informed", "not-public", "task-only"],
)
def test_a_role_has_a_feed_where_a_public_date_names_it(change: dict[str, Any], expected: list[str]) -> None:
    rules = (replace(RULES[0], **change), *RULES[1:])

    planned = plan_feeds(world(rules=rules))

    assert [each.name for each in planned if each.kind is FeedKind.ROLE] == expected


@pytest.mark.parametrize("feed", plan_feeds(world()), ids=lambda feed: feed.name)
def test_every_feed_is_found_by_its_name(feed: Feed) -> None:
    assert find_feed(feed.name, world()) == feed


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("country/ken", "did you mean 'country/KEN'?"),
        ("Kenya", "did you mean 'country/KEN'?"),
        ("country/Nepall", "did you mean 'country/NPL'?"),
        ("regions/africa", "did you mean 'region/africa'?"),
        ("session/99", "the sessions of this cycle are 52 to 53"),
        ("role/government", "did you mean 'role/GOVERNMENT'?"),
        ("phase/midterm", "did you mean 'phase/mid-term'?"),
        ("ALL", "did you mean 'all'?"),
        ("qqq", "use a name such as 'country/KEN', 'session/54' or 'all'"),
        ("", "use a name such as 'country/KEN', 'session/54' or 'all'"),
        ("country/KEN/", "did you mean 'country/KEN'?"),
    ],
)
def test_an_unknown_feed_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(BadInputError) as caught:
        find_feed(name, world())

    assert [(each.what, each.remedy) for each in caught.value.problems] == [
        (f"there is no feed {name!r}", hint)
    ]


def test_a_state_stays_in_its_cycle_until_the_next_one_has_a_slot_for_it() -> None:
    ahead = replace(OPENING, slots=(*OPENING.slots, slot("NPL", 55, "2028-05", cycle=5)))

    assert world(ahead).running == {"KEN": 4, "KIR": 4, "NPL": 5, "TGO": 4}
    assert [(each.country, each.cycle) for each in timetables_of(ALL, world(ahead))] == [
        ("KEN", 4),
        ("KIR", 4),
        ("NPL", 5),
        ("TGO", 4),
    ]


@pytest.mark.parametrize(
    ("feed", "variant"),
    [(KENYA, Variant.OWN), (SESSION, Variant.SHARED), (AFRICA, Variant.SHARED), (ALL, Variant.SHARED)],
    ids=lambda value: value.name if isinstance(value, Feed) else value,
)
def test_only_the_feed_of_a_state_is_worded_in_full(feed: Feed, variant: Variant) -> None:
    assert feed.variant is variant
