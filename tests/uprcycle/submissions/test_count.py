"""A text is counted part by part, and the front apart from the text."""

from tests.uprcycle.submissions.build import text_of
from uprcycle.submissions.count import Count, count_document
from uprcycle.submissions.layout import Region


def test_each_part_is_counted_for_itself() -> None:
    document = text_of(
        "one", "two words", "three more words", "a b c d", "e f g h i", "j", notes=("a note", "another one")
    )
    regions = [Region.COVER, Region.CONTENTS, Region.TEXT, Region.ANNEX, Region.REFERENCES, Region.MATRIX]
    count = count_document(document, regions, frozenset({"notes", "annexes"}))

    assert count == Count(
        dict(zip(regions, (1, 2, 3, 4, 5, 1), strict=True)), notes=4, spared=frozenset({"notes", "annexes"})
    )
    assert (count.text, count.with_doubtful, count.everything) == (3, 12, 20)


def test_notes_are_in_doubt_where_no_source_speaks_of_them() -> None:
    assert Count({Region.TEXT: 3}, notes=4).with_doubtful == 7
