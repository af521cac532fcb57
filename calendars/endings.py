"""The entry by which a feed of one's own says in time that it ends.

It stands in the feed from its first day on, so that whoever looks ahead sees it, and is moved
when the feed is extended. It names the id of the subscription, which opens nothing, and never
the token.
"""

from collections.abc import Sequence
from datetime import timedelta

from calendars.entries import Entry
from calendars.histories import counted_stamp
from calendars.ics import Stamp
from uprcycle.days.span import Status, day_span
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Subscription
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import kind_text

AHEAD = timedelta(days=14)
"""How long before its last day a feed reminds of it."""

_DAY = timedelta(days=1)


def stamp_of_ending(subscription: Subscription) -> Stamp:
    """Return the revision of the entry: it rises when the feed gets another last day or address."""
    return counted_stamp(subscription.extended or subscription.made)


def write_ending(subscription: Subscription, languages: Sequence[Language]) -> Entry:
    """Word the entry; a feed of few days reminds on its first."""
    since = (subscription.extended or subscription.made).date()
    day, language = max(subscription.expires - AHEAD, since), languages[0]
    return Entry(
        name=f"feed-{subscription.id}-ends",
        start=day,
        end=day + _DAY,
        status=Status.CONFIRMED,
        kind=Kind.DEADLINE,
        is_busy=False,
        summary=language.text("This calendar ends on {day}", day=_last_day(subscription, language)),
        description="\n\n".join(_said(subscription, each) for each in languages),
        categories=(kind_text(Kind.DEADLINE, language),),
        path="/subscribe",
        language=language.code,
        is_bilingual=len(languages) > 1,
    )


def _said(subscription: Subscription, language: Language) -> str:
    return language.text(
        "After {day} it shows nothing new. Ask whoever gave you its address to extend {id}: "
        "the address stays the same.",
        day=_last_day(subscription, language),
        id=subscription.id,
    )


def _last_day(subscription: Subscription, language: Language) -> str:
    return short_span_text(day_span(subscription.expires), language)
