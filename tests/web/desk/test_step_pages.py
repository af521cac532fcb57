"""What each step of a draft shows."""

import re

import pytest

from tests.web.desk.uploading import (
    IN_THE_PAST,
    MOVED,
    Office,
    file_of,
    office_in_memory,
)
from tests.web.site import ask
from uprcycle.store.packaged import load_countries

FIRST = IN_THE_PAST.slots[0].country
NAME = load_countries()[FIRST].names["en"].encode()


@pytest.fixture
def office() -> Office:
    return office_in_memory()


def test_problems_stand_beside_the_rows_of_the_file_which_can_be_had_again(office: Office) -> None:
    content = file_of(IN_THE_PAST).replace(NAME, b"Atlantis")
    draft = office.uploaded("session 50.csv", content)
    page = office.look(f"{draft}?step=release")

    assert "1 problem stops this file" in page
    assert "&#39;Atlantis&#39; is not a State" in page
    assert '<td class="wrong-cell"><bdi lang="">Atlantis</bdi></td>' in page
    assert 'aria-current="step">Problems' in page
    sent = ask(f"{draft}/file", app=office.app)
    assert (sent.content, sent.headers["content-type"]) == (content, "application/octet-stream")
    assert sent.headers["content-disposition"] == "attachment; filename*=UTF-8''session%2050.csv"


def test_the_plan_says_what_moves_by_how_much_and_with_which_sequence(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    page = office.look(f"{draft}?step=plan&country={FIRST}")
    (sentence,) = re.findall(r'<p class="big told">([^<]+)</p>', page)

    assert re.sub(r"\d{2,}", "many", sentence) == "1 State with dates that moved, many dates change."
    assert "1 day later" in page
    assert "SEQUENCE 1" in page


def test_who_is_told_is_counted_by_office_with_a_sample_in_a_language_of_choice(office: Office) -> None:
    draft = office.uploaded("session.csv", file_of(MOVED))
    page = office.look(f"{draft}?step=recipients&in=fr")

    assert "1 person would be told." in page
    assert f"<bdi>RCO {FIRST}</bdi>" in page
    assert "Pourquoi cette date" in page
    assert "amina" not in page.casefold()
    assert "/answers/" not in page
