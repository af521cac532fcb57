"""What feeds share is made once and for nobody: the same bytes as if each had been made alone."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from calendars import galleys as room
from calendars.galleys import Galleys
from calendars.holdings import Before, PersonalView
from calendars.personal import BoundFeed, bind_personal
from tests.calendars.build import FIRST, SITE
from tests.calendars.mine import ACTED, FORUM, NEPAL, RCO, acted, tick, view
from uprcycle.checklist.tick import TaskState
from uprcycle.people import Office, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import TaskForm, WindowForm
from uprcycle.wording.language import ENGLISH, Language

WORLD = acted()
REVISIONS = {}  # type: ignore[var-annotated]
TEAM = Office("RCO Kenya", "KEN", frozenset({Role.RCO, Role.CSO}))


def bind(of: PersonalView, galleys: Galleys, *languages: Language) -> BoundFeed:
    return bind_personal(of, WORLD, REVISIONS, languages or (ENGLISH,), galleys)


def of_another(given: PersonalView) -> PersonalView:
    """Return the view of another person with the same right, filter and lists."""
    theirs = replace(
        given.subscription,
        id="s2",
        person="p-secret",
        title="Secret title",
        digest="f" * 64,
        made=datetime(2026, 1, 13, tzinfo=UTC),
        expires=date(2027, 3, 1),
    )
    return replace(given, subscription=theirs, ends_soon=True)


def test_people_with_the_same_right_and_filter_share_one_galley() -> None:
    galleys = Galleys(SITE)
    mine, theirs = bind(view(), galleys), bind(of_another(view()), galleys)

    assert mine.galley is theirs.galley
    assert theirs.rendered() == bind(of_another(view()), Galleys(SITE)).rendered()
    assert (mine.etag == theirs.etag, mine.rendered().body == theirs.rendered().body) == (False, False)


def test_a_galley_knows_nothing_of_whoever_it_was_made_for_first() -> None:
    bound = bind(of_another(view()), Galleys(SITE))

    traces = (b"ecret", b"s2", b"f" * 64, b"2027-03-01", b"20270301", b"This calendar")
    assert [each for each in traces if each in bound.galley.body] == []
    assert b"Secret title" in bound.rendered().body


def every_view() -> Iterator[PersonalView]:
    """Yield views that each see or say something else, often of the same offices and dates."""
    yield from (view(), view(FORUM), view(RCO, FORUM), view(RCO, NEPAL), view(TEAM))
    yield view(RCO, FORUM, held=[FORUM])
    for state in (TaskState.DONE, TaskState.NOT_APPLICABLE, TaskState.ACKNOWLEDGED):
        yield view(ticks=[tick("statement", state)])
    yield view(RCO, FORUM, held=[FORUM], ticks=[tick("statement")])
    yield view(ticks=[tick("statement", at=FIRST + timedelta(days=40))])
    yield from (view(tasks=each) for each in TaskForm)
    yield from (view(windows=each) for each in WindowForm)
    yield from (
        view(has_alarms=True),
        view(shows_cancelled=False, ticks=[tick("draft", TaskState.NOT_APPLICABLE)]),
    )
    yield from (view(phases=(Phase.REVIEW,)), view(kinds=(Kind.ACTION,)), view(roles=(Role.CSO,)))
    rules = [each for each in ACTED if each.id != "draft"]
    later = acted(rules=(*rules, replace(ACTED[0], id="older")))
    yield replace(view(), before=(Before(later, (), FIRST),))


def test_whatever_was_made_before_a_feed_is_what_it_would_be_alone() -> None:
    alone = [bind(each, Galleys(SITE)).rendered() for each in every_view()]
    shared = Galleys(SITE)

    for order in (list, reversed):
        views = order(list(enumerate(every_view())))
        assert [number for number, each in views if bind(each, shared).rendered() != alone[number]] == []
    assert len({each.body for each in alone}) == len({each.etag for each in alone})


@pytest.mark.parametrize("first", [0, 1], ids=["un-first", "partner-first"])
def test_no_audience_is_told_what_another_may_see(first: int) -> None:
    galleys = Galleys(SITE)
    views = (view(RCO), view(FORUM))
    bodies = {number: bind(views[number], galleys).rendered().body for number in (first, 1 - first)}

    assert (b"Brief inside" in bodies[0], b"Brief inside" in bodies[1]) == (True, False)


def test_how_far_a_task_is_stays_with_those_who_hold_its_office() -> None:
    done = [tick("statement")]
    views = (view(ticks=done), view(held=[], ticks=done))
    for first, second in permutations(views):
        galleys = Galleys(SITE)
        said = {id(each): b"Done on" in bind(each, galleys).rendered().body for each in (first, second)}
        assert [said[id(each)] for each in views] == [True, False]


def test_a_component_is_worded_once_for_all_feeds_that_hold_it() -> None:
    galleys = Galleys(SITE)
    bind(view(), galleys)
    made = len(galleys)

    bind(view(phases=(Phase.SUBMISSIONS, Phase.REVIEW)), galleys)
    bind(view(ticks=[tick("statement")]), galleys)

    assert len(galleys) == made + 1


def test_languages_share_nothing() -> None:
    galleys = Galleys(SITE)
    english = bind(view(), galleys)
    french = bind(view(languages=("fr",)), galleys, Language("fr"))

    assert b"LANGUAGE=fr" in french.galley.body
    assert b"LANGUAGE=fr" not in english.galley.body
    assert bind(view(), galleys).galley is english.galley


def test_another_release_or_history_makes_everything_anew() -> None:
    galleys = Galleys(SITE)
    first = bind(view(), galleys).galley
    later = acted(number=2, at=FIRST + timedelta(days=1))
    second = bind_personal(view(world=later), later, REVISIONS, (ENGLISH,), galleys).galley

    assert (second is first, second.digest == first.digest) == (False, False)
    assert bind_personal(view(world=later), later, {}, (ENGLISH,), galleys).galley is not second


def test_what_is_kept_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "KEPT_GALLEYS", 1)
    monkeypatch.setattr(room, "KEPT_COMPONENTS", 5)
    galleys = Galleys(SITE)
    first = bind(view(), galleys).galley
    bind(view(has_alarms=True), galleys)

    assert len(galleys) == room.KEPT_COMPONENTS
    again = bind(view(), galleys).galley
    assert (again is first, again == first) == (False, True)


@pytest.mark.parametrize("given", [view(), view(countries=("TGO",))], ids=["full", "empty"])
def test_a_packed_feed_is_one_whole_member_of_gzip(given: PersonalView) -> None:
    bound = bind(given, Galleys(SITE))
    packed, rendered = bound.packed(), bound.rendered()
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)

    assert reader.decompress(packed.packed) == rendered.body == gzip.decompress(packed.packed) == packed.body
    assert (reader.eof, reader.unused_data) == (True, b"")
    assert (packed.etag, packed.modified) == (rendered.etag, rendered.modified)
