import pytest

from web.sources import Site


@pytest.mark.parametrize(
    ("base", "address", "webcal", "is_secure"),
    [
        ("https://upr.example.org", "https://upr.example.org/a.ics", "webcal://upr.example.org/a.ics", True),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/a.ics", "webcal://127.0.0.1:8080/a.ics", False),
    ],
)
def test_a_site_knows_its_addresses(base: str, address: str, webcal: str, is_secure: bool) -> None:  # noqa: FBT001 - a column of the table
    site = Site(base)

    assert (site.address("/a.ics"), site.webcal("/a.ics"), site.is_secure) == (address, webcal, is_secure)
