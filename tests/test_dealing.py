import pytest

from tests.dealing import unit_of

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
