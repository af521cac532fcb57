"""Where to turn when somebody is threatened or punished for taking part, in the same words for everybody.

It stands under every page and mail, whoever reads it, so that its presence tells nothing. Nothing
is sent, counted or kept; the addresses are text and no links.
"""

from uprcycle.rules.facts import Facts
from uprcycle.wording.language import Language

_ADDRESSES = ("address-reprisals-upr", "address-reprisals")


def reprisal_addresses(facts: Facts) -> tuple[str, ...]:
    """Return the addresses of the UN to which reprisals are reported, that of the UPR first."""
    return tuple(str(facts.by_id[each].value) for each in _ADDRESSES)


def reprisal_text(addresses: tuple[str, ...], language: Language) -> str:
    """Return the sentence that names ``addresses``."""
    return language.text(
        "Anybody who is threatened or punished for taking part in the review can write to the "
        "United Nations: {addresses}.",
        addresses=", ".join(addresses),
    )
