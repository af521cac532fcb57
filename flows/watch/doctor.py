"""The health of an installation, without Prefect: what is there, what is missing, what to do."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from calendars.feeds import plan_feeds
from flows.feeds.silence import silent_offices
from flows.feeds.subscribing import FeedState, listed
from flows.installation.environment import load_settings
from flows.installation.keys import KeySource, is_alone, is_exposed, key_file
from flows.installation.machines import CLOCKS_APART, agreement, clock_ahead
from flows.installation.rekeying import examine_keys
from flows.installation.settings import Settings
from flows.installation.wiring import Wiring, wire
from flows.nudges.bouncing import lost_people
from flows.nudges.channels import ChatState, listed_chats
from flows.nudges.posting import delivery_text
from flows.releases.ruling import Standing, standing_of_rules
from flows.watch.heartbeat import is_late, last_round, open_alarms
from flows.watch.troubles import Kind, Trouble
from flows.watch.versions import read_pins
from notifications.recorder import RECORDED
from uprcycle.days.span import Unknown
from uprcycle.errors import UprcycleError
from uprcycle.store.packaged import language_codes
from uprcycle.store.ports import LedgerState

_SEALS_LOOKED_AT = 1_000
"""So many of the last messages are tried with the keys; `uprcycle keys status` tries them all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    found: str
    is_well: bool = True
    remedy: str = ""

    def as_row(self) -> dict[str, Any]:
        """Return the JSON-able shape."""
        return asdict(self)


def examine(settings: Settings | None = None) -> tuple[Finding, ...]:
    """Look at everything that can be looked at; a part that fails is a finding, not an end.

    Raises:
        BadInputError: The settings themselves are wrong, so nothing can be looked at.
    """
    chosen = settings or load_settings()
    of_settings = Finding("settings", f"data in {chosen.data_dir}, delivery {chosen.delivery.value}")
    try:
        wiring = wire(chosen)
    except UprcycleError as error:
        return (of_settings, _unreadable(error), *_surroundings())
    with closing(wiring.store):
        return (of_settings, *look_at(wiring))


def look_at(wiring: Wiring) -> tuple[Finding, ...]:
    """Look at an installation that is open already; a part that fails is a finding, not an end."""
    findings: list[Finding] = []
    try:
        findings += _installation(wiring)
    except UprcycleError as error:
        findings.append(_unreadable(error))
    return (*findings, *_surroundings())


def _unreadable(error: UprcycleError) -> Finding:
    remedies = "; ".join(str(each) for each in error.problems)
    return Finding("store", error.headline, is_well=False, remedy=remedies or "run `uprcycle init`")


def _surroundings() -> tuple[Finding, ...]:
    return _versions(), Finding("languages", ", ".join(language_codes()))


def _versions() -> Finding:
    pins = read_pins()
    found = ", ".join(f"{each.name} {each.installed or 'missing'}" for each in pins)
    problems = [str(each.problem) for each in pins if not each.is_kept]
    return Finding("versions", found or "unknown", is_well=not problems, remedy="; ".join(problems))


def _installation(wiring: Wiring) -> Iterator[Finding]:
    yield Finding("store", "reachable")
    world = wiring.world()
    summary = wiring.store.releases.history()[-1]
    yield Finding(
        "release", f"{summary.number} of {summary.at:%Y-%m-%d %H:%M} UTC, {summary.reviews} reviews"
    )
    yield _rules(wiring)
    dateless = [each.country for each in world.reviews() if isinstance(each.span, Unknown)]
    yield Finding("reviews without a date", ", ".join(dateless) or "none")
    entries = wiring.store.revisions.standing()
    yield Finding(
        "feeds",
        f"{len(plan_feeds(world))} feeds, {entries} entries published",
        is_well=entries > 0,
        remedy="" if entries else "run `uprcycle init`",
    )
    yield _private_feeds(wiring)
    yield _silence(wiring)
    yield _reach(wiring)
    yield _keys(wiring)
    if wiring.settings.is_shared:
        yield from _machines(wiring)
    yield _chats(wiring)
    yield _round(wiring)
    yield _alarms(wiring)
    yield _notices(wiring)
    yield from _delivery(wiring)


def _alarms(wiring: Wiring) -> Finding:
    alarms = [Trouble(Kind(each)) for each in open_alarms(wiring, Kind)]
    remedies = dict.fromkeys(each.remedy for each in alarms)
    found = "; ".join(each.text for each in alarms) or "no alarm"
    if not wiring.settings.operator:
        remedies |= {"set UPRCYCLE_OPERATOR, so that somebody is told": None}
    return Finding("watchdog", found, is_well=not alarms, remedy="; ".join(remedies))


def _notices(wiring: Wiring) -> Finding:
    hold = wiring.store.holds.standing()
    if hold is None:
        return Finding("notices", "go out")
    # Why is free text, and what the doctor says is copied into reports.
    found = f"held back since {hold.since:%Y-%m-%d %H:%M} UTC"
    remedy = "`uprcycle notices plan` says why, `uprcycle notices resume` lets them go"
    return Finding("notices", found, is_well=False, remedy=remedy)


def _rules(wiring: Wiring) -> Finding:
    standing = standing_of_rules(wiring)
    found = "those of this version" if standing.is_packaged else "not those of this version"
    if standing.keeping:
        found += f"; {standing.keeping} State{'s' * (standing.keeping != 1)} with older ones"
    is_over = standing == Standing(is_packaged=True, keeping=0)
    return Finding("rules", found, remedy="" if is_over else "`uprcycle rules plan` shows what would change")


def _private_feeds(wiring: Wiring) -> Finding:
    kept = tuple(listed(wiring))
    count = Counter(each.state for each in kept)
    stale, ending = count[FeedState.STALE], sum(each.ends_soon for each in kept)
    live = count[FeedState.NEW] + count[FeedState.READ] + stale
    return Finding(
        "private feeds",
        f"{live} open, {stale} not fetched for a week, {ending} ending soon",
        remedy="`uprcycle subscription list` names them" if stale or ending else "",
    )


def _chats(wiring: Wiring) -> Finding:
    count = Counter(each.state for each in listed_chats(wiring))
    closed = count[ChatState.CLOSED]
    remedy = "`uprcycle channel list` names those that are closed" if closed else ""
    return Finding("chats", f"{count.total() - closed} connected, {closed} closed", remedy=remedy)


def _keys(wiring: Wiring) -> Finding:
    settings = wiring.settings
    try:
        report = examine_keys(wiring, _SEALS_LOOKED_AT)
    except UprcycleError as error:
        return Finding("keys", error.headline, is_well=False, remedy=str(error.problems[0]))
    found = f"{len(report.keys)} in a {report.source.value}"
    if report.source is KeySource.FILE and is_exposed(settings):
        remedy = f"chmod 600 {key_file(settings)}, then `uprcycle keys rotate`"
        return Finding("keys", f"{found} that others on this machine can read", is_well=False, remedy=remedy)
    if report.unopened:
        remedy = "bring back the key that sealed it, or give this machine those of the others"
        return Finding(
            "keys", f"{found}, none opens {report.unopened} of the store", is_well=False, remedy=remedy
        )
    remedy = "with several machines, give all the same in UPRCYCLE_SECRET_KEY" if is_alone(settings) else ""
    return Finding("keys", found, remedy=remedy)


def _machines(wiring: Wiring) -> Iterator[Finding]:
    """Say what other machines of the same installation must have the same."""
    yield Finding("agreement", f"{agreement(wiring.settings)}, to be the same on every machine")
    ahead = clock_ahead(wiring)
    seconds = round(ahead.total_seconds())
    is_well = abs(ahead) <= CLOCKS_APART
    remedy = "" if is_well else "let the network set the clocks of all machines"
    yield Finding("clock", f"{seconds:+d} s beside the store's", is_well=is_well, remedy=remedy)


def _silence(wiring: Wiring) -> Finding:
    silent = [f"{each.name} ({each.country})" for each in silent_offices(wiring, wiring.today())]
    remedy = "mail goes out instead; ask them whether their calendar still has the feed"
    return Finding(
        "offices whose calendars fell silent", ", ".join(silent) or "none", remedy=remedy if silent else ""
    )


def _reach(wiring: Wiring) -> Finding:
    lost = lost_people(wiring)
    back = sum(each.unreached is not None for each in lost)
    gone = sum(each.unsubscribed is not None for each in lost)
    remedy = "`uprcycle people reach` names them" if lost else ""
    return Finding("reach", f"mail to {back} comes back, {gone} unsubscribed", not back, remedy)


def _round(wiring: Wiring) -> Finding:
    last = last_round(wiring)
    if last is None:
        return Finding("round", "never ran", remedy="`uprcycle run` starts one every hour")
    late = is_late(last, wiring.now())
    remedy = "see that `uprcycle run` is running, and in Prefect's pages how its last round ended"
    return Finding(
        "round", f"last ended {last:%Y-%m-%d %H:%M} UTC", is_well=not late, remedy=remedy if late else ""
    )


def _delivery(wiring: Wiring) -> Iterator[Finding]:
    held = len(wiring.assignments())
    yield Finding(
        "people", f"{held} hold an office", remedy="" if held else "`uprcycle people load FILE` adds them"
    )
    ledger = wiring.store.ledger
    recorded = sum(ledger.tally(RECORDED).values())
    yield Finding("delivery", f"{delivery_text(wiring)} {recorded} recorded so far, which left nowhere.")
    counts = ledger.tally()
    parked, failed = (counts.get(each, 0) for each in (LedgerState.PARKED, LedgerState.FAILED))
    yield Finding(
        "messages",
        f"{sum(counts.values())} in the ledger, {failed} failed, {parked} parked",
        is_well=not parked,
        remedy="`uprcycle nudges ledger` shows the parked ones" if parked else "",
    )
