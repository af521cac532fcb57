"""Pages in Prefect: what a run about one State shows, and when a page is written again."""

import asyncio
import json
from datetime import timedelta
from itertools import count
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import ArtifactCollection

from flows.releases.releasing import Draft
from flows.reporting.artifacts import Page, country_pages, is_new, world_pages, write_world
from tests.flows.installed import NOON, TODAY
from tests.flows.released import postponed, release, released_for

WIRING = released_for("KEN")
BAR, LINK, TIMELINE, NEXT = country_pages(WIRING, WIRING.world().timetable("KEN"), TODAY)


def kept(page: Page, data: object) -> ArtifactCollection:
    """Return what Prefect tells of the last version of a page, written at noon."""
    told = {"key": page.key, "latest_id": uuid4(), "type": page.artifact.type, "data": data}
    return ArtifactCollection.model_validate(told | {"created": NOON, "updated": NOON})


def test_a_run_about_one_state_shows_how_far_it_is_and_where_to_read_on() -> None:
    assert [each.key for each in (BAR, LINK, TIMELINE, NEXT)] == [
        "upr-ken-progress",
        "upr-ken-page",
        "upr-ken",
        "upr-ken-next",
    ]
    assert (BAR.data, BAR.artifact.description) == (
        81.0,
        "64 of 79 public dates are over, 0 are not known",
    )
    assert LINK.artifact.description == "our page of the State; [timeline](/v2/artifacts/key/upr-ken)"
    assert [each.always for each in (BAR, LINK, TIMELINE, NEXT)] == [True, True, False, False]


@pytest.mark.parametrize("number", range(6), ids=str)
def test_what_is_compared_is_what_prefect_keeps(number: int) -> None:
    page = (BAR, LINK, TIMELINE, NEXT, *world_pages(WIRING, TODAY))[number]
    written = asyncio.run(page.artifact.aformat())

    assert not is_new(page, kept(page, written), NOON)
    assert is_new(page, kept(page, json.dumps([])), NOON)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        pytest.param(timedelta(days=19), False, id="young"),
        pytest.param(timedelta(days=21), True, id="soon removed with its run"),
    ],
)
def test_a_page_is_renewed_before_prefect_removes_it(age: timedelta, *, expected: bool) -> None:
    assert is_new(TIMELINE, kept(TIMELINE, TIMELINE.data), NOON + age) is expected


def test_a_page_that_is_not_there_is_new() -> None:
    assert is_new(TIMELINE, None, NOON)


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_settings")
@pytest.mark.filterwarnings("ignore:Artifact creation outside of a flow:FutureWarning")
def test_pages_of_all_states_are_written_once_and_again_with_a_release_that_moves_them() -> None:
    moments = count()
    wiring = released_for("HTI", "NIC", now=lambda: NOON + timedelta(seconds=next(moments)))

    written = [asyncio.run(write_world(wiring, TODAY)) for _ in range(2)]
    release(wiring, Draft(postponed(wiring.world().release.schedule)))
    written += [asyncio.run(write_world(wiring, TODAY)) for _ in range(2)]
    written += [asyncio.run(write_world(wiring, TODAY - timedelta(days=900)))]

    # Two States, the overview and its table; then Haiti in each of them; then only these, as of another day.
    assert written == [4, 0, 3, 0, 2]
