"""What holds for every page there is: small, well-formed, readable by all, and nothing from elsewhere."""

from gettext import NullTranslations
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from tests.web.reading import Page, faults_of
from tests.web.site import app, ask, ask_all, build_app, world
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language

LIMIT = 100_000
PAGES = [
    "/",
    "/countries",
    "/countries/KEN",
    "/countries/USA",
    "/countries/UKR",
    "/countries/MMR?cycle=3",
    "/countries/KEN/hrc-adoption",
    "/sessions",
    "/sessions/30",
    "/sessions/50",
    "/sessions/54",
    "/changes",
    "/changes/1",
    "/countries/KEN?as-of=2026-11-21",
    "/subscribe",
    "/subscribe/all",
    "/subscribe/country/KEN?test=now",
    "/nothing/here",
    "/countries/Kenyaa",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_that_a_strict_reader_finds(path: str) -> None:
    assert faults_of(ask(path).text) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("<p></b></p>", "</b> closes p"),
        ('<html lang="en">', "<html> lacks lang or dir"),
        ("<h1>a</h1><h1>b</h1>", "2 <h1>"),
        ("<h1>a</h1><h3>b</h3>", "h3 follows h1"),
        ('<a href="/"></a>', "<a> has no text"),
        ("<input>", "an <input> has no label"),
        ("<nav></nav>", "a <nav> has no name of its own"),
        ("<th>a</th>", "a <th> has no scope"),
        ('<p id="a"></p><p id="a"></p>', "the id 'a' stands twice"),
        ('<a href="#b">c</a>', "href='#b' leads nowhere"),
        ("<svg></svg>", "an <svg> is neither hidden nor named"),
        ('<a href="https://elsewhere.example">a</a>', "<a> leads to 'https://elsewhere.example'"),
        ('<a href="//elsewhere.example">a</a>', "<a> leads off to '//elsewhere.example'"),
        ('<p onclick="x()"></p>', "<p> carries style or script"),
        ("<script></script>", "there is a <script>"),
    ],
)
def test_the_strict_reader_finds(broken: str, fault: str) -> None:
    assert fault in faults_of(broken)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "ru"])
def test_every_state_has_a_small_page_in_the_language_of_most_bytes_too(code: str) -> None:
    answers = ask_all(f"/countries/{each.iso3}?lang={code}" for each in world().countries.members())

    assert [answer.status_code for answer in answers] == [200] * 193
    assert [each.url.path for each in answers if len(each.content) >= LIMIT] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_other_page_is_small(path: str) -> None:
    assert len(ask(path).content) < LIMIT


def test_every_session_has_a_page() -> None:
    answers = ask_all(f"/sessions/{each.number}" for each in world().sessions)

    assert {answer.status_code for answer in answers} == {200}


def test_every_link_of_our_own_leads_somewhere() -> None:
    pages = [
        Page(ask(path).text) for path in ("/", "/sessions", "/subscribe", "/countries/USA", "/sessions/54")
    ]
    targets = {each.attributes["href"].partition("#")[0] for page in pages for each in page.all("a", "link")}
    own = sorted(each for each in targets if each.startswith("/") and not each.startswith("/countries/"))

    assert [each.url.path for each in ask_all(own) if each.status_code != 200] == []


class Recorder(NullTranslations):
    """Remembers every message that a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()

    def gettext(self, message: str) -> str:
        self.said.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.said.add(msgid1)
        return msgid1 if n == 1 else msgid2


def test_all_that_the_pages_say_is_said_in_french() -> None:
    recorder = Recorder()
    ask_all(PAGES, over=build_app(language=lambda _: Language("en", recorder)))
    path = resources.files("uprcycle") / "data" / "locales" / "fr" / "LC_MESSAGES" / "uprcycle.po"
    with path.open("rb") as source:
        catalogue = read_po(source)
    french = {each.id[0] if isinstance(each.id, tuple) else each.id for each in catalogue if each.string}

    assert len(recorder.said) > 200
    assert sorted(recorder.said - french) == []


def test_arabic_reads_from_right_to_left() -> None:
    arabic = build_app(language=lambda _: Language("ar"))
    html = Page(ask("/countries/KEN", app=arabic).text).elements[0]

    assert html.attributes == {"lang": "ar", "dir": "rtl"}


HOSTILE = "<script>alert(1)</script>\"'{{7*7}}"


@pytest.mark.parametrize(
    "path",
    [
        "/countries?name=",
        "/countries/KEN?cycle=",
        "/countries/KEN?as-of=",
        "/changes?country=",
        "/changes?from=1&to=",
        "/nothing?x=",
        "/sessions?lang=",
    ],
)
def test_what_is_typed_is_never_markup(path: str) -> None:
    page = ask(f"{path}{HOSTILE}").text

    assert faults_of(page) == []
    assert ("<script" in page, "49" in page.replace(HOSTILE, ""), "{{7*7}}" in page) == (
        False,
        path.startswith("/sessions"),  # there is a session 49
        path.endswith(("name=", "cycle=", "as-of=", "country=", "to=")),
    )


def test_pages_are_the_same_bytes_for_the_same_question() -> None:
    assert [ask(path).content for path in PAGES] == [ask(path).content for path in PAGES]


def test_the_application_is_built_from_packaged_languages() -> None:
    assert (app().title, load_language("en").code) == ("uprcycle", "en")
