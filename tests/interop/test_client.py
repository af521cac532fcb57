"""A real client subscribes to our real server, in every language."""

from collections.abc import Iterator, Mapping

import pytest

from tests.interop.client import CLIENT, as_known, fetch
from tests.interop.feeds import meant, serving_feeds
from tests.interop.matrix import Matrix
from tests.interop.meant import KINDS
from tests.interop.reading import Reading
from tests.interop.tongues import TONGUES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("client")]

SHARED = "session/54"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Reading]]:
    """What khal shows of the feed of a session, by language."""
    with serving_feeds() as server:
        addresses = {code: f"{server}/feeds/{SHARED}.ics?lang={code}" for code in TONGUES}
        yield fetch(addresses, tmp_path_factory.mktemp("client"))


@pytest.mark.parametrize("language", TONGUES)
def test_a_client_shows_what_the_feed_means(shown: Mapping[str, Reading], language: str) -> None:
    matrix = Matrix()

    assert matrix.add(CLIENT, language, as_known(meant(SHARED, language)), shown[language]) == []

    assert [kind for kind in KINDS if not matrix.read[kind, CLIENT]] == []
