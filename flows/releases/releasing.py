"""From a file to a release: read, check, plan, compare the hash, commit, publish.

Everything before the commit writes nothing. The commit is one transaction of the store; what
the feeds say of it follows, and is brought up to date by whoever publishes next if it is cut off.
"""

from collections import Counter
from dataclasses import dataclass, replace

from flows.feeds.publishing import catch_up, publish_release
from flows.installation.wiring import Wiring
from flows.releases.approving import approver_of
from flows.releases.clashing import new_clashes
from flows.releases.confirming import check_confirmed, check_digest, check_earlier
from uprcycle.access.signer import Signer
from uprcycle.countries import Countries
from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.phrase import phrase
from uprcycle.schedule.checks import check_content, check_losses
from uprcycle.schedule.merge import merge_schedule
from uprcycle.schedule.reader import ReadSchedule, read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.correction import Correction
from uprcycle.timetable.clashes import Clash
from uprcycle.timetable.plan import Plan, plan_release
from uprcycle.timetable.world import World

_WHOLE = (".toml", ".json")  # files that hold all of a schedule; the others are tables


@dataclass(frozen=True, slots=True)
class Draft:
    """A schedule that may be released, the warnings that came up, and what must be confirmed first."""

    schedule: Schedule
    warnings: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that somebody should look at: the corrections, then the warnings."""
        return (*(each.problem for each in self.corrections), *self.warnings)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people are told on one channel in one language."""

    channel: str
    language: str
    people: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft, what releasing it would do, and who would be told; nobody is named.

    ``clashes`` are those that the release in force does not have.
    """

    draft: Draft
    plan: Plan
    told: tuple[Reach, ...]
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who releases, why, and from what.

    ``confirmed_by`` is a second person, empty for none; ``accepted`` are the corrections that
    were confirmed, such as ``Nepall=NPL``. ``person`` is the id of whoever signed in as ``by``.
    """

    by: str
    note: str
    source: str = ""
    confirmed_by: str = ""
    accepted: tuple[str, ...] = ()
    person: str = ""

    @property
    def signer(self) -> Signer:
        """Who releases."""
        return Signer(self.by, self.person)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a release came to: its number, and how many entries of the feeds it changed.

    ``is_new`` is False where there was nothing to release and the number is that in force.
    """

    release: int
    is_new: bool
    entries: int


def read_draft(wiring: Wiring, name: str, content: bytes, *, allow_loss: bool = False) -> Draft:
    """Read and check a schedule file beside the release in force.

    Raises:
        BadInputError: With every problem, warnings last; nothing was changed.
        RefusedError: Nothing has been released yet.
    """
    world = wiring.world()
    read = read_schedule(name, content, world.countries)
    return judge(read, name, world.countries, world.release.schedule, allow_loss=allow_loss)


def judge(
    read: ReadSchedule,
    name: str,
    countries: Countries,
    released: Schedule | None,
    *,
    allow_loss: bool = False,
) -> Draft:
    """Check what was read, beside the schedule in force if there is one.

    A table is laid over it (decision 0012), and what was unusual before is not its news; any
    other file replaces it. ``allow_loss`` lets pass that States are lost, or all of them.

    Raises:
        BadInputError: With every problem, warnings last.
    """
    schedule, known = read.schedule, frozenset[str]()
    if released and not name.casefold().endswith(_WHOLE):
        schedule = merge_schedule(released, read.schedule)
        known = frozenset(map(_gist, check_content(released, countries)))
    found = [*read.problems]
    if not read.schedule.slots and not allow_loss:
        found.append(Problem(name, phrase("holds no review"), phrase("check that the right file was chosen")))
    if schedule.slots:
        found += check_content(schedule, countries, read.origins)
    if released and not allow_loss:
        found += check_losses(schedule, released, read.origins)
    errors = [each for each in found if each.severity is Severity.ERROR]
    warnings = [each for each in found if each.severity is Severity.WARNING and _gist(each) not in known]
    if errors:
        count = f"{len(errors)} problem{'s' * (len(errors) != 1)}"
        headline = f"the session schedule has {count}; nothing was changed"
        raise BadInputError(headline, (*errors, *(each.problem for each in read.corrections), *warnings))
    return Draft(schedule, tuple(warnings), read.corrections)


def _gist(problem: Problem) -> str:
    """Return what a problem says, without the row that says it."""
    return problem.what if problem.place.row else f"{problem.where}: {problem.what}"


def preview(wiring: Wiring, draft: Draft) -> Preview:
    """Compute what releasing ``draft`` now would do; nothing is written."""
    return preview_world(wiring, draft, _world_of(wiring, draft))


def preview_world(wiring: Wiring, draft: Draft, coming: World) -> Preview:
    """Compute what a release of which ``coming`` follows would do; nothing is written."""
    base = wiring.world()
    plan = plan_release(base, coming)
    told = _told(wiring, {each.country for each in plan.changed})
    return Preview(draft, plan, told, new_clashes(base, coming, plan, wiring.today()))


def release_draft(wiring: Wiring, draft: Draft, digest: str, signature: Signature) -> Outcome:
    """Release ``draft`` if it still does what the plan with this digest said.

    A draft that changes nothing is not released; that is no refusal.

    Args:
        wiring: The installation.
        draft: What :func:`read_draft` returned.
        digest: The hash of the plan, or its first twelve characters or more.
        signature: Who answers for it.

    Raises:
        BadInputError: Who and why are not said.
        RefusedError: A correction is not confirmed, the plan is another one now, an earlier
            deadline is not confirmed by a second person, or another release came first.
    """
    check_signature(signature)
    check_confirmed(draft.corrections, signature.accepted)
    return commit(wiring, _world_of(wiring, draft), signature, digest)


def roll_back(wiring: Wiring, number: int, signature: Signature, digest: str | None = None) -> Outcome:
    """Release once more what release ``number`` said, by its rules; SEQUENCE goes up, dates go back.

    ``digest`` is the hash of the plan that was looked at; None where none was asked for.

    Raises:
        BadInputError: Who and why are not said.
        RefusedError: There is no such release, the plan is another one now, an earlier deadline is
            not confirmed by a second person, or another release came first.
    """
    check_signature(signature)
    return commit(wiring, world_again(wiring, number), signature, digest)


def world_again(wiring: Wiring, number: int) -> World:
    """Return what would follow if release ``number`` were released once more now.

    Raises:
        RefusedError: There is no such release.
    """
    said = wiring.world_of(number).release
    again = wiring.world().release.followed_by(said.schedule, wiring.now())
    return wiring.world_from(replace(again, ruleset=said.ruleset, kept=said.kept))


def compare_releases(wiring: Wiring, old: int, new: int) -> Plan:
    """Return what changed from one release to another, either way round.

    Raises:
        RefusedError: One of them does not exist.
    """
    return plan_release(wiring.world_of(old), wiring.world_of(new))


def _world_of(wiring: Wiring, draft: Draft) -> World:
    """Return what would follow from ``draft`` if it were released now."""
    return wiring.world_from(wiring.world().release.followed_by(draft.schedule, wiring.now()))


def commit(wiring: Wiring, coming: World, signature: Signature, digest: str | None = None) -> Outcome:
    """Make the release of which ``coming`` follows, and publish what it changes.

    Args:
        wiring: The installation.
        coming: The world of the release to be; who signs it is not in it yet.
        signature: Who answers for it (:func:`check_signature`).
        digest: The hash of the plan that was looked at; None where none was asked for.

    Raises:
        RefusedError: The plan is another one now, an earlier deadline is not confirmed by a
            second person, or another release came first.
    """
    plan = plan_release(wiring.world(), coming)
    if plan.is_empty:
        return Outcome(plan.base, is_new=False, entries=catch_up(wiring).changed)
    if digest is not None:
        check_digest(digest, plan.digest)
    named = signature.confirmed_by
    second = approver_of(wiring, plan, signature.signer, named) if plan.moved_earlier else None
    check_earlier(plan, signature.signer, second)
    catch_up(wiring)
    release = wiring.store.releases.add(
        coming.release.schedule,
        coming.rulesets[coming.release.ruleset],
        by=_signed(signature, second),
        note=signature.note.strip(),
        source=signature.source.strip(),
        at=wiring.now(),
        kept=coming.release.kept,
        expected=plan.base,
        overrides=plan.overrides,
    )
    published = publish_release(wiring, release.number, plan.countries)
    return Outcome(release.number, is_new=True, entries=published.changed)


def _told(wiring: Wiring, countries: set[str]) -> tuple[Reach, ...]:
    """Count everybody who holds an office of one of ``countries`` today, by channel and language."""
    today = wiring.today()
    people = {
        each.person.id: each.person
        for each in wiring.assignments()
        if each.office.country in countries and each.holds_on(today)
    }
    counts = Counter((each.channel, each.language) for each in people.values())
    return tuple(Reach(*key, count) for key, count in sorted(counts.items()))


def check_signature(signature: Signature) -> None:
    """Go on only if the release says who made it and why.

    Raises:
        BadInputError: One of the two is empty.
    """
    given = (
        ("--by", signature.by, phrase("name who releases")),
        ("--note", signature.note, phrase("say why, in a line")),
    )
    problems = [
        Problem(where, phrase("is empty"), remedy) for where, text, remedy in given if not text.strip()
    ]
    if problems:
        raise BadInputError("a release needs an author and a reason; nothing was changed", problems)


def _signed(signature: Signature, second: Signer | None) -> str:
    """Return who stands for the release: the second person too, where one was needed."""
    by = signature.by.strip()
    return f"{by}; earlier dates confirmed by {second.name}" if second else by
