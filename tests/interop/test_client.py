"""A real client subscribes to our real server, in every language."""

from collections.abc import Mapping

import pytest

from tests.interop.client import CLIENT, as_known, fetch
from tests.interop.feeds import NAMES, meant, path, serving_feeds
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS
from tests.interop.own import NAME
from tests.interop.reading import Reading
from tests.interop.tongues import TONGUES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("client")]

FETCHED = {f"{code}{number}": (name, code) for code in TONGUES for number, name in enumerate(NAMES[-2:])}
"""The feeds of a session and of an office in every language, by the names that the client gives them."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Reading]:
    """What khal shows of each feed."""
    with serving_feeds() as server:
        addresses = {calendar: f"{server}{path(*feed)}" for calendar, feed in FETCHED.items()}
        return fetch(addresses, tmp_path_factory.mktemp("client"))


@pytest.mark.parametrize("calendar", FETCHED)
def test_a_client_shows_what_the_feed_means(shown: Mapping[str, Reading], calendar: str) -> None:
    name, language = FETCHED[calendar]
    matrix = Matrix()

    assert matrix.add(CLIENT, language, as_known(meant(name, language)), shown[calendar]) == []

    expected = ("task",) if name == NAME else KINDS
    assert [kind for kind in expected if not matrix.read[kind, CLIENT]] == []
