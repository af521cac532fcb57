"""The public holidays of States, as the library ``holidays`` computes them; no State's own list was read.

Nothing is fetched. Its names are English; a day that hangs on the sighting of the moon is marked
where the library says so.
"""

import re
from functools import cache

from uprcycle.countries import Country
from uprcycle.days.holiday import Holiday

_ENGLISH = "en_US"
_ESTIMATED = re.compile(r" \(estimated\)|(?<=\(observed), estimated(?=\))")


def load_public_holidays(country: Country, year: int) -> tuple[Holiday, ...] | None:
    """Return the national holidays of ``country`` in ``year``, by day; None where they are not known."""
    return _load(country.iso2, year)


@cache
def _load(iso2: str, year: int) -> tuple[Holiday, ...] | None:
    import holidays  # noqa: PLC0415 - it takes its time, and few commands ask

    kind = getattr(holidays, iso2, None) if iso2 else None
    if kind is None or not kind.start_year <= year <= kind.end_year:
        return None
    language = _ENGLISH if _ENGLISH in kind.supported_languages else None
    calendar = kind(years=year, expand=False, language=language)
    return tuple(
        Holiday(day, _ESTIMATED.sub("", name), is_estimated=bool(_ESTIMATED.search(name)))
        for day, name in sorted(calendar.items())
        if day.year == year
    )
