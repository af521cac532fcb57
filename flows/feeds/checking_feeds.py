"""Whether every public feed holds: it renders, under the tag that was promised, to the bytes of that tag.

A tag says that the bytes are the same, in every process and on every day. So the digests of what was
rendered are kept beside the store, and the next look compares them. Losing the file loses one look.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from calendars.feeds import plan_feeds
from flows.feeds.publishing import press_of
from flows.installation.wiring import Wiring
from uprcycle.store.packaged import language_codes

_FILE = "feeds-seen.json"
_LOOKED = "feeds looked at"  # beats when every feed was rendered and compared

_LOOKED_WITHIN = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """How many feeds were rendered, of how many the bytes were known, and what does not hold."""

    feeds: int
    known: int
    faults: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether every feed holds."""
        return not self.faults

    def as_words(self) -> str:
        """Return the check in a few words; feeds are public, and so are their names."""
        end = "; ".join(self.faults) or "all hold"
        return f"{self.feeds} feeds rendered, {self.known} compared with the last time: {end}"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a feed was when it was looked at: its tag, and the digest of its bytes."""

    tag: str
    digest: str


def check_feeds(wiring: Wiring, languages: tuple[str, ...] = ()) -> FeedCheck:
    """Render every public feed in ``languages``, else in those of the day, and return what does not hold."""
    file = wiring.settings.data_dir / _FILE
    before, found = _read(file), dict[str, _Seen]()
    faults = []
    for name, promised, seen in _look(wiring, languages or languages_on(wiring.today())):
        found[name], known = seen, before.get(name)
        if seen.tag != promised:
            faults.append(f"{name} has another tag than was promised")
        elif known and known.tag == seen.tag and known.digest != seen.digest:
            faults.append(f"{name} has other bytes under the tag that it had")
    _write(file, {**before, **found})
    wiring.store.heartbeats.beat(_LOOKED, wiring.now())
    known_tags = sum(
        before.get(name, seen).tag == seen.tag and name in before for name, seen in found.items()
    )
    return FeedCheck(len(found), known_tags, tuple(faults))


def languages_on(day: date) -> tuple[str, ...]:
    """Return in which languages to look on a day: in English, and in one other, each in its turn."""
    english, *others = language_codes()
    return (english, others[day.toordinal() % len(others)]) if others else (english,)


def are_unseen(wiring: Wiring) -> bool:
    """Tell whether the feeds were not looked at for longer than a night and a day."""
    since = wiring.store.heartbeats.last(_LOOKED) or wiring.store.releases.history()[0].at
    return wiring.now() - since > _LOOKED_WITHIN


def _look(wiring: Wiring, codes: tuple[str, ...]) -> Iterator[tuple[str, str, _Seen]]:
    """Yield each feed by name, with the tag that was promised and what was rendered."""
    names = [each.name for each in plan_feeds(wiring.edition().world)]
    for code in codes:
        press = press_of(wiring)
        for name in names:
            promised, _ = press.validators(name, code)
            feed = press(name, code)
            yield f"{name} in {code}", promised, _Seen(feed.etag, hashlib.sha256(feed.body).hexdigest())


def _read(file: Path) -> Mapping[str, _Seen]:
    """Return what was seen the last time; nothing where that cannot be read."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        return {name: _Seen(*said) for name, said in json.loads(file.read_text("utf-8")).items()}
    return {}


def _write(file: Path, seen: Mapping[str, _Seen]) -> None:
    """Replace the file whole, so that whoever is killed here leaves the old one."""
    text = json.dumps({name: [each.tag, each.digest] for name, each in sorted(seen.items())}, indent=0)
    fresh = file.with_suffix(".new")
    fresh.write_text(text, "utf-8")
    fresh.replace(file)
