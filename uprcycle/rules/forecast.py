"""What the record of past sessions lets one expect, by season, always labelled as a forecast."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.rules.anchor import Anchor


class Season(StrEnum):
    """The three times of the year in which the Working Group meets."""

    JANUARY = "january"
    SPRING = "spring"
    AUTUMN = "autumn"


_SEASON_OF_MONTH = {
    1: Season.JANUARY,
    2: Season.JANUARY,
    4: Season.SPRING,
    5: Season.SPRING,
    10: Season.AUTUMN,
    11: Season.AUTUMN,
    12: Season.AUTUMN,
}


def season_of(day: date) -> Season | None:
    """Return the season in which a session that starts on ``day`` meets; None for no habit."""
    return _SEASON_OF_MONTH.get(day.month)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The range of one kind of date over the sessions on record, and its likeliest value.

    ``observations`` counts the sessions behind it; ``weekday`` is the English name of the day
    on which all recent ones fell, empty where they differ.
    """

    id: str
    milestone: str
    season: Season
    anchor: Anchor
    earliest: Offset
    likeliest: Offset
    latest: Offset
    observations: int
    citation: Citation
    weekday: str = ""
    note: str = ""
