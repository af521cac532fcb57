from urllib.robotparser import RobotFileParser

import pytest

from tests.web.site import ask
from web.assets import load_assets


def test_a_packaged_file_may_be_kept_for_ever() -> None:
    asset = load_assets()["style.css"]
    answer = ask(asset.path)

    assert (answer.content, answer.headers["cache-control"]) == (
        asset.body,
        "public, max-age=31536000, immutable",
    )


def test_no_other_file_is_served() -> None:
    hostile = [
        "none.css",
        "..%2Fapp.py",
        "%2e%2e%2fapp.py",
        "style.css%00",
        "/etc/passwd",
        "style.css/",
    ]

    assert [ask(f"/static/{name}").status_code for name in hostile] == [404] * len(hostile)


def test_robots_may_read_feeds_and_only_those_of_calendars_personal_ones() -> None:
    lines = ask("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: Google-Calendar-Importer",
        "Allow: /",
        "",
        "User-agent: *",
        "Disallow: /answers/",
        "Disallow: /preferences/",
        "Disallow: /unsubscribe/",
        "Disallow: /sign-in",
        "Disallow: /my",
        "Disallow: /desk",
        "Disallow: /access",
        "Disallow: /feeds/my/",
        "Allow: /feeds/",
        "Disallow: /changes/*..",
        "Disallow: /api/v1/changes/*..",
        "Disallow: /readyz",
    ]


@pytest.mark.parametrize(
    ("agent", "path", "may"),
    [
        ("Google-Calendar-Importer", "/feeds/my/token.ics", True),
        ("Google-Calendar-Importer", "/feeds/country/KEN.ics", True),
        ("Googlebot", "/feeds/my/token.ics", False),
        ("Googlebot", "/feeds/country/KEN.ics", True),
    ],
)
def test_a_program_that_obeys_finds_the_same(agent: str, path: str, *, may: bool) -> None:
    rules = RobotFileParser()
    rules.parse(ask("/robots.txt").text.splitlines())

    assert rules.can_fetch(agent, path) is may
