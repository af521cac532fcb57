"""What a feed of one's own says of itself; never its address, which is a secret."""

from collections.abc import Iterator
from dataclasses import dataclass

from calendars.covers import count_line, release_lines, window_lines
from calendars.holdings import Holdings, PersonalView
from calendars.ics import Cover
from calendars.identity import Site, page_path
from calendars.selection import Window
from uprcycle.days.span import Unknown, day_span
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, title_text

_COLOR = ("crimson", "#DC143C")


@dataclass(frozen=True, slots=True)
class About:
    """What a cover is about: the view of a feed, what it holds, and how much lies outside its window."""

    view: PersonalView
    held: Holdings
    window: Window | None
    left_out: int


def write_private_cover(about: About, world: World, language: Language, site: Site) -> Cover:
    """Word the cover of a feed of one's own."""
    countries = about.held.countries
    page = page_path(countries[0]) if len(countries) == 1 else "/"
    return Cover(
        name=about.view.subscription.title,
        description="\n".join(_lines(about, world, language)),
        source="",
        page=f"{site.base_url}{page}",
        color=_COLOR,
        language=language.code,
    )


def _lines(about: About, world: World, language: Language) -> Iterator[str]:
    last = short_span_text(day_span(about.view.subscription.expires), language)
    if about.view.ends_soon:
        yield language.text("This calendar is served only until {day}: have it extended before.", day=last)
    states = ", ".join(country_name(world.countries[each], language) for each in about.held.countries)
    yield language.text("Whoever has the address of this calendar can read it: keep it to yourself.")
    yield language.text("States: {states}.", states=states or "–")
    yield from window_lines(about.window, about.left_out, language)
    yield from _undated(about, world, language)
    yield from release_lines(world, language, has_tasks=bool(about.held.tasks))
    if not about.view.ends_soon:
        yield language.text("It is served until {day}, unless somebody extends it.", day=last)


def _undated(about: About, world: World, language: Language) -> Iterator[str]:
    dated = [*about.held.dates, *(each.dated for each in about.held.tasks)]
    unknown = {(each.country, each.rule.id): each for each in dated if isinstance(each.span, Unknown)}
    if not unknown:
        yield language.text("Every date is known or estimated.")
        return
    yield count_line(len(unknown), language)
    titles = []
    for (code, _), each in unknown.items():
        title = title_text(each.rule, language)
        if len(about.held.countries) > 1:
            name = country_name(world.countries[code], language)
            title = language.text("{country}: {title}", country=name, title=title)
        titles.append(title)
    yield language.text("Not known: {titles}.", titles="; ".join(titles))
