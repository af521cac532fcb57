"""How every page is made: one template environment, one language, the same frame around all.

Escaping is always on, and a name that a template misses is an error and not a blank.
"""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from notifications.guard import DeliveryMode
from notifications.modes import mode_text
from uprcycle.days.span import Precision, Status
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.languages import own_name, translation_notes
from uprcycle.wording.problems import problem_text, refusal_texts
from uprcycle.wording.reprisals import reprisal_text
from uprcycle.wording.terms import precision_text, status_meaning, status_text
from web.assets import load_assets
from web.conditional import Document, answer, digest
from web.languages import choose_language
from web.sources import Sources

CACHE_CONTROL = "public, max-age=300"


@dataclass(frozen=True)
class Visit:
    """One request as the pages see it.

    ``asked`` is the language that the address itself names, empty where the reader's
    browser chose; only then do links repeat it. ``own`` is that of a reader who is known.
    """

    request: Request
    sources: Sources
    asked: str
    own: str = ""

    @cached_property
    def language(self) -> Language:
        """The language of the answer."""
        accepted = self.request.headers.get("accept-language")
        asked = self.asked or self.own
        return self.sources.language(choose_language(asked, accepted, self.sources.languages))

    @cached_property
    def world(self) -> World:
        """The world of the release in force, the same one for the whole answer."""
        return self.sources.world()

    def href(self, path: str) -> str:
        """Return a link to one of our paths that keeps the language that was asked for."""
        if not self.asked:
            return path
        base, mark, fragment = path.partition("#")
        return f"{base}{'&' if '?' in base else '?'}lang={self.asked}{mark}{fragment}"

    def switches(self) -> tuple[tuple[str, str, str], ...]:
        """Return code, own name and link of every language; links are relative to the page."""
        kept = [(key, value) for key, value in self.request.query_params.multi_items() if key != "lang"]
        return tuple(
            (code, own_name(code), f"?{urlencode([*kept, ('lang', code)])}")
            for code in self.sources.languages
        )


def read_visit(request: Request) -> Visit:
    """Read what a request asks of every page."""
    sources: Sources = request.app.state.sources
    asked = request.query_params.get("lang", "")
    return Visit(request, sources, asked if asked in sources.languages else "")


async def _visit_of(request: Request) -> Visit:
    # Awaited, because for a plain function the framework would go to another thread and back.
    return read_visit(request)


Visiting = Annotated[Visit, Depends(_visit_of)]


def render_page(visit: Visit, template: str, status: int = HTTPStatus.OK, **values: object) -> Response:
    """Fill a template and send it; the reader may keep it for five minutes."""
    html = render_html(visit, template, **values).encode()
    document = Document(
        html, "text/html; charset=utf-8", digest(html), CACHE_CONTROL, vary=("Accept-Language",)
    )
    return answer(visit.request, document, status)


def send_json(visit: Visit, body: object) -> Response:
    """Send what the pages show as JSON, to be kept as long as they are."""
    encoded = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    document = Document(
        encoded, "application/json", digest(encoded), CACHE_CONTROL, vary=("Accept-Language",)
    )
    return answer(visit.request, document)


def render_html(visit: Visit, template: str, **values: object) -> str:
    """Fill a template with ``values`` and with what every page has."""
    language = visit.language
    frame = {
        "_": language.text,
        "plural": language.plural,
        "say": language.say,
        "problem_text": lambda problem: problem_text(problem, language),
        "refusal_texts": lambda refusal: refusal_texts(refusal, language),
        "href": visit.href,
        "lang": language.code,
        "dir": language.direction,
        "switches": visit.switches(),
        "style": load_assets()["style.css"].path,
        "signed_style": load_assets()["signed.css"].path,
        "icon": load_assets()["icon.svg"].path,
        "path": visit.request.url.path,
        "lang_asked": visit.asked,
        "statuses": _legend(language),
        "help": reprisal_text(visit.sources.reprisal_addresses, language),
        "notes": tuple(translation_notes(language)),
        "delivery": mode_text(visit.sources.delivery, language),
        "is_trial": visit.sources.delivery is not DeliveryMode.LIVE,
    }
    return environment().get_template(template).render(frame | values)


def _legend(language: Language) -> list[dict[str, str]]:
    """Return every mark with its word and what it means."""
    known = [
        {"mark": each.value, "word": status_text(each, language), "meaning": status_meaning(each, language)}
        for each in Status
    ]
    word = precision_text(Precision.UNKNOWN, language)
    return [*known, {"mark": "unknown", "word": word, "meaning": language.text("nobody knows the date yet")}]


@cache
def environment() -> Environment:
    """Return the one template environment of the web."""
    return Environment(
        loader=PackageLoader("web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
