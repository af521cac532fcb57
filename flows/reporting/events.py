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
from uprcycle.store.ports import Passage
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
    """Puts events into words: the names of the States, and the address of our web.

    Prefect's feed shows of an event its name and the name of its resource, so that is the sentence.
    """

    countries: Countries
    address: str

    def phase_entered(self, passage: Passage, session: int | None, release: int) -> Event:
        """Say that a review, which is in ``session``, was seen to have entered a phase."""
        country, cycle, phase = passage.key
        text = f"{self._title(country, cycle)}: {phase_text(phase, ENGLISH).lower()} since {passage.opened}"
        labels = {"phase": phase.value, "on": str(passage.opened), "release": str(release)}
        return Event(
            PHASE_ENTERED,
            f"{country} {cycle} {phase.value}",
            passage.at,
            _review(country, cycle, text) | labels,
            self._related(country, release, session),
            text,
            self._page(country),
        )

    def milestone_moved(
        self, review: AnnouncedReview, change: AnnouncedChange, at: datetime, release: int
    ) -> Event:
        """Say that a public date moved from one release to the next."""
        old, new = _day(change.old), _day(change.new)
        what = title_text(change.rule, ENGLISH)
        text = f"{self._title(review.country, review.cycle)}: {what}: {old} → {new}"
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
            _review(review.country, review.cycle, text) | labels,
            self._related(review.country, release),
            text,
            self._page(review.country),
        )

    def task_done(self, timetable: Timetable, task: str, title: str, at: datetime) -> Event:
        """Say that a public task was first said to be done; not by whom, and for which office."""
        country, cycle = timetable.country, timetable.cycle
        text = f"{self._title(country, cycle)}: done: {title}"
        return Event(
            TASK_DONE,
            f"{country} {cycle} {task}",
            at,
            _review(country, cycle, text) | {"rule": task, "on": str(at.date())},
            self._related(country),
            text,
            self._page(country),
        )

    def release_made(self, announcement: Announcement, at: datetime) -> Event:
        """Say that a release was made, and of how many States it changed public dates in which way."""
        number = announcement.new
        counts = {each.value: str(announcement.count(each)) for each in _VERDICTS}
        states = len({each.country for each in announcement.reviews})
        text = f"Release {number}: public dates of {states} State{'s' * (states != 1)} changed"
        resource = {_ID: f"uprcycle.release.{number}", _NAME: text, "release": str(number)}
        return Event(
            RELEASE_MADE,
            str(number),
            at,
            resource | counts | {"states": str(states)},
            (),
            text,
            f"{self.address}/changes/{number}",
        )

    def _title(self, country: str, cycle: int) -> str:
        return f"{country_name(self.countries[country], ENGLISH)}, cycle {cycle}"

    def _related(
        self, country: str, release: int | None = None, session: int | None = None
    ) -> tuple[Mapping[str, str], ...]:
        named = {
            "country": (country, country_name(self.countries[country], ENGLISH)),
            "release": (release, f"release {release}"),
            "session": (session, f"session {session}"),
        }
        return tuple(
            {_ID: f"uprcycle.{role}.{each}", _ROLE: role, _NAME: name}
            for role, (each, name) in named.items()
            if each
        )

    def _page(self, country: str) -> str:
        return f"{self.address}/countries/{country}"


_VERDICTS = tuple(each for each in Verdict if each is not Verdict.UNCHANGED)


def _review(country: str, cycle: int, text: str) -> dict[str, str]:
    return {_ID: f"uprcycle.review.{country}.{cycle}", _NAME: text, "country": country, "cycle": str(cycle)}


def _day(said: Said | None) -> str:
    return str(said.span) if said else "unknown"
