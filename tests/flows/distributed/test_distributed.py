"""Three machines come to the same as one: the same store, ledger and feeds, whoever did the work."""

import pytest

from flows.watch.doctor import Finding
from tests.flows.distributed.story import Both
from uprcycle.store.tables import Table

# A machine that is busy with other tests takes its time.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400), pytest.mark.xdist_group("distributed")]


def test_every_flow_ends_in_the_same_words(both: Both) -> None:
    assert both.three.runs == both.one.runs


@pytest.mark.parametrize("table", sorted(Table.metadata.tables))
def test_a_table_of_the_store_holds_the_same(both: Both, table: str) -> None:
    assert both.three.contents[table] == both.one.contents[table]


def test_something_was_sent_and_something_moved(both: Both) -> None:
    held = both.one.contents

    assert (len(held["release"]), len(held["person"])) == (2, 3)
    assert len(held["message"]) > len(held["person"])


def test_either_web_serves_what_one_machine_does_to_the_last_byte(both: Both) -> None:
    assert both.three.feeds == both.one.feeds
    assert both.other_web == both.one.feeds


def test_several_workers_shared_what_was_to_run(both: Both) -> None:
    assert both.ran.total() == len(both.three.runs)
    assert len(both.ran) > 1
    assert set(both.ran) <= {"one", "two", "three"}


def test_the_doctor_finds_machines_alike_and_knows_a_key_that_is_of_none(both: Both) -> None:
    assert both.findings["keys"] == Finding("keys", "1 in a setting")
    assert both.findings["clock"].is_well
    assert both.findings["agreement"].found != both.strange["agreement"].found
    sealed = len(both.three.contents["message"])
    assert both.strange["keys"].found == f"1 in a setting, none opens {sealed} of the store"
    assert not both.strange["keys"].is_well
