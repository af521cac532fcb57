"""What each language costs beside English: a State's page, its feed, a digest, and the catalogue itself.

    python benchmarks/bench_languages.py
    python benchmarks/bench_languages.py --all   # every public feed too; some minutes

Prints JSON lines; ``value`` is the processor time in a language over that in English, the best of some
rounds in which the languages take turns, so that all meet the same machine. Feeds are rendered by a new
press, which knows no component. A catalogue is loaded once for each process, and ``megabytes`` is what it
keeps. ``load`` is how many programs wanted a core.
"""

import argparse
import gc
import json
import os
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import timedelta
from time import process_time

from calendars.feeds import find_feed, plan_feeds
from calendars.identity import Site
from calendars.press import Press
from notifications.digest import build_digests
from notifications.message import compose
from tests.notifications.build import HEAD, MONDAY, NOON, nudge, office, task
from tests.web.site import ask, world
from uprcycle.store.packaged import language_codes, load_language
from uprcycle.wording.language import Language

SITE = Site("https://upr.example.org", "upr.example.org")
STATE = "KEN"
DUTIES = [task(MONDAY + timedelta(days=14), f"item-{each}", of=office(STATE)) for each in range(10)]
(DIGEST,) = build_digests(map(nudge, DUTIES))


def feed(language: Language) -> None:
    """Render the feed of one State."""
    Press(SITE).render(find_feed(f"country/{STATE}", world()), world(), {}, language)


def page(language: Language) -> None:
    """Render the page of one State."""
    if ask(f"/countries/{STATE}?lang={language.code}").status_code != 200:  # noqa: PLR2004 - all is well
        raise SystemExit("the page does not answer")


def digest(language: Language) -> None:
    """Write a mail of ten tasks."""
    compose(DIGEST, language, HEAD, NOON)


def every_feed(language: Language) -> None:
    """Render all public feeds by one press."""
    press = Press(SITE)
    for each in plan_feeds(world()):
        press.render(each, world(), {}, language)


def seconds(work: Callable[[], object]) -> float:
    """Return how much time of a processor one run takes."""
    began = process_time()
    work()
    return process_time() - began


def load(code: str) -> str:
    """Load a catalogue, and write down how long it took and what it keeps."""
    load_language.cache_clear()
    took = seconds(lambda: load_language(code))
    load_language.cache_clear()
    gc.collect()
    tracemalloc.start()
    load_language(code)
    gc.collect()
    kept, most = (each / 1024**2 for each in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    figures = {"value": round(took, 2), "unit": "s", "megabytes": round(kept, 1), "most": round(most, 1)}
    return line(f"catalogue {code}", figures)


def line(name: str, figures: dict[str, object]) -> str:
    """Write one figure."""
    return json.dumps({"name": name, **figures, "load": round(os.getloadavg()[0], 1)})


def compare(work: Callable[[Language], None], rounds: int) -> Iterable[str]:
    """Time ``work`` in every language in turn and write each beside English."""
    languages = [load_language(code) for code in language_codes()]
    turns = [[seconds(lambda each=each: work(each)) for each in languages] for _ in range(rounds)]  # type: ignore[misc]
    best = [min(times) for times in zip(*turns, strict=True)]
    for language, took in zip(languages, best, strict=True):
        figures = {"value": round(took / best[0], 2), "unit": "of English", "ms": round(1000 * took, 1)}
        yield line(f"{work.__name__} {language.code}", figures)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="render every public feed too")
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    for code in language_codes()[1:]:
        print(load(code), flush=True)
    world()
    for work in (page, feed, digest):
        for each in compare(work, given.rounds):
            print(each, flush=True)
    if given.all:
        for each in compare(every_feed, 1):
            print(each, flush=True)


if __name__ == "__main__":
    main()
