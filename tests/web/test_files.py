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


def test_robots_may_read_feeds_and_neither_personal_ones_nor_comparisons() -> None:
    lines = ask("/robots.txt").text.splitlines()

    assert lines == [
        "User-agent: *",
        "Allow: /feeds/",
        "Disallow: /feeds/my/",
        "Disallow: /changes/*..",
        "Disallow: /api/v1/changes/*..",
        "Disallow: /readyz",
    ]
