from calendars.holdings import PersonalView, hold
from calendars.identity import Part
from calendars.pieces import Piece, Source, TaskMark, TodoMark, piece_bytes, pieces_of
from calendars.tasks import Words
from calendars.wording import Variant
from tests.calendars.build import SITE
from tests.calendars.mine import FORUM, RCO, acted, components, render, tick, view
from uprcycle.subscriptions import TaskForm
from uprcycle.wording.language import ENGLISH

WORLD = acted()
WORDS = Words(WORLD, (ENGLISH,), Variant.OWN, names_states=False)


def pieces(of: PersonalView) -> tuple[Piece, ...]:
    return pieces_of(Source(of, WORLD, {}, hold(of, WORLD)))


def test_pieces_come_by_start_and_name_and_are_what_the_feed_holds() -> None:
    found = pieces(view())
    keys = [(each.start, each.name) for each in found]

    assert keys == sorted(keys)
    assert sorted(each.name for each in found) == sorted(components(render(view())))


def test_a_to_do_stands_beside_the_last_mark_of_its_task() -> None:
    shown = [each.shown for each in pieces(view(tasks=TaskForm.TODOS)) if "-draft-for-" in each.name]

    opens, closes, todo = shown
    assert isinstance(opens, TaskMark)
    assert isinstance(closes, TaskMark)
    assert isinstance(todo, TodoMark)
    assert [(each.mark.part, each.has_todo) for each in (opens, closes)] == [
        (Part.OPENS, False),
        (Part.CLOSES, True),
    ]
    assert todo.mark == closes.mark


def test_equal_pieces_in_equal_words_are_equal_bytes_in_whosever_feed_they_stand() -> None:
    mine, ours = pieces(view(RCO)), pieces(view(FORUM, RCO, tasks=TaskForm.EVENTS))
    shared = set(mine) & set(ours)

    assert len(shared) > 5
    again = {each: piece_bytes(each, WORDS, SITE) for each in ours if each in shared}
    assert again == {each: piece_bytes(each, WORDS, SITE) for each in mine if each in shared}


def test_a_tick_makes_another_piece_of_its_task_alone() -> None:
    changed = set(pieces(view(ticks=[tick("statement")]))) - set(pieces(view()))

    assert [each.name.partition("-for-")[0] for each in changed] == ["4-KEN-statement"]
