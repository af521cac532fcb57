"""A guard words every refusal of its kind of file."""

from uprcycle.ooxml.guard import Guard

GUARD = Guard("a letter", ".old", again="save it again", less="save less")


def test_a_refusal_says_where_what_and_what_to_do() -> None:
    refusals = [
        GUARD.refuse("a.x", "is odd"),
        GUARD.refuse("a.x", "is odd", "mend it"),
        GUARD.refuse_damaged("a.x"),
    ]

    assert [str(error) for error in refusals] == [
        "a.x cannot be read\n  a.x: is odd; save it again",
        "a.x cannot be read\n  a.x: is odd; mend it",
        "a.x cannot be read\n  a.x: is damaged; save it again",
    ]
