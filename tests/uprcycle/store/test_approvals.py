"""Who agrees to a plan stands in the audit trail, and nowhere else; on every store."""

from tests.uprcycle.store.build import HOUR, NOW
from uprcycle.store.ports import Store

PLAN = "ab" * 32


def test_nobody_agrees_before_somebody_does(store: Store) -> None:
    assert store.audit.approvers(PLAN, 3) == ()


def test_who_agrees_is_found_by_plan_and_release_the_last_first(store: Store) -> None:
    store.audit.approve(PLAN, 3, by="the chief", at=NOW)
    store.audit.approve(PLAN, 3, by="a deputy", at=NOW + HOUR)
    store.audit.approve(PLAN, 4, by="of another release", at=NOW)
    store.audit.approve("cd" * 32, 3, by="of another plan", at=NOW)

    assert store.audit.approvers(PLAN, 3) == ("a deputy", "the chief")
    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()][-1] == (
        "the chief",
        "approve",
        f"plan {PLAN}",
        "upon release 3",
    )
