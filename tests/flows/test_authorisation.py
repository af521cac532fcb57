"""Who finds a trace of which rule where: 29 viewers, every rule, every view, against one table.

The table below repeats the protection rules as data. What is seen is what stands in the bytes: each
rule has words of its own, and a hidden rule is found by its id too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest

from calendars.entries import marks_of
from calendars.feeds import find_feed, timetables_of
from calendars.selection import is_about, select_marks
from flows.export.links import Tongues
from flows.exporting import export
from flows.noticing import notices_owed, send_notices
from flows.nudging import duties_of
from flows.pages import pages_of
from flows.posting import letterhead
from flows.private_feeds import PrivateFeeds
from flows.reports import country_report, next_rows, overview_rows, overview_text
from flows.showing import show_timetable
from flows.subscribing import Wish, make
from flows.wiring import Wiring
from notifications.digest import Digest, build_digests
from notifications.message import compose, compose_notice
from notifications.notices import Notice
from notifications.plan import Nudge, plan_nudges
from tests.flows.canaries import COUNTRIES, found_in, in_memory, on_disk, person_of, reminded_of, rows
from tests.flows.conftest import use_folder
from tests.flows.installation import NOON, TODAY, CommandLine
from tests.web.site import ask_all
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import Filter
from uprcycle.timetable.plan import plan_release
from uprcycle.visibility import Audience
from uprcycle.wording.language import ENGLISH
from web.app import create_app

UN = (
    *("RC", "RCO", "UNCT", "UN-ENTITY", "HRA"),
    *("OHCHR", "OHCHR-FIELD", "DCO-REGIONAL", "UN-REGIONAL-HQ", "UN-MISSION"),
)
PARTNERS = (
    *("GOVERNMENT", "NMIRF", "NHRI", "CSO", "PARLIAMENT", "JUDICIARY", "MEDIA", "EMBASSIES"),
    *("PERMANENT-MISSIONS", "RECOMMENDING-STATES", "DONORS", "UPR-INFO", "TROIKA", "REGIONAL-BODY"),
    *("HRC", "LOCAL-GOV", "PRIVATE-SECTOR"),
)
NOBODY, THE_PUBLIC = "nobody", "public"  # an office without a role; whoever has an address
ROLES = (*UN, *PARTNERS)
VIEWERS = (*ROLES, NOBODY, THE_PUBLIC)

GRANTS: Mapping[str, Mapping[str, str]] = {
    "open": {"public": "anybody"},
    "dates": {"public": "anybody", "partners": "a role", "un-internal": "of the UN"},
    "tasks": {"public": "addressed", "partners": "addressed", "un-internal": "addressed, of the UN"},
    "guidance": {"private": "addressed"},
    "mail": {"public": "addressed"},
    "never": {},
}
"""Whom each level is for, by what is looked at; what does not stand here is denied."""


@dataclass(frozen=True)
class View:
    """What each viewer reads somewhere, and the rules that have a place there whoever looks.

    ``places`` is None for a view that shows a choice: there it only counts what must not be seen.
    """

    name: str
    grant: str
    seen: Mapping[str, frozenset[str]]
    places: frozenset[str] | None = None


def is_granted(grant: str, viewer: str, row: Mapping[str, object]) -> bool:
    """Tell from the table alone whether ``viewer`` may find the rule of ``row``."""
    conditions = GRANTS[grant].get(str(row["visibility"]))
    holds = {
        "anybody": True,
        "a role": viewer in ROLES,
        "of the UN": viewer in UN,
        "addressed": viewer in row["actors"],  # type: ignore[operator]
    }
    return conditions is not None and all(holds[each] for each in conditions.split(", "))


def differences(views: Iterable[View]) -> tuple[int, list[str]]:
    """Return how many cells were looked at, and each that is not as the table says."""
    cells, wrong = 0, []
    for view in views:
        for viewer in VIEWERS:
            seen = view.seen.get(viewer, frozenset())
            for rule_id, row in rows().items():
                cells += 1
                may = is_granted(view.grant, viewer, row)
                expected = may and rule_id in (seen if view.places is None else view.places)
                if expected is not (rule_id in seen):
                    wrong.append(f"{viewer} finds {rule_id} in {view.name}: {rule_id in seen}")
    return cells, wrong


@cache
def wiring() -> Wiring:
    return in_memory((*ROLES, NOBODY))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same installation as files, for the command line."""
    folder = tmp_path_factory.mktemp("marked") / "data"
    on_disk(folder, (*ROLES, NOBODY)).store.close()
    return folder


DATED = frozenset(rule_id for rule_id, row in rows().items() if row["kind"] != Kind.ACTION)


def fetch(*paths: str) -> str:
    """Return what the public reads under ``paths``, folded lines of calendars made whole."""
    answers = ask_all(paths, over=create_app(pages_of(wiring())))
    return "\n".join(f"{each.headers}\n{each.text}" for each in answers).replace("\r\n ", "")


def everybody(text: str) -> dict[str, frozenset[str]]:
    """Return what all viewers find in a text that is the same for all."""
    return dict.fromkeys(VIEWERS, found_in(text))


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


def named_before() -> frozenset[str]:
    """Return the rules that entries of public feeds name as what comes first."""
    public = [row for row in map(rows().get, DATED) if row and row["visibility"] == "public"]
    return frozenset(each for row in public for each in row.get("depends_on", ()))


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
    return View("page of a date", "open", everybody("\n".join(texts)), DATED)


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


def nudges() -> list[Nudge]:
    """Return one nudge for each person and task of which anybody is ever reminded."""
    duties = duties_of(wiring(), wiring().store.people.assignments())
    days = (date(2020, 1, 1) + timedelta(days=20 * number) for number in range(230))
    first: dict[tuple[str, str], Nudge] = {}
    for day in days:
        for nudge in plan_nudges(duties, frozenset(), day):
            first.setdefault((nudge.person.id, nudge.task.id), nudge)
    return list(first.values())


def mails() -> Iterator[View]:
    """Yield the parts of a digest of all that a role is ever told; names are a choice of the installation."""
    digests = build_digests(nudges())
    head = letterhead(wiring())
    full = replace(head, names_internal=True)
    for name, grant, chosen in (("mail", "mail", head), ("mail in full", "tasks", full)):
        sent = {role_of(each): compose(each, ENGLISH, chosen, NOON) for each in digests}
        bodies = {role: found_in(*texts_of(mail)) for role, mail in sent.items()}
        heads = {role: found_in(str(mail.items())) for role, mail in sent.items()}
        yield View(f"body of a {name}", grant, bodies, reminded_of())
        yield View(f"headers of a {name}", "never", heads)


def role_of(sent: Digest | Notice) -> str:
    return next(each for each in VIEWERS if person_of(each).id == sent.person.id)


def notices() -> Iterator[View]:
    """Yield the parts of what was sent of a release, with its calendar; naming all is a choice."""
    told = in_memory((*ROLES, NOBODY))
    owed = {role_of(each): each for each in notices_owed(told, TODAY)}
    full = replace(letterhead(told), names_internal=True)
    in_full = {role: compose_notice(each, ENGLISH, full, NOON) for role, each in owed.items()}
    send_notices(told, TODAY)
    roles = {each.person.id: role for role, each in owed.items()}
    sent = {
        roles[row.envelope.person]: message_from_bytes(row.envelope.payload, policy=policy.default)
        for row in told.store.ledger.rows()
    }
    for name, grant, mails in (("notice", "open", sent), ("notice in full", "dates", in_full)):
        bodies = {role: found_in(*texts_of(mail)) for role, mail in mails.items()}
        heads = {role: found_in(str(mail.items())) for role, mail in mails.items()}
        yield View(f"body of a {name}", grant, bodies)
        yield View(f"headers of a {name}", "never", heads)


def own_feeds() -> View:
    """Return the feed that each role reads behind a token; without a role there is none."""
    wish, seen = Wish("A feed", filter=Filter(countries=("KEN",))), {}
    made = {role: make(wiring(), person_of(role), wish, by="a tester").address for role in ROLES}
    feeds = PrivateFeeds(wiring())
    for role, address in made.items():
        feed = feeds(address.rsplit("/", 1)[-1].removesuffix(".ics"), "a client")
        assert feed is not None
        seen[role] = found_in(feed.body.decode().replace("\r\n ", ""))
    return View("feed of one's own", "dates", seen)


def exported(folder: Path) -> View:
    """Return every file of an export."""
    export(wiring(), folder, Tongues(("en",)), lambda: None)
    files = (each for each in folder.rglob("*") if each.is_file())
    texts = (f"{each.name}\n{each.read_bytes().decode('utf-8', 'replace')}" for each in files)
    return View("export", "open", everybody("\n".join(texts).replace("\r\n ", "")), DATED | named_before())


def texts_of(mail: EmailMessage) -> list[str]:
    return [str(each.get_content()) for each in mail.walk() if not each.is_multipart()]


def test_public_views_show_what_is_public_to_everybody_and_nothing_else() -> None:
    cells, wrong = differences([*feeds(), *pages(), own_pages(), prefect(), shown()])

    assert (cells, wrong) == (21 * 29 * 256, [])


def test_a_mail_names_what_is_public_and_its_headers_nothing() -> None:
    cells, wrong = differences(mails())

    assert (cells, wrong) == (4 * 29 * 256, [])


def test_a_notice_and_its_headers_tell_a_partner_nothing_of_the_un_and_nobody_what_is_private() -> None:
    views = {each.name: each for each in notices()}

    assert differences(views.values()) == (4 * 29 * 256, [])
    assert {role for role, found in views["body of a notice"].seen.items() if found} == {*ROLES, NOBODY}


def test_a_feed_of_ones_own_shows_what_the_role_may_see() -> None:
    view = own_feeds()

    assert differences([view]) == (29 * 256, [])
    reached = {role: {rows()[each]["visibility"] for each in view.seen[role]} for role in ("RCO", "CSO")}
    assert reached == {"RCO": {"public", "partners", "un-internal"}, "CSO": {"public", "partners"}}


def test_an_export_holds_what_is_public_and_nothing_else(tmp_path: Path) -> None:
    cells, wrong = differences([exported(tmp_path / "stick")])

    assert (cells, wrong) == (29 * 256, [])


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
