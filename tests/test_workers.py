"""What a run on several workers relies on."""

import pytest


@pytest.mark.xdist_group("together")
def test_tests_of_one_group_go_to_one_worker(request: pytest.FixtureRequest) -> None:
    """Tests are dealt out by what follows the @; or every worker starts a PostgreSQL and a Prefect."""
    asked_for = request.config.getoption("loadgroup", default=False)

    assert request.node.nodeid.endswith("@together") == asked_for
