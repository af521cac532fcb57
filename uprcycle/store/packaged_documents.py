"""The packaged data on documents: which there are, what submissions are looked at for, where systems are."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from uprcycle.documents.address import Address, read_addresses
from uprcycle.documents.listed import ListedDocument, read_listed
from uprcycle.rules.ruleset import SOURCES
from uprcycle.store.packaged import load_ruleset
from uprcycle.submissions.guidance import Guidance, read_guidance

_DATA = resources.files("uprcycle") / "data"
_ADDRESSES, _DOCUMENTS, _SUBMISSIONS = "addresses.toml", "documents.toml", "submissions.toml"


@cache
def load_guidance() -> Guidance:
    """Return what submissions are looked at for."""
    return read_guidance(_SUBMISSIONS, _table(_SUBMISSIONS), _titles())


@cache
def load_listed_documents() -> tuple[ListedDocument, ...]:
    """Return the documents that every review has, in the order in which they come."""
    milestones = (rule.id for rule in load_ruleset().rulebook.rules)
    return read_listed(_DOCUMENTS, _table(_DOCUMENTS).get("document"), milestones, _titles())


@cache
def load_addresses() -> Mapping[str, Address]:
    """Return the systems and texts that rules link to, by their keys."""
    return read_addresses(_ADDRESSES, _table(_ADDRESSES).get("address"))


def _titles() -> Mapping[str, str]:
    return {row["code"]: row.get("short", row["code"]) for row in _table(SOURCES)["source"]}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text("utf-8"))
