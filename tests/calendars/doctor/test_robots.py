"""What robots.txt allows."""

import pytest

from calendars.doctor.robots import may_fetch

ROBOT = "Google-Calendar-Importer"
PATH = "/feeds/my/abc.ics?lang=fr"


@pytest.mark.parametrize(
    ("robots", "is_free"),
    [
        pytest.param("", True, id="nothing-said"),
        pytest.param("User-agent: *\nDisallow: /", False, id="all-forbidden"),
        pytest.param("User-agent: *\nDisallow:", True, id="nothing-forbidden"),
        pytest.param("user-agent: *\nAllow: /feeds/\nDisallow: /feeds/my/", False, id="the-longest-wins"),
        pytest.param("User-agent: *\nDisallow: /feeds/\nAllow: /feeds/", True, id="of-two-alike-allow-wins"),
        pytest.param(
            f"User-agent: *\nDisallow: /\n\nUser-agent: {ROBOT}\nAllow: /", True, id="its-own-group"
        ),
        pytest.param(f"User-agent: a\nUser-agent: {ROBOT.lower()}\nDisallow: /", False, id="a-shared-group"),
        pytest.param("User-agent: other\nDisallow: /", True, id="another-robot"),
        pytest.param("User-agent: *\nDisallow: /*.ics", False, id="a-star"),
        pytest.param("User-agent: *\nDisallow: /*.ics$", True, id="a-star-and-an-end-elsewhere"),
        pytest.param("User-agent: *\nDisallow: /*=fr$", False, id="a-star-and-an-end"),
        pytest.param("User-agent: *\nDisallow: /feeds$ # all of them", True, id="an-end-and-a-remark"),
        pytest.param("User-agent: *\nDisallow: /*my*my", True, id="a-star-that-finds-nothing"),
        pytest.param("<html>no robots here</html>", True, id="a-page"),
    ],
)
def test_a_path_is_free_or_not(robots: str, *, is_free: bool) -> None:
    assert may_fetch(robots, ROBOT, PATH) is is_free
