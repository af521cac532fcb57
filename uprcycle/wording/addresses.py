"""Addresses in words: where a thing was said to be, and that somebody looked, or nobody did."""

from typing import Any

from uprcycle.days.span import day_span
from uprcycle.documents.address import Address
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text


def address_title(address: Address, language: Language) -> str:
    """Return what is to be found there; what is not official says so."""
    title = language.text(address.title)
    return title if address.is_official else language.text("{title} (not official)", title=title)


def address_text(address: Address, language: Language) -> str:
    """Return the address, or that it is lost."""
    return address.url or language.text("address not known")


def checked_text(address: Address, language: Language) -> str:
    """Say on which day somebody opened the address; empty where there is none to open."""
    if not address.url:
        return ""
    if address.checked_on is None:
        return language.text("not checked")
    return language.text("checked on {day}", day=short_span_text(day_span(address.checked_on), language))


def address_line(address: Address, language: Language) -> str:
    """Return all of it on one line."""
    where, checked = address_text(address, language), checked_text(address, language)
    place = language.text("{address} ({checked})", address=where, checked=checked) if checked else where
    return language.text("{title}: {place}", title=address_title(address, language), place=place)


def show_address(address: Address, language: Language) -> dict[str, Any]:
    """Return the JSON-able shape of one address; ``checked_on`` is null where nobody opened it."""
    return {
        "key": address.key,
        "title": language.text(address.title),
        "url": address.url or None,
        "checked_on": address.checked_on.isoformat() if address.checked_on else None,
        "official": address.is_official,
        "note": language.text(address.note),
    }
