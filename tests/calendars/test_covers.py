from dataclasses import replace
from datetime import UTC, datetime

import pytest

from calendars.covers import feed_path, feed_title, write_cover
from calendars.feeds import Feed, FeedKind
from calendars.selection import select_marks
from tests.calendars.build import RULES, SITE, world
from uprcycle.rules.rule import Kind
from uprcycle.timetable.world import World
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH, Language

ALL = Feed(FeedKind.ALL)
AFRICA = Feed(FeedKind.REGION, "africa")
SESSION = Feed(FeedKind.SESSION, "52")
KENYA = Feed(FeedKind.COUNTRY, "KEN")
GOVERNMENT = Feed(FeedKind.ROLE, "GOVERNMENT")
REVIEW = Feed(FeedKind.PHASE, "review")
TOGO = Feed(FeedKind.COUNTRY, "TGO")
PUBLIC = [each for each in RULES if each.visibility is Visibility.PUBLIC]


def description(feed: Feed, of: World | None = None) -> list[str]:
    shown = of or world()
    return write_cover(feed, select_marks(feed, shown), shown, ENGLISH, SITE).description.splitlines()


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (ALL, "UPR: all States"),
        (AFRICA, "UPR: African States"),
        (GOVERNMENT, "UPR: Government"),
        (REVIEW, "UPR: phase Review"),
        (SESSION, "UPR: Working Group session 52"),
        (KENYA, "UPR: Kenya"),
    ],
    ids=lambda value: value.name if isinstance(value, Feed) else "",
)
def test_a_calendar_is_named_by_what_it_holds(feed: Feed, expected: str) -> None:
    assert feed_title(feed, world(), ENGLISH) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [(ENGLISH, "/feeds/country/KEN.ics"), (Language("fr"), "/feeds/country/KEN.ics?lang=fr")],
    ids=["en", "fr"],
)
def test_the_path_of_a_feed_speaks(language: Language, expected: str) -> None:
    assert feed_path(KENYA, language) == expected


@pytest.mark.parametrize(
    ("feed", "page"),
    [
        (ALL, "/"),
        (AFRICA, "/"),
        (GOVERNMENT, "/"),
        (REVIEW, "/"),
        (SESSION, "/sessions/52"),
        (KENYA, "/countries/KEN"),
    ],
    ids=lambda value: value.name if isinstance(value, Feed) else "",
)
def test_a_calendar_links_to_itself_and_to_its_page(feed: Feed, page: str) -> None:
    cover = write_cover(feed, select_marks(feed, world()), world(), ENGLISH, SITE)

    assert (cover.source, cover.page) == (
        f"https://upr.example.org/feeds/{feed.name}.ics",
        f"https://upr.example.org{page}",
    )


def test_the_kinds_of_calendars_have_colours_of_their_own() -> None:
    covers = [
        write_cover(each, select_marks(each, world()), world(), ENGLISH, SITE)
        for each in (ALL, AFRICA, GOVERNMENT, REVIEW, SESSION, KENYA)
    ]

    assert len({each.color for each in covers}) == len(covers)


def test_the_calendar_of_a_state_says_what_it_holds_and_from_which_release() -> None:
    assert description(KENYA) == [
        "Every public date of the Universal Periodic Review of Kenya in cycle 4.",
        "Every date is known or estimated.",
        "Estimated dates are worked out by a rule; nobody has published them.",
        "What recurs is shown once.",
        "Release 1 of 12 Jan 2026.",
    ]


def test_the_calendar_of_a_state_names_what_is_not_known() -> None:
    assert description(TOGO)[1:3] == [
        "6 dates are not known yet and have no entry.",
        f"Not known: {'; '.join(each.title for each in PUBLIC)}.",
    ]


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (ALL, ["Dates of the Universal Periodic Review of every State.", "It holds the headline ones."]),
        (
            AFRICA,
            ["Dates of the Universal Periodic Review: African States.", "It holds the main ones."],
        ),
        (
            GOVERNMENT,
            ["What this party does or is told of, in every State: Government.", "It holds all public ones."],
        ),
        (
            REVIEW,
            ["Dates of one phase of the review, in every State: Review.", "It holds all public ones."],
        ),
        (SESSION, ["Dates of the States reviewed in session 52.", "It holds the main ones."]),
    ],
    ids=lambda value: value.name if isinstance(value, Feed) else "",
)
def test_a_shared_calendar_says_what_it_holds_and_where_the_rest_stands(
    feed: Feed, expected: list[str]
) -> None:
    told = description(feed)

    assert told[:2] == expected
    assert ("All other dates stand in the feed of each State." in told) is (
        "main" in told[1] or "head" in told[1]
    )


def test_a_shared_calendar_names_what_is_not_known_and_in_which_states() -> None:
    assert description(ALL)[3:5] == [
        "3 dates are not known yet and have no entry.",
        "Not known: Submissions are due (Togo); National report (Togo); Review in the Working Group (Togo).",
    ]


def test_states_are_counted_where_they_are_many() -> None:
    selection = select_marks(ALL, world())
    many = replace(selection, undated=selection.undated[:1] * 6)

    assert (
        "Not known: Submissions are due (6 States)."
        in write_cover(ALL, many, world(), ENGLISH, SITE).description.splitlines()
    )


def test_the_calendar_of_a_region_counts_what_it_leaves_out() -> None:
    late = world(at=datetime(2027, 3, 1, tzinfo=UTC))

    assert (
        "It holds what lies between 1 Mar 2026 and 1 Sept 2028; 2 entries before or after are left out."
        in description(AFRICA, late)
    )


def test_one_date_is_counted_in_the_singular() -> None:
    selection = select_marks(TOGO, world())
    cover = write_cover(TOGO, replace(selection, undated=selection.undated[:1]), world(), ENGLISH, SITE)

    assert cover.description.splitlines()[1] == "1 date is not known yet and has no entry."


def test_a_narrowed_calendar_says_so_and_has_no_address() -> None:
    feed = replace(KENYA, kinds=(Kind.DEADLINE, Kind.EVENT))
    cover = write_cover(feed, select_marks(feed, world()), world(), ENGLISH, SITE)

    assert (cover.name, cover.source) == ("UPR: Kenya", "")
    assert cover.description.splitlines()[1] == "Only these kinds: deadline, event."
