"""Subscribing: feeds that need a token are made, listed, edited, given a new address and revoked.

The address stands in what :func:`make` and :func:`rotate` return, once; nothing else can tell it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from calendars.access import digest_of, feed_path, make_id, make_token
from calendars.doctor.examine import Report, examine
from calendars.press import RenderedFeed
from flows.feeds.binding import Opened
from flows.feeds.private_feeds import open_on, render_opened
from flows.installation.nearest import find_kept, suggest
from flows.installation.wiring import Wiring
from flows.offices import staffing
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.people import Person
from uprcycle.subscriptions import (
    LIFETIME,
    Change,
    FeedState,
    Handed,
    Listed,
    Right,
    Scope,
    Subscription,
    Wish,
    build_right,
)

__all__ = [
    "LONGEST_TITLE",
    "Change",
    "FeedState",
    "Handed",
    "Listed",
    "Trial",
    "Wish",
    "edit",
    "find_person",
    "find_standing",
    "find_subscription",
    "listed",
    "make",
    "preview",
    "revoke",
    "rotate",
    "state_of",
    "try_out",
]

LONGEST_TITLE = 80
"""How many characters the title of a feed may have: calendars show no more."""

_NO_BREAK = re.compile("[\xa0\u202f]")  # French has these before its colons


@dataclass(frozen=True, slots=True)
class Trial:
    """A subscription, its feed as it is served now, and what calendar programs would find wrong with it."""

    subscription: Subscription
    feed: RenderedFeed
    report: Report


def find_person(wiring: Wiring, who: str) -> Person:
    """Return the person of this id or address.

    Raises:
        BadInputError: Nobody is loaded under it.
    """
    found = staffing.find_person(wiring, who)
    if found is not None:
        return found
    addresses = {each.person.email for each in wiring.assignments()}
    remedy = suggest(who, sorted(addresses), "give the address or id under which they were loaded")
    raise BadInputError("the person is not known", [Problem("PERSON", f"nobody is {who[:80]!r}", remedy)])


def preview(wiring: Wiring, person: Person, wish: Wish) -> RenderedFeed:
    """Return the feed that :func:`make` would make, and keep nothing.

    Raises:
        BadInputError: The wish cannot be kept.
        RefusedError: The person holds nothing of the kind today.
    """
    return render_opened(wiring, _opened(wiring, person, wish, digest=""))


def try_out(wiring: Wiring, subscription_id: str) -> Trial:
    """Return what a program would get that fetched the feed now; nothing is noted as a fetch.

    Raises:
        BadInputError: The id is not known.
        RefusedError: It was revoked, its time is over, or the person holds nothing of the kind today.
    """
    kept = find_standing(wiring, subscription_id)
    if not kept.is_live(wiring.today()):
        remedy = f"`uprcycle subscription edit {kept.id} --days {LIFETIME.days}` extends it"
        problem = Problem(kept.id, f"answers no more since its last day, {kept.expires}", remedy)
        raise RefusedError("the feed has ended", [problem])
    feed = render_opened(wiring, Opened(kept, _right(wiring, kept)))
    return Trial(kept, feed, examine(feed.body, feed.modified))


def make(wiring: Wiring, person: Person, wish: Wish, *, by: str) -> Handed:
    """Make a feed for a person by right of what they hold today.

    Raises:
        BadInputError: The wish or the author cannot be kept.
        RefusedError: The person holds nothing of the kind today.
    """
    _check_author(by)
    token = make_token()
    subscription = _opened(wiring, person, wish, digest_of(token)).subscription
    wiring.store.subscriptions.add(subscription, by=by)
    return _handed(wiring, subscription, token)


def listed(wiring: Wiring, person: Person | None = None) -> Iterator[Listed]:
    """Yield the subscriptions of a person or of everybody, by person and id."""
    today, kept = wiring.today(), wiring.store.subscriptions
    rights = {each.subscription.id: each.right for each in open_on(wiring, today)}
    for each in kept.of_person(person.id) if person else kept.all():
        right = rights.get(each.id)
        offices = tuple(office for office in right.offices if office in right.held) if right else ()
        state = state_of(wiring, each, is_open=right is not None)
        yield Listed(each, state, each.is_ending(today), offices)


def edit(wiring: Wiring, subscription_id: str, change: Change, *, by: str) -> Subscription:
    """Change title, filter or last day; the address stays.

    Raises:
        BadInputError: The change or the author cannot be kept, or the id is not known.
        RefusedError: It was revoked.
    """
    _check_author(by)
    kept = find_subscription(wiring, subscription_id)
    changed = replace(
        kept,
        title=kept.title if change.title is None else change.title,
        filter=change.filter or kept.filter,
        expires=kept.expires if change.days is None else wiring.today() + timedelta(days=change.days),
    )
    _check_title(changed.title)
    return wiring.store.subscriptions.edit(changed, by=by, at=wiring.now())


def rotate(wiring: Wiring, subscription_id: str, *, by: str) -> Handed:
    """Give a feed a new address and its whole time again; the old one is dead at once.

    Raises:
        BadInputError: The author cannot be kept, or the id is not known.
        RefusedError: It was revoked, or the person holds nothing of the kind today.
    """
    _check_author(by)
    kept, token, today = find_subscription(wiring, subscription_id), make_token(), wiring.today()
    _right(wiring, kept)
    renewed = replace(kept, digest=digest_of(token), expires=today + LIFETIME)
    return _handed(wiring, wiring.store.subscriptions.rotate(renewed, by=by, at=wiring.now()), token)


def revoke(wiring: Wiring, subscription_id: str, *, by: str) -> Subscription:
    """End a feed for ever.

    Raises:
        BadInputError: The author cannot be kept, or the id is not known.
        RefusedError: It was revoked before.
    """
    _check_author(by)
    kept = find_subscription(wiring, subscription_id)
    return wiring.store.subscriptions.revoke(kept.id, by=by, at=wiring.now())


def find_subscription(wiring: Wiring, subscription_id: str) -> Subscription:
    """Return the subscription of this id.

    Raises:
        BadInputError: There is none; the nearest is named.
    """
    return find_kept(wiring.store.subscriptions.all(), subscription_id, "subscription", "subscription list")


def find_standing(wiring: Wiring, subscription_id: str) -> Subscription:
    """Return the subscription of this id, which nobody has revoked.

    Raises:
        BadInputError: There is none; the nearest is named.
        RefusedError: It was revoked.
    """
    kept = find_subscription(wiring, subscription_id)
    if kept.revoked:
        what = f"was revoked on {kept.revoked:%Y-%m-%d}, for ever"
        remedy = "`uprcycle subscription make` makes another feed"
        raise RefusedError("the feed is revoked", [Problem(kept.id, what, remedy)])
    return kept


def state_of(wiring: Wiring, subscription: Subscription, *, is_open: bool) -> FeedState:
    """Return how a subscription stands; ``is_open`` tells whether the roles of today let it show anything."""
    now = wiring.now()
    if subscription.revoked:
        return FeedState.REVOKED
    if not subscription.is_live(wiring.today()):
        return FeedState.EXPIRED
    if not is_open:
        return FeedState.NO_ROLE
    if subscription.is_stale(now):
        return FeedState.STALE
    return FeedState.READ if subscription.is_read(now) else FeedState.NEW


def _opened(wiring: Wiring, person: Person, wish: Wish, digest: str) -> Opened:
    _check_title(wish.title)
    subscription = Subscription(
        id=make_id(),
        person=person.id,
        title=wish.title,
        scope=wish.scope,
        digest=digest,
        made=wiring.now(),
        expires=wiring.today() + timedelta(days=wish.days),
        key=wish.key,
        filter=wish.filter,
    )
    return Opened(subscription, _right(wiring, subscription))


def _right(wiring: Wiring, subscription: Subscription) -> Right:
    assignments, today = wiring.assignments(), wiring.today()
    right = build_right(subscription, assignments, today)
    if right is not None:
        return right
    held = [each for each in assignments if each.person.id == subscription.person and each.holds_on(today)]
    names = {
        Scope.PERSON: (),
        Scope.OFFICE: [each.office.name for each in held],
        Scope.ORGANISATION: [each.organisation for each in held if each.organisation],
    }[subscription.scope]
    what = f"is not held by {subscription.person} today" if subscription.key else "holds no office today"
    remedy = suggest(subscription.key, names, f"theirs today: {', '.join(sorted(set(names))) or 'none'}")
    problem = Problem(subscription.key or subscription.person, what, remedy)
    raise RefusedError("a feed is made only for those who hold what it shows", [problem])


def _handed(wiring: Wiring, subscription: Subscription, token: str) -> Handed:
    return Handed(subscription, f"{wiring.site.base_url}{feed_path(token)}")


def _check_author(by: str) -> None:
    problems = check_words(("--by", by))
    if problems:
        raise BadInputError("nobody can be named so", problems)


def _check_title(title: str) -> None:
    problems = check_words(("--title", _NO_BREAK.sub(" ", title)))
    if len(title) > LONGEST_TITLE:
        problems.append(Problem("--title", f"has {len(title)} characters", f"use at most {LONGEST_TITLE}"))
    if problems:
        raise BadInputError("a feed cannot be called so", problems)
