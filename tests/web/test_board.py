from tests.web.site import TODAY, world
from uprcycle.reviews.phases import Phase
from uprcycle.wording.language import ENGLISH, Language
from web.board import Column, build_board, draw_block


def board() -> tuple[Column, ...]:
    return build_board(world().timetables(), world().countries, TODAY, ENGLISH)


def test_every_state_stands_in_one_column() -> None:
    states = sorted(state.iso3 for column in board() for state in column.states)

    assert states == [each.iso3 for each in world().countries.members()]


def test_the_columns_are_the_phases_in_order_and_then_what_is_not_known() -> None:
    assert [column.phase for column in board()] == [*(phase.value for phase in Phase), "unknown"]


def test_each_column_counts_its_dots() -> None:
    assert [sum(block.count for block in column.blocks) for column in board()] == [
        len(column.states) for column in board()
    ]


def test_a_state_without_a_date_is_shown_as_such() -> None:
    last = board()[-1]

    assert ([state.name for state in last.states], [block.session for block in last.blocks]) == (
        ["Ukraine"],
        [None],
    )


def test_sessions_go_from_the_latest_to_the_earliest() -> None:
    sessions = [block.session for column in board()[:-1] for block in column.blocks]

    assert sessions == sorted(sessions, key=str, reverse=True)


def test_no_column_of_unknowns_stands_where_all_is_known() -> None:
    known = [each for each in world().timetables() if each.country != "UKR"]

    assert len(build_board(known, world().countries, TODAY, ENGLISH)) == len(Phase)


def test_names_are_sorted_as_they_are_written_in_the_language() -> None:
    timetables = [world().timetable(code) for code in ("EGY", "FRA", "TUR", "ETH", "MNG")]
    columns = build_board(timetables, world().countries, TODAY, Language("fr"))
    names = [[state.name for state in column.states] for column in columns if column.states]

    assert all(each == sorted(each, key=lambda name: name.replace("É", "E")) for each in names)


def test_a_block_draws_rows_of_seven() -> None:
    block = draw_block(54, 9)

    assert (block.width, block.height, block.path.count("h0")) == (98, 28, 9)
    assert block.path.endswith("M7 21h0M21 21h0")
