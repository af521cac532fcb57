"""Who finds a trace of which rule where: 29 viewers, every rule, every view, against one table.

The table in who_sees repeats the protection rules as data. What is seen is what stands in the bytes: each
rule has words of its own, and a hidden rule is found by its id too.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from calendars.entries import marks_of
from calendars.feeds import find_feed, timetables_of
from calendars.selection import is_about, select_marks
from flows.feeds.showing import show_timetable
from flows.nudges.nudging import duties_of
from flows.nudges.posting import letterhead
from flows.reporting.overview import overview_rows, overview_text
from flows.reporting.reports import country_report, next_rows
from flows.site.pages import pages_of
from notifications.chat import write_chat
from notifications.digest import build_digests
from notifications.duties import Duties
from notifications.escalation import build_chain, may_climb, plan_escalations
from notifications.hooks import HookKind
from notifications.ladder import load_ladder
from notifications.message import compose
from notifications.plan import Nudge, plan_nudges
from notifications.told import Said
from tests.flows.canaries import COUNTRIES, found_in, on_disk, person_of, reminded_of, rows
from tests.flows.conftest import use_folder
from tests.flows.installed import NOON, TODAY, CommandLine
from tests.flows.who_sees import (
    DATED,
    NOBODY,
    PARTNERS,
    ROLES,
    THE_PUBLIC,
    UN,
    VIEWERS,
    View,
    differences,
    everybody,
    named_before,
    role_of,
    texts_of,
    wiring,
)
from tests.web.site import ask_all
from uprcycle.days.span import Status
from uprcycle.presence import Staffing
from uprcycle.rules.rule import Kind
from uprcycle.timetable.plan import plan_release
from uprcycle.visibility import Audience
from uprcycle.wording.language import ENGLISH
from web.app import create_app


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same installation as files, for the command line."""
    folder = tmp_path_factory.mktemp("marked") / "data"
    on_disk(folder, (*ROLES, NOBODY)).store.close()
    return folder


def fetch(*paths: str) -> str:
    """Return what the public reads under ``paths``, folded lines of calendars made whole."""
    answers = ask_all(paths, over=create_app(pages_of(wiring())))
    return "\n".join(f"{each.headers}\n{each.text}" for each in answers).replace("\r\n ", "")


def in_feed(name: str) -> frozenset[str]:
    """Return the rules that have an entry in a feed, whoever may see them."""
    world = wiring().world()
    feed = find_feed(name, world)
    selection = select_marks(feed, world)
    window = selection.window
    return frozenset(
        milestone.id
        for timetable in timetables_of(feed, world)
        for milestone in timetable.milestones
        for mark in marks_of(milestone)
        if milestone.rule.prominence in selection.reach.prominences
        if is_about(milestone.rule, feed)
        if window is None or window.holds(mark.start.isoformat(), mark.end.isoformat())
    )


def feeds() -> Iterator[View]:
    """Yield each kind of feed; in that of a State the entries also name what comes before them."""
    for name in ("all", "region/africa", "session/49", "role/UNCT", "phase/mid-term"):
        yield View(f"feed {name}", "open", everybody(fetch(f"/feeds/{name}.ics")), in_feed(name))
    for code in COUNTRIES:
        name = f"country/{code}"
        found = everybody(fetch(f"/feeds/{name}.ics"))
        yield View(f"feed {name}", "open", found, in_feed(name) | named_before())


def pages() -> Iterator[View]:
    """Yield the pages, the API and the change log."""
    for code in COUNTRIES:
        yield View(f"page {code}", "open", everybody(fetch(f"/countries/{code}")), DATED)
        yield View(f"JSON {code}", "open", everybody(fetch(f"/api/v1/countries/{code}")), DATED)
    overview = fetch("/", "/countries", "/sessions", "/sessions/49", "/subscribe")
    yield View("pages of many States", "open", everybody(overview))
    lists = fetch("/api/v1/countries", "/api/v1/sessions", "/api/v1/changes", "/api/openapi.json")
    yield View("JSON of many States", "open", everybody(lists))
    log = fetch("/changes", "/changes/1", "/changes/2", "/changes/1..2", "/changes.atom")
    log += fetch("/countries/KEN/changes.atom", "/countries/KEN?as-of=2026-11-19")
    yield View("change log", "open", everybody(log))
    plan = plan_release(wiring().world_of(1), wiring().world_of(2))
    moved = frozenset(change.milestone_id for each in plan.changed for change in each.changes)
    yield View("change log as JSON", "open", everybody(fetch("/api/v1/changes/2")), moved)


def own_pages() -> View:
    """Return the page of each date; that of a hidden one answers as if there were none."""
    paths = {rule_id: f"/countries/KEN/{rule_id}" for rule_id in rows()}
    answers = ask_all(paths.values(), over=create_app(pages_of(wiring())))
    texts = (each.text.replace(rule_id, "it") for rule_id, each in zip(paths, answers, strict=True))
    timetable = wiring().world().timetable("KEN")
    dated = frozenset(each.id for each in (*timetable.milestones, *timetable.actions))
    return View("page of a date", "open", everybody("\n".join(texts)), dated)


def prefect() -> View:
    """Return what Prefect shows of every day of a cycle."""
    world = wiring().world()
    days = [date(2024, 1, 1) + timedelta(days=60 * number) for number in range(40)]
    said: list[object] = [overview_text(world, TODAY), *overview_rows(world, TODAY)]
    for code in COUNTRIES:
        timetable = world.timetable(code)
        said += [country_report(world, timetable, TODAY), *(next_rows(timetable, day) for day in days)]
    return View("Prefect", "open", everybody(json.dumps(said)), DATED)


def shown() -> View:
    """Return the dates that each audience is shown."""
    timetable = wiring().world().timetable("KEN")
    by_audience = {
        audience: found_in(json.dumps(show_timetable(wiring(), timetable, ENGLISH, audience)))
        for audience in Audience
    }
    audiences = dict.fromkeys(UN, Audience.UN) | dict.fromkeys(PARTNERS, Audience.PARTNERS)
    seen = {viewer: by_audience[audiences.get(viewer, Audience.PUBLIC)] for viewer in VIEWERS}
    return View("dates of an audience", "dates", seen, DATED)


@cache
def duties() -> Duties:
    return duties_of(wiring(), wiring().store.people.assignments())


@cache
def nudges() -> list[Nudge]:
    """Return one nudge for each person and task of which anybody is ever reminded."""
    days = (date(2020, 1, 1) + timedelta(days=20 * number) for number in range(230))
    first: dict[tuple[str, str], Nudge] = {}
    for day in days:
        for nudge in plan_nudges(duties(), frozenset(), day):
            first.setdefault((nudge.person.id, nudge.task.id), nudge)
    return list(first.values())


def chats() -> Iterator[View]:
    """Yield what chats are told of all that a role is ever told, a few items at a time: each is named."""
    said = {
        role_of(each): [
            write_chat(replace(each, nudges=each.nudges[first : first + 5]), HookKind.SLACK, ENGLISH, head)
            for first in range(0, len(each.nudges), 5)
        ]
        for head in [replace(letterhead(wiring()), names_internal=True)]
        for each in build_digests(nudges())
    }
    yield View("chat", "mail", {role: found_in(*texts) for role, texts in said.items()}, reminded_of())


def mails(said: Iterable[Nudge], name: str, *grants: str, places: frozenset[str] | None) -> Iterator[View]:
    """Yield the parts of a digest of all that a role is told; names are a choice of the installation."""
    digests = build_digests(said)
    head = letterhead(wiring())
    full = replace(head, names_internal=True)
    for title, grant, chosen in zip((name, f"{name} in full"), grants, (head, full), strict=True):
        sent = {role_of(each): compose(each, ENGLISH, chosen, NOON) for each in digests}
        bodies = {role: found_in(*texts_of(mail)) for role, mail in sent.items()}
        heads = {role: found_in(str(mail.items())) for role, mail in sent.items()}
        yield View(f"body of a {title}", grant, bodies, places)
        yield View(f"headers of a {title}", "never", heads)


def passed_on() -> tuple[Nudge, ...]:
    """Return what would be passed on if every date were sure and nobody ever answered, long after its day."""
    ladder = replace(load_ladder(), kinds=frozenset(Kind))
    staffing = Staffing(tuple(wiring().store.people.assignments()))
    chain = build_chain(ladder, staffing, lambda _: False)
    sure = []
    for each in duties().all:
        finding = replace(each.task.dated.finding, status=Status.CONFIRMED)
        task = replace(each.task, dated=replace(each.task.dated, finding=finding))
        term = replace(each.term, due=NOON.date(), over=NOON.date())
        sure.append(replace(each, task=task, term=term))
    late = [each for each in sure if may_climb(each, ladder)]
    return plan_escalations(late, chain, Said({}), frozenset(), NOON.date() + ladder.patience)


def test_public_views_show_what_is_public_to_everybody_and_nothing_else() -> None:
    cells, wrong = differences([*feeds(), *pages(), own_pages(), prefect(), shown()])

    assert (cells, wrong) == (21 * 29 * 256, [])


def test_a_chat_names_what_is_public_whatever_the_installation_chose() -> None:
    assert differences(chats()) == (29 * 256, [])


def test_a_mail_names_what_is_public_and_its_headers_nothing() -> None:
    cells, wrong = differences(mails(nudges(), "mail", "mail", "tasks", places=reminded_of()))

    assert (cells, wrong) == (4 * 29 * 256, [])


def test_what_is_passed_on_reaches_the_desk_alone_and_names_what_is_public() -> None:
    said = passed_on()
    views = {
        each.name: each
        for each in mails(said, "mail of what is passed on", "passed on", "passed on in full", places=None)
    }
    full = views["body of a mail of what is passed on in full"].seen["OHCHR"]

    assert differences(views.values()) == (4 * 29 * 256, [])
    assert {each.person.id for each in said if each.task.office.name != "Desk OHCHR"} == {
        person_of("OHCHR").id
    }
    assert {role_of(each) for each in build_digests(said)} == {"OHCHR", "OHCHR-FIELD"}
    assert {each.task.office.name.removeprefix("Desk ") for each in said} <= set(UN)
    assert {rows()[each]["visibility"] for each in full} >= {"public", "un-internal"}


def test_each_office_reads_its_own_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch, uprcycle: CommandLine
) -> None:
    use_folder(folder, monkeypatch)
    tasks, guidance = {}, {}
    for role in (*ROLES, NOBODY):
        listed = uprcycle("checklist", "KEN", "--office", f"Desk {role}", "--json").value
        tasks[role] = found_in(json.dumps([each for each in listed if each["state"]]))
        guidance[role] = found_in(json.dumps([each for each in listed if not each["state"]]))
    everything = frozenset(rows())
    lists = [View("list", "tasks", tasks, everything), View("guidance", "guidance", guidance, everything)]

    cells, wrong = differences(lists)

    assert (cells, wrong) == (2 * 29 * 256, [])


def test_what_would_be_sent_is_the_tasks_of_each_office(
    folder: Path, monkeypatch: pytest.MonkeyPatch, uprcycle: CommandLine
) -> None:
    use_folder(folder, monkeypatch)
    words = ("nudges", "plan", "--on", "2025-03-01", "--days", "30")
    text, as_json = uprcycle(*words).out, uprcycle(*words, "--json").value
    printed = {part.split(" · ")[0]: part for part in text.split("\nDesk ")}
    planned = {
        role: found_in(
            printed.get(role, printed.get(f"Desk {role}", "")),
            json.dumps([each for each in as_json if each["person"] == person_of(role).id]),
        )
        for role in (*ROLES, NOBODY)
    }

    cells, wrong = differences([View("nudges plan", "tasks", planned)])

    assert (cells, wrong) == (29 * 256, [])
    assert {role for role, seen in planned.items() if seen} >= {"CSO", "NHRI", "UNCT", "GOVERNMENT"}


@pytest.mark.parametrize("view", ["open", "tasks"])
def test_one_word_too_many_or_too_few_is_a_difference(view: str) -> None:
    private = next(each for each, row in rows().items() if row["visibility"] == "private")
    public = next(each for each, row in rows().items() if row["visibility"] == "public")
    text = f"&#122;{rows()[private]['title'][1:]}"
    leak = View("a leak", view, {THE_PUBLIC: found_in(text)})
    named_by_id = View("an id", view, {THE_PUBLIC: found_in(f'"{private}"')})
    gap = View("a gap", "open", {}, frozenset({public}))

    assert differences([leak])[1] == [f"public finds {private} in a leak: True"]
    assert differences([named_by_id])[1] == [f"public finds {private} in an id: True"]
    assert len(differences([gap])[1]) == len(VIEWERS)
