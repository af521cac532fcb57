"""The chain of the trail: of whatever is changed after the writing the first place is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.store.build import NEPAL_TIME, NOW
from uprcycle.store import chain as chains
from uprcycle.store.chain import (
    AuditRow,
    Break,
    Chain,
    Head,
    Link,
    erase_cells,
    read_head,
    verify_chain,
    verify_noted,
)

seal_row = partial(chains.seal_row, salt=lambda: "salt")
seal_rows = partial(chains.seal_rows, salt=lambda: "salt")
FIELDS = st.sampled_from(["by", "action", "subject", "detail"])
TEXTS = st.text(max_size=5)


def row(number: int, detail: str = "done") -> AuditRow:
    return AuditRow(number, NOW + timedelta(minutes=number), "desk", "tick", f"KEN 4 task-{number}", detail)


def chain_of(count: int) -> Chain:
    return Chain(*seal_rows(map(row, range(1, count + 1)), Head()))


def broken(chain: Chain) -> int | None:
    found = verify_chain(chain)
    return found.number if found else None


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_a_chain_as_it_was_written_holds(count: int) -> None:
    assert verify_chain(chain_of(count)) is None


def test_rows_sealed_one_by_one_or_together_make_the_same_chain() -> None:
    head = Head()
    links: list[Link] = []
    for number in range(1, 5):
        more, head = seal_rows([row(number)], head)
        links.extend(more)

    assert Chain(tuple(links), head) == chain_of(4)


def test_a_seal_is_of_every_cell_and_of_the_row_before() -> None:
    changed = [
        seal_row(replace(row(1), **{name: value}), "")  # type: ignore[arg-type]
        for name, value in [
            ("number", 2),
            ("at", NOW),
            ("by", "dusk"),
            ("action", "tack"),
            ("subject", ""),
            ("detail", "na"),
        ]
    ]
    seals = {each.seal for each in (*changed, seal_row(row(1), ""), seal_row(row(1), "0"))}

    assert len(seals) == 8


def test_what_moves_from_one_cell_into_the_next_is_another_row() -> None:
    one = seal_row(AuditRow(1, NOW, "a", "b", "c", "d"), "")
    other = seal_row(AuditRow(1, NOW, "a", 'b","c', "", "d"), "")

    assert one.seal != other.seal


def test_the_same_moment_in_utc_has_one_seal() -> None:
    assert row(1).at.utcoffset() == timedelta(0)
    assert (
        seal_row(row(1), "").seal != seal_row(replace(row(1), at=row(1).at.astimezone(NEPAL_TIME)), "").seal
    )


@given(count=st.integers(1, 6), place=st.integers(0, 5), field=FIELDS, text=TEXTS)
def test_an_edited_row_is_found_where_it_stands(count: int, place: int, field: str, text: str) -> None:
    chain = chain_of(count)
    place %= count
    link = chain.links[place]
    edited = replace(link, row=replace(link.row, **{field: text + "!"}))  # type: ignore[arg-type]

    assert broken(with_link(chain, place, edited)) == place + 1


@given(count=st.integers(1, 6), place=st.integers(0, 5))
def test_a_row_edited_and_sealed_again_is_found_where_the_next_begins(count: int, place: int) -> None:
    chain = chain_of(count)
    place %= count
    link = chain.links[place]
    forged = seal_row(replace(link.row, detail="na"), link.before)

    found = broken(with_link(chain, place, forged))
    assert found == min(place + 2, count)


@given(count=st.integers(1, 6), place=st.integers(0, 5))
def test_a_deleted_row_is_found_where_it_stood(count: int, place: int) -> None:
    chain = chain_of(count)
    place %= count

    assert broken(replace(chain, links=chain.links[:place] + chain.links[place + 1 :])) == place + 1


@given(count=st.integers(2, 6), one=st.integers(0, 5), other=st.integers(0, 5))
def test_two_swapped_rows_are_found_at_the_first(count: int, one: int, other: int) -> None:
    one, other = one % count, other % count
    chain = chain_of(count)
    links = list(chain.links)
    links[one], links[other] = links[other], links[one]

    assert broken(replace(chain, links=tuple(links))) == (None if one == other else min(one, other) + 1)


@given(count=st.integers(2, 6), one=st.integers(0, 5), other=st.integers(0, 5))
def test_rows_that_swapped_all_but_their_numbers_are_found_at_the_first(
    count: int, one: int, other: int
) -> None:
    one, other = one % count, other % count
    chain = chain_of(count)
    links = list(chain.links)
    links[one], links[other] = (numbered(links[other], one), numbered(links[one], other))

    assert broken(replace(chain, links=tuple(links))) == (None if one == other else min(one, other) + 1)


@given(count=st.integers(1, 6), kept=st.integers(0, 5))
def test_a_cut_end_is_found_where_it_was_cut(count: int, kept: int) -> None:
    kept %= count
    chain = chain_of(count)

    assert broken(replace(chain, links=chain.links[:kept])) == kept + 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda chain: replace(chain, head=None),
            Break(3, "is the last row, but the head of the trail is gone"),
        ),
        (
            lambda chain: replace(chain, head=replace(chain.head, seal="")),
            Break(3, "does not end in the seal of the head"),
        ),
        (
            lambda chain: replace(chain, head=Head(2, chain.links[1].seal)),
            Break(3, "was added past the trail"),
        ),
        (lambda chain: replace(chain, links=()), Break(1, "is gone; the trail had 3 rows")),
        (
            lambda chain: replace(chain, links=chain.links[1:]),
            Break(1, "is not where it belongs; a row was removed or moved"),
        ),
        (
            lambda chain: with_link(chain, 1, replace(chain.links[1], before="")),
            Break(2, "does not follow the row before it; one of the two was changed"),
        ),
        (
            lambda chain: with_link(chain, 1, replace(chain.links[1], seal="")),
            Break(2, "was changed after it was written"),
        ),
    ],
)
def test_a_break_says_what_is_wrong(change: Callable[[Chain], Chain], expected: Break) -> None:
    assert verify_chain(change(chain_of(3))) == expected


def test_an_empty_trail_needs_no_head() -> None:
    assert verify_chain(Chain((), None)) is None


def with_link(chain: Chain, place: int, link: Link) -> Chain:
    return replace(chain, links=(*chain.links[:place], link, *chain.links[place + 1 :]))


def numbered(link: Link, place: int) -> Link:
    return replace(link, row=replace(link.row, number=place + 1))


# A head that was written down


@pytest.mark.parametrize("head", [Head(), Head(120, "9f" * 32)])
def test_a_head_written_down_reads_back(head: Head) -> None:
    assert read_head(str(head)) == head


@pytest.mark.parametrize("text", ["", "120", "120:", "120:9f", "x:" + "9f" * 32, "1:" + "9F" * 32, "-1:"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not the head of a trail"):
        read_head(text)


@pytest.mark.parametrize("count", [0, 1, 3, 5])
def test_a_longer_chain_still_holds_a_head_that_was_noted(count: int) -> None:
    noted = chain_of(count).head

    assert noted is not None
    assert verify_noted(chain_of(5), noted) is None


def test_a_chain_that_was_cut_and_sealed_again_is_found_by_a_noted_head() -> None:
    noted = Head(5, chain_of(5).links[-1].seal)

    assert verify_chain(chain_of(3)) is None
    assert verify_noted(chain_of(3), noted) == Break(4, "is gone; the trail had 5 rows")


def test_a_chain_that_was_written_anew_is_found_by_a_noted_head() -> None:
    anew = Chain(*seal_rows([row(1, "na"), row(2), row(3)], Head()))

    assert verify_chain(anew) is None
    assert verify_noted(anew, Head(2, chain_of(2).links[-1].seal)) == Break(
        2, "is not the row that was noted; some were changed"
    )


# What was erased


@given(
    count=st.integers(1, 6), place=st.integers(0, 5), names=st.sets(st.sampled_from(["desk", "KEN 4 task-1"]))
)
def test_a_chain_holds_whatever_was_erased_from_it(count: int, place: int, names: set[str]) -> None:
    chain = chain_of(count)
    place %= count
    erased = with_link(chain, place, erase_cells(chain.links[place], lambda text: text in names))
    row = erased.links[place].row

    assert verify_chain(erased) is None
    assert erased.head == chain.head
    assert names.isdisjoint({row.by, row.subject})
    assert erased.erased == len(names & {chain.links[place].row.by, chain.links[place].row.subject})


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda link: replace(link, row=replace(link.row, by="")), id="text-without-its-salt"),
        pytest.param(lambda link: replace(link, by=replace(link.by, salt="")), id="salt-without-its-text"),
        pytest.param(lambda link: replace(link, by=replace(link.by, mark="0" * 64)), id="mark"),
        pytest.param(
            lambda link: replace(erase_cells(link, lambda _: True), by=replace(link.by, salt="", mark="0")),
            id="mark-of-what-was-erased",
        ),
        pytest.param(
            lambda link: replace(
                erase_cells(link, lambda _: True), row=replace(link.row, subject="", detail="na")
            ),
            id="what-nobody-erases",
        ),
    ],
)
def test_erasing_hides_no_other_change(change: Callable[[Link], Link]) -> None:
    chain = chain_of(3)

    assert verify_chain(with_link(chain, 1, change(chain.links[1]))) == Break(
        2, "was changed after it was written"
    )


def test_a_mark_tells_nothing_without_its_salt() -> None:
    one, other = (chains.seal_row(row(1), "") for _ in range(2))

    assert one.by.mark != other.by.mark
    assert one.row == other.row
