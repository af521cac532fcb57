"""Fields tell what they are piece by piece, and end where they end."""

from uprcycle.submissions.fields import Fields

BEGIN, END = {"w:fldCharType": "begin"}, {"w:fldCharType": "end"}


def test_a_place_is_in_the_contents_from_the_beginning_of_the_field_to_its_end() -> None:
    fields = Fields()
    seen = [fields.in_contents]
    fields.mark(BEGIN)
    fields.instruct(" T")
    seen.append(fields.in_contents)
    fields.instruct('OC \\o "1-3"')
    seen.append(fields.in_contents)
    fields.mark(BEGIN)
    fields.instruct("PAGEREF _1")
    fields.mark(END)
    seen.append(fields.in_contents)
    fields.mark(END)
    seen.append(fields.in_contents)

    assert seen == [False, False, True, True, False]


def test_only_the_field_that_shows_the_page_numbers_the_pages() -> None:
    told = []
    for instruction in ("PAGE", " page \\* MERGEFORMAT", "PAGEREF _1", "NUMPAGES", ""):
        fields = Fields()
        fields.open_simple({"w:instr": instruction})
        fields.close_simple()
        told.append(fields.has_page_numbers)

    assert told == [True, True, False, False, False]


def test_a_block_is_known_by_its_gallery_while_it_is_open() -> None:
    fields = Fields()
    fields.open_block({})
    fields.name_block({"w:val": "Cover Pages"})
    fields.open_block({})
    seen = [(fields.in_cover, fields.in_contents)]
    fields.name_block({"w:val": "Table of Contents"})
    seen.append((fields.in_cover, fields.in_contents))
    fields.close_block()
    fields.close_block()
    seen.append((fields.in_cover, fields.in_contents))

    assert seen == [(True, False), (True, True), (False, False)]


def test_an_end_without_a_beginning_and_a_gallery_without_a_block_say_nothing() -> None:
    fields = Fields()
    fields.mark(END)
    fields.instruct("TOC")
    fields.name_block({"w:val": "Cover Pages"})

    assert (fields.in_cover, fields.in_contents) == (False, False)
