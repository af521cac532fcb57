"""A town of its own for each test, and one for all that change nothing."""

import pytest

from tests.web.staff.town import Town


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture(scope="session")
def still_town() -> Town:
    """Return a town for those who only look."""
    return Town()
