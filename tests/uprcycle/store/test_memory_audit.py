"""The trail in memory, beside what test_audit says of every store."""

import pytest

from tests.uprcycle.store.build import NOW
from uprcycle.store.chain import Head
from uprcycle.store.memory_audit import MemoryAudit
from uprcycle.store.trail import revised


def test_several_entries_are_appended_together_or_not_at_all() -> None:
    audit = MemoryAudit()

    with pytest.raises(ValueError, match="has no zone"):
        audit.append(revised(1, NOW), revised(2, NOW.replace(tzinfo=None)))

    assert (audit.chain().links, audit.chain().head) == ((), Head())


def test_the_head_is_that_of_the_last_row() -> None:
    audit = MemoryAudit()
    assert audit.last() == 0
    audit.append(revised(1, NOW), revised(2, NOW))
    chain = audit.chain()

    assert (audit.last(), chain.head) == (2, Head(2, chain.links[-1].seal))
