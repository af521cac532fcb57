"""What the packaged catalogues say, read once."""

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog

from flows.languages.catalogue import build_template, catalogue_path, read_catalogue
from flows.languages.messages import collect_messages
from uprcycle.store.packaged import language_codes

ROOT = Path(__file__).parents[3]
LOCALES = ROOT / "uprcycle" / "data" / "locales"
CODES = language_codes()[1:]

_PLACE = re.compile(r"\{[^{}]*\}")


@cache
def template() -> Catalog:
    return build_template(collect_messages(ROOT))


@cache
def catalogue(code: str) -> Catalog:
    return read_catalogue(catalogue_path(LOCALES, code).read_text("utf-8"), code)


@cache
def pairs(code: str) -> tuple[tuple[str, str], ...]:
    """Every form of every message beside its English, in the English of many, their places left out."""
    found = []
    for entry in catalogue(code):
        ids = (entry.id,) if isinstance(entry.id, str) else entry.id
        forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
        found += [
            (_PLACE.sub("{}", ids[-1]), _PLACE.sub("{}", form))
            for form in forms
            if entry.id and form and not entry.fuzzy
        ]
    return tuple(found)
