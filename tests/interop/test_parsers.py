"""Every kind of entry in every language, through parsers that nobody here wrote."""

from collections.abc import Mapping
from functools import cache

import pytest

from calendars.feeds import find_feed
from calendars.press import render_feed
from tests.interop.installation import changed_installation
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS, SUBJECTS, Meant, Subject, meant_by
from tests.interop.parsers import PARSERS, read_or_skip
from tests.interop.reading import Parser
from tests.interop.tongues import TONGUES


@cache
def feed(subject: Subject, language: str) -> bytes:
    wiring = changed_installation()
    world, histories = wiring.world(), wiring.store.revisions.current()
    return render_feed(find_feed(subject.name, world), world, histories, TONGUES[language], wiring.site).body


@cache
def meant(subject: Subject, language: str) -> Mapping[str, Meant]:
    return meant_by(subject, changed_installation(), TONGUES[language])


@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", TONGUES)
def test_a_parser_reads_what_the_feeds_mean(parser: Parser, language: str) -> None:
    matrix = Matrix()

    for subject in SUBJECTS:
        reading = read_or_skip(parser, feed(subject, language))
        assert matrix.add(parser, meant(subject, language), reading) == []

    assert [kind for kind in KINDS if not matrix.read[kind, parser.name]] == []
