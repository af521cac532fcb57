"""Of the browser that somebody signed in with its family is kept, and nothing else."""

import pytest

from web.access.programs import program_of

_MOZILLA = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox"),
        (f"{_MOZILLA} Chrome/141.0.0.0 Safari/537.36", "Chrome"),
        (f"{_MOZILLA} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge"),
        (f"{_MOZILLA} Chrome/141.0.0.0 Safari/537.36 OPR/122.0", "Opera"),
        (f"{_MOZILLA} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1", "Safari"),
        ("curl/8.14 amina@example.org", "other"),
        ("", "other"),
    ],
)
def test_a_browser_is_known_by_its_family(agent: str, expected: str) -> None:
    assert program_of(agent) == expected
