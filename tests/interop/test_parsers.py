"""Every kind of entry in every language, through parsers that nobody here wrote."""

import pytest

from tests.interop.feeds import meant, render
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS, SUBJECTS
from tests.interop.parsers import PARSERS, read_or_skip
from tests.interop.reading import Parser
from tests.interop.tongues import TONGUES


@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.name)
@pytest.mark.parametrize("language", TONGUES)
def test_a_parser_reads_what_the_feeds_mean(parser: Parser, language: str) -> None:
    matrix = Matrix()

    for subject in SUBJECTS:
        reading = read_or_skip(parser, render(subject.name, language).body)
        assert matrix.add(parser.name, language, meant(subject, language), reading) == []

    assert [kind for kind in KINDS if not matrix.read[kind, parser.name]] == []
