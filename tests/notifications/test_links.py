"""The tokens of one mail, and what is kept of them."""

import re
from datetime import timedelta

from notifications.links import NOWHERE, TERMS, Tokens, draw_tokens
from tests.notifications.build import NOON
from uprcycle.store.ports import Link, Purpose
from uprcycle.tokens import digest_of


def test_each_purpose_of_each_mail_has_a_token_of_its_own() -> None:
    tokens = [token for _ in range(2) for token in draw_tokens(NOON).by_purpose.values()]

    assert len(set(tokens)) == 2 * len(Purpose)
    assert [each for each in tokens if not re.fullmatch(r"uprmail-[\w-]{43}", each)] == []


def test_only_digests_are_kept_each_for_its_term() -> None:
    drawn = draw_tokens(NOON)

    assert drawn.kept == tuple(
        Link(digest_of(drawn.by_purpose[each]), each, NOON + TERMS[each]) for each in Purpose
    )
    assert set(TERMS) == set(Purpose)
    assert min(TERMS.values()) > timedelta(days=90 + 30)


def test_what_goes_to_nobody_leads_nowhere_and_leaves_nothing() -> None:
    assert NOWHERE.kept == ()
    assert NOWHERE.answer_path(2) == "/answers/uprmail-this-mail-goes-to-nobody/2"


def test_no_token_is_shown_by_accident() -> None:
    drawn = draw_tokens(NOON)

    assert [token for token in drawn.by_purpose.values() if token in repr(drawn)] == []
    assert Tokens({Purpose.ANSWER: "secret"}).answer_path(1) == "/answers/secret/1"
