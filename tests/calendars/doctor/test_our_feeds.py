"""Our own feeds before the doctor: nothing is found, not even a hint."""

import pytest

from tests.calendars.doctor.good import found_in
from tests.calendars.test_packaged_feeds import render


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["country/KEN", "session/54", "region/africa", "all"])
def test_nothing_is_found_in_our_feeds(name: str, language: str) -> None:
    assert found_in(render(name, language).body) == []
