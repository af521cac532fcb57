import pytest

from calendars.identity import Part, country_of, entry_name, page_path, uid_of
from tests.calendars.build import SITE


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part.WHOLE, "4-KEN-working-group-review"),
        (Part.OPENS, "4-KEN-working-group-review-opens"),
        (Part.CLOSES, "4-KEN-working-group-review-closes"),
    ],
)
def test_a_name_holds_cycle_state_milestone_and_part(part: Part, expected: str) -> None:
    assert entry_name(4, "KEN", "working-group-review", part) == expected
    assert country_of(expected) == "KEN"


def test_the_uid_is_the_name_at_the_calendar_host() -> None:
    assert uid_of("4-KEN-working-group-review", SITE) == "4-KEN-working-group-review@cal.example.org"


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        ("", "/countries/KEN"),
        ("midpoint", "/countries/KEN#midpoint"),
        ("a b\r\nX:1", "/countries/KEN#a%20b%0D%0AX%3A1"),
    ],
)
def test_a_page_is_that_of_the_state_or_of_one_date_on_it(milestone: str, expected: str) -> None:
    assert page_path("KEN", milestone) == expected
