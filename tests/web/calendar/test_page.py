import pytest

from tests.web.reading import Page, faults_of
from tests.web.site import ask

CHOSEN = "/calendar?view=quarter&month=2025-05&region=africa&phase=review&lang=en"


@pytest.mark.parametrize(
    "path",
    [
        "/calendar",
        "/calendar?month=2025-05&country=KEN",
        "/calendar?view=quarter",
        "/calendar?view=cycle&cycle=4",
        "/calendar?view=cycle&country=UKR",
        "/calendar?month=2099-01&country=Narnia",
    ],
)
def test_a_calendar_has_no_fault_that_a_strict_reader_finds(path: str) -> None:
    answer = ask(path)

    assert (answer.status_code, faults_of(answer.text), len(answer.content) < 100_000) == (200, [], True)


def test_links_keep_what_is_chosen() -> None:
    links = {each.whole_text(): each.attributes["href"] for each in Page(ask(CHOSEN).text).all("a")}

    assert links["Later"] == "/calendar?view=quarter&month=2025-08&region=africa&phase=review&lang=en"
    assert links["Earlier"] == "/calendar?view=quarter&month=2025-02&region=africa&phase=review&lang=en"
    assert links["Today"] == "/calendar?view=quarter&month=2026-11&region=africa&phase=review&lang=en"
    assert links["Month"] == "/calendar?view=month&month=2025-05&region=africa&phase=review&lang=en"


def test_the_form_shows_what_is_chosen() -> None:
    options = Page(ask(CHOSEN).text).all("option")

    assert [each.attributes["value"] for each in options if "selected" in each.attributes] == [
        "africa",
        "review",
    ]


def test_a_state_of_no_time_has_an_empty_month_and_says_so() -> None:
    assert "Nothing that is known falls into this month." in ask("/calendar?month=2090-01").text


def test_a_word_that_means_nothing_is_said_and_left_out() -> None:
    assert "“Narnia” means nothing here and was left out." in ask("/calendar?country=Narnia").text
