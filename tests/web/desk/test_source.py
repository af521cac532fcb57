from datetime import UTC, datetime

from uprcycle.sheets.correction import Correction
from uprcycle.store.draft_steps import KeptDraft
from web.desk.source import Looked

NEPAL = Correction("row 2", "Nepall", "NPL", "Nepal")
KENYA = Correction("row 3", "Kennya", "KEN", "Kenya")


def test_only_corrections_that_nobody_confirmed_still_wait() -> None:
    draft = KeptDraft(
        "d", "session.csv", "Amina Example", datetime(2026, 11, 22, tzinfo=UTC), accepted=("Nepall=NPL",)
    )

    assert Looked(draft, corrections=(NEPAL, KENYA)).unconfirmed == (KENYA,)
