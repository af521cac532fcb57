from web.clients import CLIENTS


def test_every_program_says_how_and_what_to_expect() -> None:
    assert [each.id for each in CLIENTS if not all((each.name, each.steps, each.refresh))] == []
    assert [each.id for each in CLIENTS if not all((each.alarms, each.cancelled, each.tasks))] == []


def test_no_two_programs_share_a_name() -> None:
    assert len({each.id for each in CLIENTS}) == len({each.name for each in CLIENTS}) == len(CLIENTS)
