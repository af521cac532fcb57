"""Every kind of entry in every language, through parsers that nobody here wrote."""

import pytest

from tests.interop.feeds import NAMES, meant, render
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS
from tests.interop.own import OWN_KINDS
from tests.interop.parsers import PARSERS, read_or_skip
from tests.interop.reading import Parser
from tests.interop.tongues import TONGUES


@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", TONGUES)
def test_a_parser_reads_what_the_feeds_mean(parser: Parser, language: str) -> None:
    matrix = Matrix()

    for name in NAMES:
        reading = read_or_skip(parser, render(name, language).body)
        assert matrix.add(parser.name, language, meant(name, language), reading) == []

    assert [kind for kind in (*KINDS, *OWN_KINDS) if not matrix.read[kind, parser.name]] == []
