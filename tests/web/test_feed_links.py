import pytest

from calendars.feeds import plan_feeds
from tests.web.site import ask, build_app, world
from uprcycle.wording.language import Language
from web.feed_links import feed_names


def test_every_planned_feed_has_its_name() -> None:
    assert feed_names(world()) == {feed.name for feed in plan_feeds(world())}


@pytest.mark.parametrize(("lang", "suffix"), [("en", ""), ("fr", "?lang=fr")])
def test_a_link_names_its_language_unless_it_is_the_default(lang: str, suffix: str) -> None:
    two = build_app(languages=("en", "fr"), language=Language)
    html = ask("/countries/KEN", app=two, accept_language=lang).text

    assert f'value="https://upr.example.org/feeds/country/KEN.ics{suffix}"' in html
