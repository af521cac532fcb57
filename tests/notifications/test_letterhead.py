"""Who writes: the links of one mail are its own, and lead nowhere where no mail goes out."""

from dataclasses import replace

from notifications.letterhead import refer_to_preferences
from notifications.links import NOWHERE, Tokens
from tests.notifications.build import HEAD, NOON
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import Purpose

LIVE = replace(HEAD, sent=True)


def test_each_mail_that_goes_out_has_links_of_its_own() -> None:
    first, second = LIVE.for_a_mail(NOON), LIVE.for_a_mail(NOON)

    assert first.tokens.by_purpose.keys() == set(Purpose)
    assert {first.preferences_link, first.unsubscribe_link}.isdisjoint(
        {second.preferences_link, second.unsubscribe_link}
    )


def test_where_nothing_goes_out_links_lead_nowhere() -> None:
    assert HEAD.for_a_mail(NOON).tokens is NOWHERE


def test_each_link_leads_to_the_page_of_its_purpose() -> None:
    head = replace(HEAD, tokens=Tokens({each: f"token-to-{each.value}" for each in Purpose}))

    assert head.unsubscribe_link == f"{HEAD.base_url}/unsubscribe/token-to-unsubscribe"
    reference = refer_to_preferences(load_language("fr"), head)
    assert reference.link == f"{HEAD.base_url}/preferences/token-to-preferences"
