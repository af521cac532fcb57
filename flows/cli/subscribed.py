"""What the commands about private feeds print; of an address only where it is handed over."""

from collections.abc import Collection

from calendars.doctor.findings import finding_lines, show_report, summary_text
from flows.cli.output import print_facts, print_json, print_lines, print_table
from flows.feeds.silence import silent_offices
from flows.feeds.subscribing import FeedState, Handed, Listed, Trial, Wish
from flows.installation.wiring import Wiring
from uprcycle.days.span import day_span
from uprcycle.subscriptions import Subscription, write_filter
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STATES = {
    FeedState.REVOKED: _("revoked"),
    FeedState.EXPIRED: _("expired"),
    FeedState.NO_ROLE: _("no role today"),
    FeedState.STALE: _("not fetched for a week"),
    FeedState.NEW: _("not fetched yet"),
    FeedState.READ: _("fetched"),
}


def print_preview(wish: Wish, count: int, language: Language, *, as_json: bool) -> None:
    """Write how much a feed would hold that nobody has made."""
    if as_json:
        print_json({"title": wish.title, "entries": count, "filter": write_filter(wish.filter)})
        return
    said = language.plural("It would hold {count} entry.", "It would hold {count} entries.", count)
    print_lines(f"{wish.title}: {said}", language.text("Nothing was made."))


def print_handed(handed: Handed, language: Language, *, as_json: bool) -> None:
    """Write a feed with its address, which nothing else can tell."""
    kept, address = handed.subscription, handed.address
    webcal = f"webcal://{address.partition('://')[2]}"
    if as_json:
        print_json(_document(kept) | {"address": address, "webcal": webcal})
        return
    print_facts(_facts(kept, language))
    print_lines("", address, webcal, "")
    print_lines(
        language.text(
            "The address is shown this once. Whoever has it can read the feed: hand it on to nobody."
        )
    )


def print_kept(kept: Subscription, said: str, language: Language, *, as_json: bool) -> None:
    """Write a feed and what was done to it."""
    if as_json:
        print_json(_document(kept))
        return
    print_facts(_facts(kept, language))
    print_lines("", said)


def print_loss(kept: Subscription, language: Language, *, as_json: bool) -> None:
    """Write what would stop if a feed lost its address."""
    lost = language.text("Calendars that have its address would keep what they show, and learn nothing new.")
    undone = language.text("Nothing was changed; --yes does it, and cannot be undone.")
    print_kept(kept, f"{lost}\n{undone}", language, as_json=as_json)


def _facts(kept: Subscription, language: Language) -> list[tuple[str, str]]:
    labels = [language.text(each) for each in ("Id", "Title", "Until")]
    facts = list(zip(labels, (kept.id, kept.title, _day(kept, language)), strict=True))
    return [*facts, (language.text("Last fetched"), _fetched(kept))] if kept.fetched else facts


def print_listed(wiring: Wiring, found: list[Listed], language: Language, *, as_json: bool) -> None:
    """Write the feeds, and of which of their offices no calendar is fetched any more."""
    theirs = {(office.country, office.name) for each in found for office in each.offices}
    silent = [each for each in silent_offices(wiring, wiring.today()) if each.key in theirs]
    if as_json:
        print_json([_row(each, {office.key for office in silent}) for each in found])
        return
    _print_table(wiring, found, language)
    world = wiring.world()
    for each in silent:
        state = country_name(world.countries[each.country], language)
        print_lines(
            language.text(
                "No calendar of {office} ({country}) is fetched any more: mail goes out instead.",
                office=each.name,
                country=state,
            )
        )


def print_trial(trial: Trial, language: Language, *, as_json: bool) -> None:
    """Write what programs get of a feed just now."""
    kept, report = trial.subscription, trial.report
    if as_json:
        print_json(_document(kept) | {"entries": trial.feed.entries, **show_report(report, language)})
        return
    print_facts(_facts(kept, language))
    print_lines("", *finding_lines(report, language), summary_text(report, language))


def _print_table(wiring: Wiring, found: list[Listed], language: Language) -> None:
    names = {each.person.id: each.person.name for each in wiring.store.people.assignments()}
    rows = [
        (
            each.subscription.id,
            names.get(each.subscription.person, each.subscription.person),
            each.subscription.title,
            _day(each.subscription, language) + (f" ({language.text('soon')})" if each.ends_soon else ""),
            language.text(_STATES[each.state]),
            _fetched(each.subscription),
            each.subscription.client or "–",
        )
        for each in found
    ]
    headings = ("Id", "Person", "Title", "Until", "How it stands", "Last fetched", "Program")
    print_table([language.text(each) for each in headings], rows)


def _fetched(kept: Subscription) -> str:
    return f"{kept.fetched:%Y-%m-%d %H:00} UTC" if kept.fetched else "–"


def _day(kept: Subscription, language: Language) -> str:
    return short_span_text(day_span(kept.expires), language)


def _row(each: Listed, silent: Collection[tuple[str, str]]) -> dict[str, object]:
    kept = each.subscription
    return _document(kept) | {
        "state": each.state.value,
        "ends_soon": each.ends_soon,
        "fetched": kept.fetched.isoformat() if kept.fetched else None,
        "client": kept.client or None,
        "offices": [
            {
                "country": office.country,
                "name": office.name,
                "is_silent": (office.country, office.name) in silent,
            }
            for office in each.offices
        ],
    }


def _document(kept: Subscription) -> dict[str, object]:
    """Return a subscription for JSON: people by id, and nothing of its token."""
    return {
        "id": kept.id,
        "person": kept.person,
        "title": kept.title,
        "scope": kept.scope.value,
        "key": kept.key,
        "made": kept.made.isoformat(),
        "expires": kept.expires.isoformat(),
        "revoked": kept.revoked.isoformat() if kept.revoked else None,
        "filter": write_filter(kept.filter),
    }
