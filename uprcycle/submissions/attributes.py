"""Attributes of WordprocessingML by their names without prefix, and its way to say yes and no."""

from collections.abc import Mapping

from uprcycle.ooxml.markup import local_name

_NO = frozenset({"0", "false", "none", "off"})


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """Return the attribute ``name`` under whatever prefix, empty where there is none."""
    return next((value for key, value in attributes.items() if local_name(key) == name), "")


def value(attributes: Mapping[str, str]) -> str:
    """Return the attribute ``val``, in which most elements say what they say."""
    return attribute(attributes, "val")


def is_on(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element that switches something switches it on; without a value it does."""
    return value(attributes) not in _NO


def number(attributes: Mapping[str, str]) -> int:
    """Return a whole number of few digits in ``val``, 0 for anything else."""
    text = value(attributes)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004
