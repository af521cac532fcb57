"""What an operator reads of all States in Prefect's pages: who is where, what is due, what moved."""

from functools import cache

from flows.releases.releasing import Draft, compare_releases
from flows.reporting.overview import Around, overview_line, overview_rows, overview_text
from tests.flows.installed import TODAY, founded_memory
from tests.flows.released import postponed, release, released_for
from tests.flows.reporting.test_reports import section
from uprcycle.timetable.announced import announce
from uprcycle.timetable.world import World

BASE = "https://upr.example.org"


@cache
def world() -> World:
    return founded_memory().world()


@cache
def lines() -> list[str]:
    return overview_text(world(), TODAY, around=Around(BASE, pages={"KEN", "HTI"})).splitlines()


def test_the_overview_begins_with_the_release_and_how_to_read_on() -> None:
    assert lines()[:3] == [
        "# All reviews of cycle 4",
        "",
        f"[Our pages]({BASE}) · [change log]({BASE}/changes) · release 1 · 193 States",
    ]


def test_the_phases_of_the_overview_add_up_to_all_states() -> None:
    counts = [int(row.split(" | ")[1]) for row in section(lines(), "## Where they stand")[1:]]

    assert sum(counts) == len(world().reviews()) == 193
    assert 0 not in counts


def test_what_is_due_soon_is_named_once_for_all_its_states() -> None:
    rows = section(lines(), "## Due within 14 days")[1:]

    assert rows[1:3] == [
        "1 Oct – 30 Nov 2026 | estimated | Check which three States form the troika | 12 States",
        "November 2026 | tentative | Review in the Working Group | 15 States",
    ]
    assert len(rows) == 7


def test_every_state_is_linked_once_to_its_page_here_or_else_to_ours() -> None:
    pages = "\n".join(section(lines(), "## Page of each State"))
    here = ("[HTI](/v2/artifacts/key/upr-hti)", "[KEN](/v2/artifacts/key/upr-ken)")

    assert [pages.count(each) for each in here] == [1, 1]
    assert (pages.count("](/v2/"), pages.count(f"]({BASE}/countries/")) == (2, 191)


def test_the_overview_in_a_line_counts_every_phase() -> None:
    assert overview_line(world(), TODAY) == (
        "Pre-session 12 · Review 15 · Follow-up 68 · Mid-term 56 · Next cycle 41 · no phase open 1"
    )


def test_what_the_last_release_changed_is_told_by_its_ten_weightiest_dates() -> None:
    wiring = released_for("HTI", "KEN")
    release(wiring, Draft(postponed(wiring.world().release.schedule)))
    changed = announce(compare_releases(wiring, 1, 2), 2)
    lines = overview_text(wiring.world(), TODAY, around=Around(changed=changed, pages={"HTI"})).splitlines()
    rows = section(lines, "## What release 2 changed")[1:]

    assert "Public dates of 1 States." in lines
    assert (
        rows[1] == "Review in the Working Group | January 2027 | July 2027 | [HTI](/v2/artifacts/key/upr-hti)"
    )
    assert (len(rows), rows[10]) == (11, "… | 34 further changes")


def test_the_overview_has_a_row_for_each_state_by_code() -> None:
    rows = {row["code"]: row for row in overview_rows(world(), TODAY)}

    assert list(rows) == sorted(each.country for each in world().reviews())
    assert rows["MMR"]["session"] == "54"
    assert rows["UKR"] == {
        "code": "UKR",
        "State": "Ukraine",
        "phase": "no phase open",
        "session": "none",
        "next": "not known",
        "when": "",
    }
