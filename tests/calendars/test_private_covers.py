from dataclasses import replace

from calendars.covers import write_cover
from calendars.feeds import Feed, FeedKind
from calendars.holdings import PersonalView, hold
from calendars.private_covers import About, write_private_cover
from calendars.selection import Window, select_marks
from tests.calendars.build import SITE, day
from tests.calendars.mine import NEPAL, RCO, acted, view
from uprcycle.people import Office, Role
from uprcycle.wording.language import ENGLISH

TOGO = Office("RCO Togo", "TGO", frozenset({Role.RCO}))


def about(given: PersonalView, window: Window | None = None, left_out: int = 0) -> About:
    return About(given, hold(given, acted()), window, left_out)


def lines(of: About) -> list[str]:
    return write_private_cover(of, acted(), ENGLISH, SITE).description.splitlines()


def test_the_cover_says_what_it_holds_and_never_where_it_lies() -> None:
    cover = write_private_cover(about(view()), acted(), ENGLISH, SITE)

    assert (cover.name, cover.source, cover.page) == (
        "My duties",
        "",
        "https://upr.example.org/countries/KEN",
    )
    assert cover.description.splitlines() == [
        "Whoever has the address of this calendar can read it: keep it to yourself.",
        "States: Kenya.",
        "Every date is known or estimated.",
        "Estimated dates are worked out by a rule; nobody has published them.",
        "What recurs is shown once; a task, each time.",
        "Release 1 of 12 Jan 2026.",
        "It is served until 1 Feb 2027, unless somebody extends it.",
    ]


def test_the_cover_of_several_states_names_them_and_what_is_not_known_in_which() -> None:
    told = lines(about(view(RCO, NEPAL, TOGO)))

    assert told[1] == "States: Kenya, Nepal, Togo."
    assert "Togo: Submissions are due; Togo: National report" in told[3]
    assert (
        write_private_cover(about(view(RCO, NEPAL)), acted(), ENGLISH, SITE).page
        == "https://upr.example.org/"
    )


def test_a_task_and_its_date_are_counted_once_among_what_is_not_known() -> None:
    told = lines(about(view(TOGO)))
    titles = told[3].removeprefix("Not known: ").removesuffix(".").split("; ")

    assert told[2] == f"{len(titles)} dates are not known yet and have no entry."
    assert len(titles) == len(set(titles))
    assert "Send a statement" in titles


def test_the_cover_says_what_its_window_leaves_out() -> None:
    window = Window(day("2026-01-01"), day("2026-12-31"))

    assert (
        "It holds what lies between 1 Jan 2026 and 31 Dec 2026; 3 entries before or after are left out."
        in lines(about(view(), window, 3))
    )


def test_an_empty_feed_says_that_it_has_no_state() -> None:
    given = view()
    foreign = replace(given.subscription, filter=replace(given.subscription.filter, countries=("TGO",)))

    assert lines(about(replace(given, subscription=foreign)))[1] == "States: –."


def test_its_colour_is_that_of_no_public_feed() -> None:
    own = write_private_cover(about(view()), acted(), ENGLISH, SITE).color
    keys = {
        "all": "",
        "region": "africa",
        "role": "RCO",
        "phase": "review",
        "session": "52",
        "country": "KEN",
    }
    feeds = [Feed(each, keys[each]) for each in FeedKind]
    public = [write_cover(each, select_marks(each, acted()), acted(), ENGLISH, SITE).color for each in feeds]

    assert own not in public


def test_a_feed_in_its_last_weeks_says_so_first_and_once() -> None:
    told = lines(about(replace(view(), ends_soon=True)))

    assert told[0] == "This calendar is served only until 1 Feb 2027: have it extended before."
    assert [each for each in told[1:] if "1 Feb 2027" in each] == []
