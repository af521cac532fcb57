from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from calendars.endings import stamp_of_ending, write_ending
from tests.calendars.mine import ENDING, RCO, every_component, render, value, view
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import LIFETIME, Subscription
from uprcycle.wording.language import ENGLISH, Language

MADE = datetime(2026, 1, 12, tzinfo=UTC)
SUBSCRIPTION = view().subscription
EXTENDED = replace(SUBSCRIPTION, expires=date(2028, 3, 1), extended=MADE + timedelta(days=380))


def test_a_feed_reminds_of_its_end_a_fortnight_before() -> None:
    found = every_component(render(view()))[ENDING]

    names = ("DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "DTSTAMP", "UID")
    assert {each: value(found, each) for each in names} == {
        "DTSTART": "20270118",
        "DTEND": "20270119",
        "SUMMARY": "This calendar ends on 1 Feb 2027",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "DTSTAMP": "20260112T000000Z",
        "UID": "feed-s1-ends@cal.example.org",
    }
    assert value(found, "DESCRIPTION").startswith(
        "After 1 Feb 2027 it shows nothing new. Ask whoever gave you its address to extend s1: the"
    )


def test_no_filter_hides_it_and_it_counts_as_nothing_that_the_feed_holds() -> None:
    nothing = render(view(RCO, kinds=(Kind.DOCUMENT,), countries=("TGO",)))

    assert (list(every_component(nothing)), nothing.entries) == ([ENDING], 0)


def test_it_says_so_in_each_language_of_the_feed() -> None:
    told = write_ending(SUBSCRIPTION, (Language("fr"), ENGLISH))

    assert told.is_bilingual
    assert told.description.count("shows nothing new") == len(["fr", "en"])


@pytest.mark.parametrize(
    ("subscription", "day"),
    [
        pytest.param(EXTENDED, date(2028, 2, 16), id="extended"),
        pytest.param(replace(SUBSCRIPTION, expires=date(2026, 1, 20)), date(2026, 1, 12), id="of-few-days"),
        pytest.param(replace(EXTENDED, expires=date(2027, 2, 1)), date(2027, 1, 27), id="shortened"),
    ],
)
def test_another_last_day_moves_it_under_the_same_name(subscription: Subscription, day: date) -> None:
    told = write_ending(subscription, (ENGLISH,))

    assert (told.name, told.start, told.end) == (ENDING, day, day + timedelta(days=1))


def test_its_revision_rises_with_each_new_last_day_and_each_new_address() -> None:
    rotated = replace(EXTENDED, made=MADE + LIFETIME, extended=None)
    steps = [stamp_of_ending(each).sequence for each in (SUBSCRIPTION, EXTENDED, rotated)]

    assert steps == sorted(set(steps))


def test_the_digest_of_the_token_is_no_part_of_it() -> None:
    assert "0" * 64 not in "\n".join(every_component(render(view()))[ENDING])
