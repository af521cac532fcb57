"""Keeping the catalogues: what each of them lacks, and bringing them to today's texts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog

from flows.languages.catalogue import (
    TEMPLATE,
    build_template,
    catalogue_path,
    load_catalogues,
    merge_messages,
    save_text,
    start_catalogue,
    write_catalogue,
)
from flows.languages.checks import Finding, Flaw, check_catalogue
from flows.languages.messages import collect_messages
from uprcycle.errors import BadInputError, Problem

_LOCALES = Path("uprcycle", "data", "locales")


@dataclass(frozen=True, slots=True)
class Report:
    """How many texts there are, what is wrong with them in each language, by its code, and who reads it."""

    texts: int
    findings: Mapping[str, tuple[Finding, ...]]
    readers: Mapping[str, str]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how often each flaw was found in each language."""
        found = {code: Counter(each.flaw for each in flaws) for code, flaws in self.findings.items()}
        return {code: {flaw.value: count[flaw] for flaw in Flaw} for code, count in found.items()}


def inspect_catalogues(root: Path, code: str = "") -> Report:
    """Compare every catalogue below ``root``, or that of one language, with what the packages there say.

    Raises:
        BadInputError: The language has no catalogue; the problem says how to start one.
    """
    catalogues = load_catalogues(root / _LOCALES)
    if code:
        catalogues = {code: _find_catalogue(code, catalogues)}
    template = build_template(collect_messages(root))
    findings = {code: check_catalogue(catalogue, template) for code, catalogue in catalogues.items()}
    readers = {code: catalogue.language_team for code, catalogue in catalogues.items()}
    return Report(sum(1 for entry in template if entry.id), findings, readers)


def _find_catalogue(code: str, catalogues: Mapping[str, Catalog]) -> Catalog:
    if code not in catalogues:
        remedy = f"use one of {', '.join(catalogues)}, or start it: uprcycle languages --add {code}"
        problem = Problem("language", f"there is no catalogue for {code!r}", remedy)
        raise BadInputError("the language is not known", [problem])
    return catalogues[code]


def save_catalogues(root: Path, new: str = "") -> None:
    """Write the template and every catalogue below ``root`` anew, and that of the ``new`` language too.

    Raises:
        BadInputError: No language has the code ``new``.
        RefusedError: The files cannot be written.
    """
    template = build_template(collect_messages(root))
    catalogues = load_catalogues(root / _LOCALES)
    if new and new not in catalogues:
        catalogues[new] = start_catalogue(new)
    save_text(root / _LOCALES / TEMPLATE, write_catalogue(template))
    for code, catalogue in catalogues.items():
        text = write_catalogue(merge_messages(catalogue, template))
        save_text(catalogue_path(root / _LOCALES, code), text)
