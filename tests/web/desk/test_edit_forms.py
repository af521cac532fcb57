"""The forms of changes fit the changes they are of."""

from uprcycle.schedule.amend.columns import ABOUT_THE_NOTICE, MEANINGS
from uprcycle.schedule.amend.kinds import KINDS
from web.desk.edit_forms import FORMS


def test_each_form_asks_for_all_that_its_change_needs_and_for_nothing_it_cannot_use() -> None:
    for form in FORMS:
        kind = KINDS[form.change]
        columns = {each.column for each in form.fields} | form.fixed.keys()
        known = {*kind.required, *kind.optional, *ABOUT_THE_NOTICE}

        assert {each for each in kind.required if each not in columns} == set(), form.name
        assert columns - known == set(), form.name
        assert columns <= MEANINGS.keys(), form.name


def test_what_a_change_needs_is_shown_as_needed() -> None:
    needed = {
        form.name: {each.column for each in form.fields if each.is_required} - {"source", "session"}
        for form in FORMS
    }

    assert needed == {
        "shift": {"date"},
        "postpone": {"by"},
        "move": {"country", "to"},
        "swap": {"country", "other"},
        "suspend": set(),
        "withdraw": {"country"},
        "deadline": {"milestone"},
    }
    assert [each.name for each in FORMS] == list(needed)
