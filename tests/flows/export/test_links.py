import pytest

from flows.export.links import Tongues, file_of, localise

BOTH = Tongues(("en", "fr"))


def full(link: str) -> str:
    return f"https://upr.example.org{link}"


@pytest.mark.parametrize(
    ("address", "language", "file"),
    [
        ("/", "en", "index.html"),
        ("/", "fr", "fr/index.html"),
        ("/countries", "en", "countries/index.html"),
        ("/countries/KEN", "en", "countries/KEN.html"),
        ("/countries/KEN?lang=fr#midpoint", "en", "fr/countries/KEN.html#midpoint"),
        ("/countries/KEN/midpoint", "en", "countries/KEN.html#midpoint"),
        ("/countries/KEN?lang=en", "fr", "countries/KEN.html"),
        ("/sessions/54", "fr", "fr/sessions/54.html"),
        ("/changes/2", "en", "changes/2.html"),
        ("/feeds/all.ics", "en", "feeds/all.ics"),
        ("/feeds/country/KEN.ics?lang=fr", "en", "fr/feeds/country/KEN.ics"),
        ("/api/v1/countries/KEN/documents", "en", "api/countries/KEN/documents.json"),
        ("/static/style.css?v=0123456789ab", "fr", "static/style.css"),
        ("/countries/KEN?cycle=3", "en", None),
        ("/countries/KEN?lang=de", "en", None),
        ("/feeds/my/token.ics", "en", "feeds/my/token.ics"),
        ("/changes.atom", "en", None),
        ("/subscribe/country/KEN", "en", None),
        ("/countries/../secret", "en", None),
        ("/static/../../secret", "en", None),
    ],
)
def test_an_address_has_its_file_or_none(address: str, language: str, file: str | None) -> None:
    assert file_of(address, language, BOTH) == file


@pytest.mark.parametrize(
    ("page", "link", "leads"),
    [
        ("/countries/KEN", "/", "../index.html"),
        ("/countries/KEN", "/countries/UGA#midpoint", "UGA.html#midpoint"),
        ("/countries/KEN", "?lang=fr", "../fr/countries/KEN.html"),
        ("/", "/static/style.css?v=1", "static/style.css"),
        ("/", "/subscribe/all", "https://upr.example.org/subscribe/all"),
        ("/", "/countries?name=x&amp;y=z", "https://upr.example.org/countries?name=x&amp;y=z"),
        ("/", "#main", "#main"),
        ("/", "https://example.org/a", "https://example.org/a"),
        ("/", "webcal://upr.example.org/feeds/all.ics", "webcal://upr.example.org/feeds/all.ics"),
        ("/", "//example.org/a", "//example.org/a"),
    ],
)
def test_a_link_leads_to_the_file_or_back_to_the_site(page: str, link: str, leads: str) -> None:
    assert localise(f'<a href="{link}">x</a>', page, "en", BOTH, full) == f'<a href="{leads}">x</a>'


def test_sources_and_forms_are_links_too_and_text_is_not() -> None:
    html = '<form action="/countries"><img src="/static/icon.svg"> /countries/KEN href=</form>'
    assert localise(html, "/sessions", "en", BOTH, full) == (
        '<form action="../countries/index.html"><img src="../static/icon.svg"> /countries/KEN href=</form>'
    )
