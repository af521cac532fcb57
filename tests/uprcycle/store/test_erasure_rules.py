"""Whom a text names, and what is left of it."""

import pytest

from tests.uprcycle.store.build import LEASE, NOW, envelope
from uprcycle.people import Person
from uprcycle.store.erasure_rules import Kind, Traces, buried, count_kinds, emptied, in_words, tombstone
from uprcycle.store.kept import LedgerState
from uprcycle.store.ledger_rules import claimed, handed_over, taken

LI = Traces(Person("p12", "Li  Na", "li.na@example.org"))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("Li Na", "erased", id="name"),
        pytest.param("li\tna", "erased", id="letter-case-and-blanks"),
        pytest.param("<LI.NA@example.org>, ok", "<erased>, ok", id="address"),
        pytest.param("p12; confirmed by Li Na.", "erased; confirmed by erased.", id="several"),
        pytest.param("Ali Nadar of p123", "Ali Nadar of p123", id="within-other-words"),
        pytest.param("Li", "Li", id="a-part-of-the-name"),
    ],
)
def test_a_person_is_taken_out_where_they_stand_as_words_of_their_own(text: str, left: str) -> None:
    assert LI.scrub(text) == left
    assert LI.are_in(text) is (left != text)


def test_only_texts_that_name_the_person_are_changed() -> None:
    assert LI.scrubbed({"by": "Li Na", "note": "", "title": "Call", "lifted_by": None}) == {"by": "erased"}


@pytest.mark.parametrize(
    ("key", "left"), [("KEN/4/a/email/p12", "KEN/4/a/email/nobody"), ("KEN/4/a/p12/x", "KEN/4/a/p12/x")]
)
def test_a_key_is_of_nobody_then(key: str, left: str) -> None:
    assert buried(key, LI, "nobody") == left


def test_a_message_that_was_not_finished_is_parked() -> None:
    row = emptied(claimed(envelope("m", "k/p12"), NOW, LEASE), LI, "nobody", NOW)

    assert (row.state, row.finished_at, row.envelope.payload) == (LedgerState.PARKED, NOW, b"")
    assert (row.envelope.person, row.envelope.keys) == ("nobody", ("k/nobody",))


def test_a_message_that_was_taken_is_sent() -> None:
    on_the_way = handed_over(claimed(envelope("m", "k/p12"), NOW, LEASE), NOW)

    assert emptied(taken(on_the_way), LI, "nobody", NOW).state is LedgerState.SENT


def test_counts_stand_in_the_order_of_the_kinds() -> None:
    counts = count_kinds([Kind.TICK, Kind.PERSON, Kind.TICK])

    assert list(counts) == [Kind.PERSON, Kind.TICK]
    assert in_words(counts) == "1 person, 2 ticks"


def test_every_tombstone_is_another() -> None:
    assert tombstone() != tombstone()
