"""What a feed says of itself: its title, what it holds, and what it does not."""

from collections.abc import Iterator

from calendars.feeds import Feed, FeedKind
from calendars.ics import Cover
from calendars.identity import Site, page_path
from calendars.selection import EVERYTHING, HEADLINES, Selection, Window
from uprcycle.countries import Region
from uprcycle.days.span import day_span
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.languages import translation_notes
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, kind_text, phase_text, region_text, role_text, title_text

_COLORS = {
    FeedKind.ALL: ("slategray", "#708090"),
    FeedKind.REGION: ("darkorange", "#FF8C00"),
    FeedKind.ROLE: ("mediumorchid", "#BA55D3"),
    FeedKind.PHASE: ("teal", "#008080"),
    FeedKind.SESSION: ("seagreen", "#2E8B57"),
    FeedKind.COUNTRY: ("royalblue", "#4169E1"),
}

_MOST_NAMED = 5


def feed_title(feed: Feed, world: World, language: Language) -> str:
    """Return the name of ``feed`` as calendars show it."""
    match feed.kind:
        case FeedKind.ALL:
            return language.text("UPR: all States")
        case FeedKind.REGION:
            return language.text("UPR: {region}", region=region_text(Region(feed.key), language))
        case FeedKind.ROLE:
            return language.text("UPR: {role}", role=role_text(Role(feed.key), language))
        case FeedKind.PHASE:
            return language.text("UPR: phase {phase}", phase=phase_text(Phase(feed.key), language))
        case FeedKind.SESSION:
            return language.text("UPR: Working Group session {number}", number=feed.key)
        case FeedKind.COUNTRY:
            return language.text("UPR: {country}", country=country_name(world.countries[feed.key], language))


def feed_path(feed: Feed, language: Language) -> str:
    """Return the path under which ``feed`` is served in ``language``; English is the default."""
    path = f"/feeds/{feed.name}.ics"
    return path if language == ENGLISH else f"{path}?lang={language.code}"


def write_cover(feed: Feed, selection: Selection, world: World, language: Language, site: Site) -> Cover:
    """Word the cover of ``feed`` in ``language``."""
    return Cover(
        name=feed_title(feed, world, language),
        description="\n".join(_about(feed, selection, world, language)),
        source="" if feed.kinds else f"{site.base_url}{feed_path(feed, language)}",
        page=f"{site.base_url}{_page(feed)}",
        color=_COLORS[feed.kind],
        language=language.code,
    )


def _page(feed: Feed) -> str:
    match feed.kind:
        case FeedKind.COUNTRY:
            return page_path(feed.key)
        case FeedKind.SESSION:
            return f"/sessions/{feed.key}"
        case _:
            return "/"


def _about(feed: Feed, selection: Selection, world: World, language: Language) -> Iterator[str]:
    yield _subject(feed, world, language)
    if feed.kinds:
        kinds = ", ".join(kind_text(each, language) for each in feed.kinds)
        yield language.text("Only these kinds: {kinds}.", kinds=kinds)
    yield from _level(selection, language)
    yield from window_lines(selection.window, selection.left_out, language)
    yield from _undated(feed, selection, world, language)
    yield from release_lines(world, language)


def _subject(feed: Feed, world: World, language: Language) -> str:
    match feed.kind:
        case FeedKind.ALL:
            return language.text("Dates of the Universal Periodic Review of every State.")
        case FeedKind.REGION:
            region = region_text(Region(feed.key), language)
            return language.text("Dates of the Universal Periodic Review: {region}.", region=region)
        case FeedKind.SESSION:
            return language.text("Dates of the States reviewed in session {number}.", number=feed.key)
        case FeedKind.ROLE:
            role = role_text(Role(feed.key), language)
            return language.text("What this party does or is told of, in every State: {role}.", role=role)
        case FeedKind.PHASE:
            phase = phase_text(Phase(feed.key), language)
            return language.text("Dates of one phase of the review, in every State: {phase}.", phase=phase)
        case FeedKind.COUNTRY:
            return language.text(
                "Every public date of the Universal Periodic Review of {country} in cycle {cycle}.",
                country=country_name(world.countries[feed.key], language),
                cycle=world.running[feed.key],
            )


def _level(selection: Selection, language: Language) -> Iterator[str]:
    if selection.feed.kind is FeedKind.COUNTRY:
        return
    match selection.reach.prominences:
        case level if level == EVERYTHING:
            yield language.text("It holds all public ones.")
            return
        case level if level == HEADLINES:
            yield language.text("It holds the headline ones.")
        case _:
            yield language.text("It holds the main ones.")
    yield language.text("All other dates stand in the feed of each State.")


def window_lines(window: Window | None, left_out: int, language: Language) -> Iterator[str]:
    """Yield what a feed says of the days it holds; nothing where it holds all."""
    if window is not None:
        yield language.plural(
            "It holds what lies between {first} and {last}; {count} entry before or after is left out.",
            "It holds what lies between {first} and {last}; {count} entries before or after are left out.",
            left_out,
            first=short_span_text(day_span(window.first), language),
            last=short_span_text(day_span(window.last), language),
        )


def release_lines(world: World, language: Language, *, has_tasks: bool = False) -> Iterator[str]:
    """Yield what every feed says of its dates, and of which release it is."""
    yield language.text("Estimated dates are worked out by a rule; nobody has published them.")
    yield (
        language.text("What recurs is shown once; a task, each time.")
        if has_tasks
        else language.text("What recurs is shown once.")
    )
    yield language.text(
        "Release {number} of {day}.",
        number=world.release.number,
        day=short_span_text(day_span(world.release.at.date()), language),
    )
    yield from translation_notes(language)


def count_line(count: int, language: Language) -> str:
    """Return how many dates have no day, where there are some."""
    return language.plural(
        "{count} date is not known yet and has no entry.",
        "{count} dates are not known yet and have no entry.",
        count,
    )


def _undated(feed: Feed, selection: Selection, world: World, language: Language) -> Iterator[str]:
    if not selection.undated:
        yield language.text("Every date is known or estimated.")
        return
    yield count_line(len(selection.undated), language)
    titles = _titles if feed.kind is FeedKind.COUNTRY else _titles_of_states
    yield language.text("Not known: {titles}.", titles="; ".join(titles(selection, world, language)))


def _titles(selection: Selection, _: World, language: Language) -> Iterator[str]:
    for each in selection.undated:
        yield title_text(each.rule, language)


def _titles_of_states(selection: Selection, world: World, language: Language) -> Iterator[str]:
    """Yield each title with its States, which are counted where they are many."""
    states: dict[str, list[str]] = {}
    for each in selection.undated:
        named = country_name(world.countries[each.country], language)
        states.setdefault(title_text(each.rule, language), []).append(named)
    for title, names in states.items():
        count = language.plural("{count} State", "{count} States", len(names))
        where = ", ".join(names) if len(names) <= _MOST_NAMED else count
        yield language.text("{title} ({notes})", title=title, notes=where)
