"""Every kind of entry in every language, through parsers that nobody here wrote."""

import icalendar
import pytest
import vobject  # type: ignore[import-untyped] # it brings no types

from tests.interop.feeds import NAMES, PUBLIC, meant, render
from tests.interop.installation import changed_installation
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS, undated
from tests.interop.own import NAME, OWN_KINDS
from tests.interop.parsers import PARSERS, read_or_skip
from tests.interop.reading import Parser
from tests.interop.tongues import TONGUES, tongue

# A zone that spoils a time spoils it in every language, so the shaken run needs no more than two.
SHAKEN = ("en", "traps")
LANGUAGES = [each if each in SHAKEN else pytest.param(each, marks=pytest.mark.slow) for each in TONGUES]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_parser_reads_what_the_feeds_mean(parser: Parser, language: str) -> None:
    matrix = Matrix()

    for name in NAMES:
        reading = read_or_skip(parser, render(name, language).body)
        assert matrix.add(parser.name, language, meant(name, language), reading) == []

    assert [kind for kind in (*KINDS, *OWN_KINDS) if not matrix.read[kind, parser.name]] == []


def test_a_to_do_rings_before_it_is_due_whichever_parser_tells() -> None:
    body = render(NAME, "en").body
    loose = [
        alarm["TRIGGER"].params.get("RELATED")
        for todo in icalendar.Calendar.from_ical(body).walk("VTODO")
        for alarm in todo.walk("VALARM")
    ]
    other = [
        alarm.trigger.params.get("RELATED", [])
        for todo in vobject.readOne(body.decode()).vtodo_list
        for alarm in todo.contents.get("valarm", [])
    ]

    assert (len(loose) > 0, set(loose), other) == (True, {"END"}, [["END"]] * len(loose))


@pytest.mark.parametrize("language", TONGUES)
def test_what_has_no_date_is_listed_in_what_the_feed_says_of_itself(language: str) -> None:
    body = render("country/VEN", language).body
    titles = undated(PUBLIC["country/VEN"], changed_installation(), tongue(language))

    described = [
        str(icalendar.Calendar.from_ical(body)["DESCRIPTION"]),
        vobject.readOne(body.decode()).description.value,
    ]

    assert described[0] == described[1]
    assert (len(titles) > 0, [each for each in titles if each not in described[0]]) == (True, [])
