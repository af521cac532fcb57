"""In which language to answer: the one asked for in the address, else the reader's own."""

import re

_RANGE = re.compile(
    r"\s*([a-z]{2,3})(?:-[a-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.IGNORECASE
)


def choose_language(asked: str | None, accepted: str | None, offered: tuple[str, ...]) -> str:
    """Return one of ``offered``, the first of which is the default.

    Args:
        asked: The language of the address (``?lang=fr``); what is not offered is ignored.
        accepted: The ``Accept-Language`` header; what cannot be read in it is ignored.
        offered: Codes of two letters, at least one.
    """
    if asked in offered:
        return asked
    wanted = {code: weight for code, weight in _weights(accepted or "") if code in offered and weight > 0}
    return max(wanted, key=wanted.__getitem__, default=offered[0])


def _weights(accepted: str) -> list[tuple[str, float]]:
    """Return codes with their weights, the first mention of a code last, so that it counts."""
    matches = (_RANGE.fullmatch(part) for part in accepted.split(","))
    found = [(match[1].lower(), float(match[2] or 1)) for match in matches if match]
    first: dict[str, float] = {}
    for code, weight in found:
        first.setdefault(code, weight)
    return list(first.items())
