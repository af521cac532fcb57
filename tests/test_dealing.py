import pytest

from tests.dealing import is_drawn, unit_of

FILE = "tests/flows/test_round.py"


@pytest.mark.parametrize(
    ("nodeid", "group", "unit"),
    [
        pytest.param(f"{FILE}::test_it@prefect", "prefect", "prefect", id="a-group"),
        pytest.param(f"{FILE}::test_it", f"{FILE}::test_it", FILE, id="a-file"),
        pytest.param(f"{FILE}::test_it[a::b@c]", f"{FILE}::test_it[a::b@c]", FILE, id="signs-in-a-name"),
        pytest.param("web/page.py::web.page.of", "web/page.py::web.page.of", "web/page.py", id="an-example"),
    ],
)
def test_tests_are_dealt_out_by_group_or_else_by_file(nodeid: str, group: str, unit: str) -> None:
    assert unit_of(nodeid, group) == unit


def test_of_all_files_each_is_drawn_by_one_seed_in_so_many() -> None:
    files = [f"tests/test_{number}.py" for number in range(100)]
    draws = [[each for each in files if is_drawn(each, seed, 4)] for seed in range(100)]

    assert [each for each in files if is_drawn(each, 1, 1)] == files
    assert {each for drawn in draws for each in drawn} == set(files)
    assert 2_300 < sum(map(len, draws)) < 2_700
