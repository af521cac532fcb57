"""A day on which a whole State rests."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; ``is_estimated`` where its day hangs on the moon and was only computed."""

    day: date
    name: str
    is_estimated: bool = False
