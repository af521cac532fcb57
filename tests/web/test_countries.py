import pytest

from tests.web.reading import Page
from tests.web.site import BASE, ask, build_app, world
from web.sources import Site


def page(path: str) -> Page:
    return Page(ask(path).text)


def section(found: Page, heading: str) -> str:
    """The text of the section with this heading, on one line."""
    home = next(each.parent for each in found.all("h2") if each.whole_text() == heading)
    assert home is not None
    return home.whole_text()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Kenya", "KEN"),
        ("  kenya ", "KEN"),
        ("KEN", "KEN"),
        ("Côte d'Ivoire", "CIV"),
        ("cote d’ivoire", "CIV"),
        ("Swaziland", "SWZ"),
        ("Allemagne", "DEU"),
        ("Китай", "CHN"),
        ("中国", "CHN"),
        ("مصر", "EGY"),
    ],
)
def test_a_state_is_found_by_any_of_its_names(typed: str, code: str) -> None:
    answer = ask(f"/countries?name={typed}")

    assert (answer.status_code, answer.headers["location"]) == (303, f"/countries/{code}")


@pytest.mark.parametrize("path", ["/countries/ken", "/countries/Kenya", "/countries?name=kenya"])
def test_other_spellings_lead_to_the_one_address(path: str) -> None:
    assert (ask(path).status_code, ask(path).headers["location"]) == (303, "/countries/KEN")


@pytest.mark.parametrize(
    "hostile",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "%0d%0aLocation:%20//evil.example",
        "javascript:x",
    ],
)
def test_no_name_leads_off_our_own_pages(hostile: str) -> None:
    answers = [ask(f"/countries?name={hostile}"), ask(f"/countries?name=Kenya&lang={hostile}")]

    assert [(each.status_code, each.headers.get("location")) for each in answers] == [
        (404, None),
        (303, "/countries/KEN"),
    ]


def test_the_list_holds_every_state_by_name() -> None:
    rows = [each.whole_text() for each in page("/countries").all("th") if each.attributes["scope"] == "row"]

    assert (len(rows), rows[0], rows[-1]) == (193, "Afghanistan", "Zimbabwe")


def test_a_page_tells_where_the_review_stands() -> None:
    stands = section(page("/countries/KEN"), "Where it stands")

    assert stands == "Where it stands Follow-up Review: Thursday, 1 May 2025 tentative to the day Session 49"


def test_an_empty_slot_stays_visible() -> None:
    stands = section(page("/countries/USA"), "Where it stands")

    assert "Review: November 2026 tentative month only Session 53" in stands
    assert "Earlier slot, in session 50: Friday, 7 November 2025 withdrawn to the day" in stands


def test_a_review_without_a_date_says_so_everywhere() -> None:
    found = page("/countries/UKR")

    assert "No date is known" in section(found, "Where it stands")
    assert "date not known not known It has no session yet." in section(found, "Where it stands")
    assert section(found, "What comes next").endswith("Nothing with a known date lies ahead in this cycle.")
    assert section(found, "The way of this review").endswith(
        "There is nothing to draw: no date of this review is known."
    )
    assert section(found, "All dates, by phase").count("date not known") >= 70


def test_three_dates_come_next_and_lead_to_their_places() -> None:
    found = page("/countries/KEN")
    cards = [
        each
        for each in found.all("a")
        if any(above.attributes.get("class") == "cards" for above in each.ancestors())
    ]

    assert [each.attributes["href"] for each in cards] == [
        "#midpoint",
        "#state-mid-term-report",
        "#project-next-review",
    ]


@pytest.mark.parametrize("code", ["KEN", "USA", "UKR", "PRK"])
def test_every_public_milestone_has_its_anchor_and_nothing_else_is_named(code: str) -> None:
    timetable = world().timetable(code)
    ids = {each.attributes.get("id") for each in page(f"/countries/{code}").elements}
    public = {each.id for each in timetable.milestones if each.rule.visibility.value == "public"}
    hidden = {each.id for each in timetable.milestones} - public

    assert (public <= ids, hidden & ids, bool(hidden)) == (True, set(), True)


def test_a_date_tells_why() -> None:
    found = page("/countries/KEN")
    reasons = [each for each in found.all("details") if each.children[0].whole_text() == "Why this date?"]

    assert len(reasons) == 21
    assert all(len(each.children[1].children) >= 3 for each in reasons)


def test_another_cycle_has_its_own_page_and_no_feed() -> None:
    found = page("/countries/KEN?cycle=3")
    current = [each.whole_text() for each in found.all("a") if each.attributes.get("aria-current") == "page"]

    assert current == ["Cycle 3"]
    assert [each.whole_text() for each in found.all("h2") if "calendar" in each.whole_text()] == []
    assert "Session 35" in section(found, "Where it stands")


@pytest.mark.parametrize("cycle", ["9", "0", "-4", "four", "٤", "4.0", "4" * 400])
def test_a_cycle_that_is_not_there_is_refused(cycle: str) -> None:
    assert ask(f"/countries/KEN?cycle={cycle}").status_code == 404


def test_a_calendar_is_opened_copied_or_downloaded_with_a_warning() -> None:
    found = page("/countries/KEN")
    box = section(found, "Keep these dates in your calendar")
    inputs = [each.attributes["value"] for each in found.all("input") if "readonly" in each.attributes]
    links = [each.attributes["href"] for each in found.all("a") if ".ics" in each.attributes["href"]]

    assert inputs == ["https://upr.example.org/feeds/country/KEN.ics"]
    assert links == ["webcal://upr.example.org/feeds/country/KEN.ics", "/feeds/country/KEN.ics"]
    assert box.endswith("a snapshot: it will not change when dates move. How to add it to your calendar")


@pytest.mark.parametrize(
    ("cycle", "geneva", "tonga"),
    [
        (3, "Thursday, 29 June 2017", "Friday, 30 June 2017"),
        (4, "Tuesday, 11 October 2022", "Wednesday, 12 October 2022"),
    ],
)
def test_an_hour_in_geneva_that_is_the_next_day_there_is_told_by_both_days(
    cycle: int, geneva: str, tonga: str
) -> None:
    days = f"{geneva}, 15:00 Geneva time (CEST); {tonga}, 02:00 Tongatapu time (+13)"
    found = page(f"/countries/TON?cycle={cycle}")
    cards = {each.attributes.get("id", ""): each for each in found.all("article")}

    told = {code: card.whole_text() for code, card in cards.items() if "Tongatapu" in card.whole_text()}
    assert sorted(told) == ["stakeholder-submission-deadline", "un-entity-submission-deadline"]
    assert [text.count(days) for text in told.values()] == [1, 1]


def test_the_page_of_one_date_holds_its_whole_reason() -> None:
    found = page("/countries/KEN/hrc-adoption")

    assert [each.whole_text() for each in found.all("h1")] == ["Outcome adopted by the Human Rights Council"]
    assert (
        len(
            [each for each in found.all("li") if each.parent and each.parent.attributes.get("class") == "why"]
        )
        > 3
    )


@pytest.mark.parametrize(("task", "status"), [("attend-review", 200), ("begin-joint-unct-report", 404)])
def test_a_task_has_a_page_if_anybody_may_know_of_it(task: str, status: int) -> None:
    assert ask(f"/countries/KEN/{task}?cycle=4").status_code == status


def test_the_page_of_a_date_that_is_not_public_does_not_exist() -> None:
    hidden = [
        each.id for each in world().timetable("KEN").milestones if each.rule.visibility.value != "public"
    ]
    answers = [ask(f"/countries/KEN/{each}") for each in (*hidden[:3], "never-heard-of")]

    assert [each.status_code for each in answers] == [404] * 4
    assert len({each.content for each in answers}) == 1


@pytest.mark.parametrize(
    ("prefect_url", "path", "expected"),
    [
        pytest.param("", "/countries/KEN", [], id="not linked"),
        pytest.param(
            "https://runs.example.org",
            "/countries/KEN",
            ["https://runs.example.org/v2/artifacts/key/upr-ken"],
            id="linked",
        ),
        pytest.param("https://runs.example.org", "/countries/KEN?as-of=2026-11-20", [], id="as it stood"),
    ],
)
def test_a_page_leads_to_what_ran_only_where_an_operator_wants_it(
    prefect_url: str, path: str, expected: list[str]
) -> None:
    app = build_app(site=Site(BASE, hosts=("upr.example.org",), prefect_url=prefect_url))
    links = [each.attributes.get("href") or "" for each in Page(ask(path, app=app).text).all("a")]

    assert [each for each in links if "artifacts" in each] == expected
