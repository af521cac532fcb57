"""What happened, as an event of Prefect: one name, one resource, labels to match and to fill in.

Whoever sees Prefect's pages sees them, so they hold what is public and nothing else. The id of an
event follows from what happened, so that telling it twice is telling it once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from uprcycle.countries import Countries
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Announcement, Said
from uprcycle.timetable.plan import Verdict
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.terms import country_name, phase_text, title_text

PHASE_ENTERED = "uprcycle.phase.entered"
MILESTONE_MOVED = "uprcycle.milestone.moved"
TASK_DONE = "uprcycle.task.done"
RELEASE_MADE = "uprcycle.release.made"

_NAMESPACE = UUID("6d0a9f0e-4f6e-5d0b-9a53-7c1f8f6f2f4e")
_NAME = "prefect.resource.name"
_ID = "prefect.resource.id"
_ROLE = "prefect.resource.role"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at ``occurred``; ``key`` tells it from every other and gives its id.

    ``resource`` and ``related`` are what automations match, ``text`` says it in words.
    """

    name: str
    key: str
    occurred: datetime
    resource: Mapping[str, str]
    related: tuple[Mapping[str, str], ...]
    text: str
    page: str

    @property
    def id(self) -> UUID:
        """The same for the same happening, in every process and after every restart."""
        return uuid5(_NAMESPACE, f"{self.name} {self.key}")

    def as_json(self) -> dict[str, Any]:
        """Return what Prefect's API takes."""
        return {
            "id": str(self.id),
            "event": self.name,
            "occurred": self.occurred.isoformat(),
            "resource": dict(self.resource),
            "related": [dict(each) for each in self.related],
            "payload": {"text": self.text, "page": self.page},
        }


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts events into words: the names of the States, and the address of our web."""

    countries: Countries
    address: str

    def phase_entered(self, timetable: Timetable, phase: Phase, at: datetime, release: int) -> Event:
        """Say that a review entered ``phase`` on the day on which it opens."""
        opened = timetable.openings[phase]
        labels = {"phase": phase.value, "on": str(opened), "release": str(release)}
        session = timetable.review.session.number if timetable.review.session else None
        return Event(
            PHASE_ENTERED,
            f"{timetable.country} {timetable.cycle} {phase.value} {opened}",
            at,
            self._review(timetable.country, timetable.cycle) | labels,
            _related(timetable.country, release, session),
            f"{self._name(timetable.country)}: {phase_text(phase, ENGLISH).lower()} since {opened}",
            self._page(timetable.country),
        )

    def milestone_moved(
        self, review: AnnouncedReview, change: AnnouncedChange, at: datetime, release: int
    ) -> Event:
        """Say that a public date moved from one release to the next."""
        old, new = _day(change.old), _day(change.new)
        labels = {
            "rule": change.rule.id,
            "old": old,
            "new": new,
            "status": change.new.status.value if change.new else "",
            "phase": change.rule.phase.value,
            "release": str(release),
        }
        return Event(
            MILESTONE_MOVED,
            f"{review.country} {review.cycle} {change.rule.id} {release}",
            at,
            self._review(review.country, review.cycle) | labels,
            _related(review.country, release),
            f"{self._name(review.country)}: {title_text(change.rule, ENGLISH)}: {old} → {new}",
            self._page(review.country),
        )

    def task_done(self, timetable: Timetable, task: str, title: str, at: datetime) -> Event:
        """Say that a public task was first said to be done; not by whom, and for which office."""
        return Event(
            TASK_DONE,
            f"{timetable.country} {timetable.cycle} {task}",
            at,
            self._review(timetable.country, timetable.cycle) | {"rule": task, "on": str(at.date())},
            _related(timetable.country),
            f"{self._name(timetable.country)}: done: {title}",
            self._page(timetable.country),
        )

    def release_made(self, announcement: Announcement, at: datetime) -> Event:
        """Say that a release was made, and of how many States it changed public dates in which way."""
        number = announcement.new
        counts = {each.value: str(announcement.count(each)) for each in Verdict if each is not _UNCHANGED}
        states = len({each.country for each in announcement.reviews})
        resource = {_ID: f"uprcycle.release.{number}", _NAME: f"Release {number}", "release": str(number)}
        return Event(
            RELEASE_MADE,
            str(number),
            at,
            resource | counts | {"states": str(states)},
            (),
            f"release {number} changed public dates of {states} States",
            f"{self.address}/changes/{number}",
        )

    def _review(self, country: str, cycle: int) -> dict[str, str]:
        return {
            _ID: f"uprcycle.review.{country}.{cycle}",
            _NAME: f"{self._name(country)} · cycle {cycle}",
            "country": country,
            "cycle": str(cycle),
        }

    def _name(self, country: str) -> str:
        return country_name(self.countries[country], ENGLISH)

    def _page(self, country: str) -> str:
        return f"{self.address}/countries/{country}"


_UNCHANGED = Verdict.UNCHANGED


def _related(
    country: str, release: int | None = None, session: int | None = None
) -> tuple[Mapping[str, str], ...]:
    named = (("country", country), ("release", release), ("session", session))
    return tuple({_ID: f"uprcycle.{role}.{each}", _ROLE: role} for role, each in named if each)


def _day(said: Said | None) -> str:
    return str(said.span) if said else "unknown"
