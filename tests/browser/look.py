"""A page as a browser shows it: who may look at it how, and what is wrong with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request

LIMIT = 100_000

_DESKTOP, _PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}

_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

_AXE = """async ([standards, known]) => {
  const only = {type: 'tag', values: standards};
  const where = {include: [['html']], exclude: known.map(each => [each])};
  const found = await axe.run(where, {runOnly: only, resultTypes: ['violations'], elementRef: false});
  return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`));
}"""

_SHAPE = """() => ({
  headings: document.querySelectorAll('h1').length,
  lang: document.documentElement.lang,
  dir: getComputedStyle(document.documentElement).direction,
  title: document.title,
  excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  scripts: document.querySelectorAll('script:not([src])').length,
  came: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map(each => [each.encodedBodySize, each.decodedBodySize]),
})"""

_THIN = """() => {
  for (const body of document.querySelectorAll('tbody'))
    if (body.rows.length > 40) [...body.rows].forEach((row, place) => place % 5 && row.remove());
}"""

# Of radio buttons with one name Tab reaches one; the arrows reach the others. A date has up to five stops.
_LISTEN = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const groups = new Set();
  window.wanted = [...document.querySelectorAll(kinds)].filter(each => {
    if (!each.checkVisibility({visibilityProperty: true}) || each.disabled) return false;
    if (each.type !== 'radio') return true;
    const is_new = !groups.has(each.name);
    groups.add(each.name);
    return is_new;
  });
  window.heard = new Map();
  const key = each => each.type === 'radio' ? each.name : each;
  document.addEventListener('focusin', ({target}) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(target);
    const box = target.getBoundingClientRect();
    const is_seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    window.heard.set(key(target), (outlineStyle === 'none' || outlineWidth === '0px') ? 'shows no focus'
      : is_seen ? '' : 'is out of sight');
  });
  document.body.focus();
  const parts = document.querySelectorAll('input[type=date], input[type=time]').length;
  return window.wanted.length + 4 * parts;
}"""

_HEARD = """() => {
  const key = each => each.type === 'radio' ? each.name : each;
  return window.wanted.map(each => [each, window.heard.get(key(each)) ?? 'is never reached'])
    .filter(([, fault]) => fault).map(([each, fault]) => `${each.outerHTML.slice(0, 80)} ${fault}`);
}"""


@dataclass(frozen=True)
class View:
    """How somebody looks: language, width, and light or dark."""

    lang: str = "en"
    is_phone: bool = False
    theme: Literal["light", "dark"] = "light"

    def __str__(self) -> str:
        return f"{self.lang} {'phone' if self.is_phone else 'desktop'} {self.theme}"


@dataclass
class Witness:
    """All that a context asked for and complained of."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def strangers(self, origin: str) -> list[str]:
        """Return the addresses that were asked for and are not of this origin."""
        own = urlsplit(origin)[:2]
        return [each for each in self.asked if urlsplit(each)[:2] != own]


@contextmanager
def watched(browser: Browser, view: View, **chosen: Any) -> Iterator[tuple[BrowserContext, Witness]]:  # noqa: ANN401 - Playwright's own
    """Open a context in which nothing is asked for or complained of unseen."""
    size: Any = _PHONE if view.is_phone else _DESKTOP
    context = browser.new_context(viewport=size, color_scheme=view.theme, bypass_csp=False, **chosen)
    context.set_default_timeout(20_000)
    witness = Witness()

    def note(request: Request) -> None:
        witness.asked.append(request.url)

    context.on("request", note)
    context.on(
        "weberror", lambda each: witness.complaints.append(f"{each.page and each.page.url}: {each.error}")
    )
    context.on(
        "console",
        lambda each: witness.complaints.append(f"{each.type}: {each.text}") if each.type != "log" else None,
    )
    try:
        yield context, witness
    finally:
        context.close()


def see(page: Page, view: View) -> None:
    """Look at the page that is open in another size or light."""
    page.set_viewport_size(_PHONE if view.is_phone else _DESKTOP)  # type: ignore[arg-type]
    page.emulate_media(color_scheme=view.theme)


def in_language(path: str, lang: str) -> str:
    """Return a path that asks for a language, whatever it asked for."""
    base, _, query = path.partition("?")
    kept = [each for each in query.split("&") if each and not each.startswith("lang=")]
    return f"{base}?{'&'.join([*kept, f'lang={lang}'])}"


def shape_faults(page: Page, view: View) -> list[str]:
    """Return what is wrong with how a page is built and how it fits."""
    shape = page.evaluate(_SHAPE)
    # A letter of Arabic takes two bytes, which travel packed as those of English do.
    packed, plain = map(sum, zip(*shape["came"], strict=True))
    weight = packed if view.lang == "ar" else plain
    faults = {
        f"{shape['headings']} h1": shape["headings"] != 1,
        f"lang={shape['lang']}": shape["lang"] != view.lang,
        f"dir={shape['dir']}": shape["dir"] != ("rtl" if view.lang == "ar" else "ltr"),
        "no title": not shape["title"],
        f"{shape['excess']} px too wide": shape["excess"] > 0,
        "a script in the page": shape["scripts"] > 0,
        f"{weight} bytes with all that it brings": weight >= LIMIT,
    }
    return [fault for fault, is_so in faults.items() if is_so]


def thin(page: Page) -> None:
    """Leave a fifth of the rows of a long table, which are made alike."""
    page.evaluate(_THIN)


def axe_faults(page: Page, known: Sequence[str] = ()) -> list[str]:
    """Return what axe finds against WCAG 2.0 to 2.2, levels A and AA, but in parts that are known."""
    page.evaluate(_axe())
    return list(page.evaluate(_AXE, [_STANDARDS, list(known)]))


def keyboard_faults(page: Page) -> list[str]:
    """Return what the Tab key, held down, does not reach, and what it reaches without showing where it is."""
    wanted = page.evaluate(_LISTEN)
    for _ in range(wanted + 1):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    return list(page.evaluate(_HEARD))


@cache
def _axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
