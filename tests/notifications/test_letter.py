from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from notifications.cadence import Stage, Term
from notifications.digest import Digest, build_digests
from notifications.ladder import Party
from notifications.letter import write_letter
from notifications.links import Tokens
from notifications.plan import Nudge
from tests.notifications.build import HEAD, MONDAY, NOON, nudge, office, task
from tests.uprcycle.wording.test_languages import UNREAD
from uprcycle.checklist.task import Task
from uprcycle.days.span import Status, cut_off, read_span, window_span
from uprcycle.store.packaged import language_codes, load_language
from uprcycle.store.ports import Purpose
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH, Language

KENYA, UGANDA = office("KEN", "RCO Kenya"), office("UGA", "RCO Uganda")
IN_A_WEEK = MONDAY + timedelta(days=7)
UNNAMED = (
    "2 items are for UN staff only and not named in a mail; keep in mind: Monday, 11 May 2026 (confirmed)."
)
LIVE = replace(HEAD, tokens=Tokens(dict.fromkeys(Purpose, "secret")))
NAMING = replace(HEAD, names_internal=True)


def digest_of(tasks: Iterable[Task]) -> Digest:
    (digest,) = build_digests([nudge(each) for each in tasks])
    return digest


@pytest.mark.parametrize(
    ("tasks", "subject"),
    [
        pytest.param(
            [task(IN_A_WEEK, of=KENYA)], "Kenya: 1 UPR task, 11 May 2026 (confirmed)", id="one-of-one-country"
        ),
        pytest.param(
            [task(IN_A_WEEK, item, of=KENYA, status=Status.ESTIMATED) for item in "ab"],
            "Kenya: 2 UPR tasks, first 11 May 2026 (estimated)",
            id="two-of-one-country",
        ),
        pytest.param(
            [task(IN_A_WEEK, of=KENYA), task(MONDAY, of=UGANDA)],
            "2 countries: 2 UPR tasks, first 4 May 2026 (confirmed)",
            id="two-countries",
        ),
        pytest.param(
            [task(IN_A_WEEK, of=KENYA, visibility=Visibility.UN_INTERNAL)],
            "You have an item in the UPR workspace",
            id="internal",
        ),
        pytest.param(
            [task(IN_A_WEEK, of=KENYA), task(MONDAY, of=KENYA, visibility=Visibility.PARTNERS)],
            "You have 2 items in the UPR workspace",
            id="one-internal-is-enough",
        ),
    ],
)
def test_subject(tasks: list[Task], subject: str) -> None:
    assert write_letter(digest_of(tasks), ENGLISH, HEAD).subject == subject
    assert write_letter(digest_of(tasks), ENGLISH, NAMING).subject == subject


def test_what_is_internal_is_a_number_and_a_day_unless_it_may_be_named() -> None:
    tasks = [
        task(IN_A_WEEK, "a", of=KENYA, visibility=Visibility.UN_INTERNAL),
        task(IN_A_WEEK, "b", of=KENYA, visibility=Visibility.UN_INTERNAL, title="Advise the Government"),
    ]
    neutral = write_letter(digest_of(tasks), ENGLISH, HEAD)
    naming = write_letter(digest_of(tasks), ENGLISH, NAMING)

    assert (neutral.sections, neutral.unnamed) == (
        (),
        UNNAMED,
    )
    assert [word for word in ("Kenya", "Advise", "report") if word in str(neutral)] == []
    assert naming.unnamed == ""
    assert [each.title for each in naming.sections[0].entries] == [
        "Write the report",
        "Advise the Government",
    ]


LATE = MONDAY - timedelta(days=5)


def passed_on(of: Task) -> Nudge:
    """Return what comes to the desk after the office and its head were told."""
    return replace(nudge(of), office=office(name="UPR desk"), told_before=(Party.HOLDER, Party.HEAD))


def test_what_is_passed_on_says_whose_it_is_since_when_and_who_was_told_in_vain() -> None:
    (digest,) = build_digests([passed_on(task(LATE, of=KENYA)), nudge(task(MONDAY, "own", of=UGANDA))])
    letter = write_letter(digest, ENGLISH, HEAD)
    first, second = letter.sections

    assert letter.subject == "You have 2 items in the UPR workspace"
    assert (first.heading, first.is_pressing) == ("Passed on to you, because it is still open", True)
    assert [(each.office, each.left, each.notes) for each in first.entries] == [
        (
            "RCO Kenya",
            "5 days late",
            ("Told before, without an answer: whoever holds the office, the head of the office.",),
        )
    ]
    assert [each.office for each in second.entries] == ["RCO Uganda"]
    assert letter.closing[0] == "You receive this because you hold: RCO Uganda, UPR desk."
    assert letter.closing[1].startswith("What is passed on to you is overdue")


def test_what_is_internal_and_passed_on_is_counted_apart() -> None:
    internal = [
        task(LATE, "a", of=KENYA, visibility=Visibility.UN_INTERNAL),
        task(LATE, "b", of=KENYA, visibility=Visibility.UN_INTERNAL),
    ]
    own = task(IN_A_WEEK, "c", of=KENYA, visibility=Visibility.UN_INTERNAL)
    (digest,) = build_digests([*map(passed_on, internal), nudge(own)])
    letter = write_letter(digest, ENGLISH, HEAD)

    assert letter.sections == ()
    assert letter.unnamed == (
        "2 overdue items of offices were passed on to you; "
        "they are for UN staff only and not named in a mail. "
        "One item is for UN staff only and not named in a mail; "
        "keep in mind: Monday, 11 May 2026 (confirmed)."
    )
    assert "Kenya" not in str(letter)


def test_an_hour_is_given_in_geneva_and_in_the_country() -> None:
    (section,) = write_letter(digest_of([task(cut_off(IN_A_WEEK, 15, 0), of=KENYA)]), ENGLISH, HEAD).sections

    assert [(each.when, each.certainty) for each in section.entries] == [
        (
            "Monday, 11 May 2026, 15:00 Geneva time (CEST); 16:00 Nairobi time (EAT)",
            "confirmed, to the hour",
        )
    ]


@pytest.mark.parametrize(
    ("due", "left"),
    [
        pytest.param(MONDAY - timedelta(days=14), "14 days late", id="late"),
        pytest.param(MONDAY, "today", id="today"),
        pytest.param(MONDAY + timedelta(days=1), "in 1 day", id="tomorrow"),
        pytest.param(MONDAY + timedelta(days=30), "in 30 days", id="ahead"),
    ],
)
def test_how_much_time_is_left(due: date, left: str) -> None:
    (section,) = write_letter(digest_of([task(due, of=KENYA)]), ENGLISH, HEAD).sections

    assert section.entries[0].left == left


@pytest.mark.parametrize(
    ("opens", "days", "left"),
    [
        pytest.param(MONDAY, 60, "open now, 60 days left", id="today"),
        pytest.param(MONDAY - timedelta(days=400), 1, "open now, 1 day left", id="long-since"),
        pytest.param(MONDAY - timedelta(days=400), 0, "today", id="last-day"),
        pytest.param(MONDAY + timedelta(days=2), 60, "in 60 days", id="after-the-weekend"),
    ],
)
def test_an_open_window_says_how_long_it_is_open_still(opens: date, days: int, left: str) -> None:
    due = MONDAY + timedelta(days=days)
    told = replace(
        nudge(task(window_span(opens, due))),
        term=Term(due, due, opens=opens),
        stage=Stage("window-opens", MONDAY, due),
    )
    (digest,) = build_digests([told])

    assert write_letter(digest, ENGLISH, HEAD).sections[0].entries[0].left == left


def test_every_entry_links_to_the_reason_of_its_date_in_the_language_of_the_reader() -> None:
    of_rule = task(IN_A_WEEK, of=KENYA)
    digest = digest_of([replace(of_rule, dated=replace(of_rule.dated, ordinal=3))])
    links = {
        code: write_letter(digest, load_language(code), HEAD).sections[0].entries[0].link
        for code in language_codes()
    }

    assert links == {
        code: f"https://uprcycle.example.org/countries/KEN?lang={code}#write-report"
        for code in language_codes()
    }


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.WITHDRAWN])
def test_no_date_stands_without_its_status_and_precision(status: Status) -> None:
    spans = [read_span(text) for text in ("2026-05-08", "2026-05", "by 2026-05-10", "2026-05-06T15:00")]
    tasks = [task(each, f"item-{count}", of=KENYA, status=status) for count, each in enumerate(spans)]
    sections = write_letter(digest_of(tasks), ENGLISH, HEAD).sections

    assert [each.certainty for section in sections for each in section.entries] == [
        f"{status}, {precision}" for precision in ("to the hour", "to the day", "latest day", "month only")
    ]


def test_a_rough_date_says_by_when_it_may_be_over() -> None:
    rough = task(window_span(IN_A_WEEK, IN_A_WEEK + timedelta(days=20)), of=KENYA, forecast=True)
    (section,) = write_letter(digest_of([rough]), ENGLISH, HEAD).sections

    assert [(each.when, each.left, each.notes) for each in section.entries] == [
        (
            "11–31 May 2026",
            "in 7 days",
            ("The date is only known roughly: it may be over after Monday, 11 May 2026.",),
        )
    ]


def test_what_is_not_known_to_apply_and_what_waits_for_others_say_so() -> None:
    plain = task(IN_A_WEEK, of=KENYA)
    doubtful = replace(plain, dated=replace(plain.dated, applies=None), waits_for=("collect",))
    (section,) = write_letter(digest_of([doubtful]), ENGLISH, HEAD).sections

    assert section.entries[0].notes == (
        "It is not known whether this applies to the State.",
        "1 earlier task is still open.",
    )


def test_missing_translations_are_owned_up_to() -> None:
    strange = digest_of([task(IN_A_WEEK, of=KENYA, title="A title that no catalogue holds")])
    french = Language("fr")

    assert write_letter(strange, ENGLISH, HEAD).closing == (
        "You receive this because you hold: RCO Kenya.",
        "It was sent by a program; opening a link changes nothing.",
    )
    assert write_letter(strange, french, HEAD).closing == (
        UNREAD,
        "Some texts are not translated yet and stand in English.",
        "You receive this because you hold: RCO Kenya.",
        "It was sent by a program; opening a link changes nothing.",
    )


def test_a_letter_says_since_when_it_is_late_and_how_many_it_does_not_name() -> None:
    tasks = [task(MONDAY + timedelta(days=count), f"item-{count}") for count in range(5)]
    internal = task(IN_A_WEEK, "internal", visibility=Visibility.UN_INTERNAL)
    digest = digest_of([*tasks, internal])
    late = replace(digest, since=MONDAY - timedelta(days=3), most=3)
    letter = write_letter(late, ENGLISH, HEAD)

    assert letter.late == (
        "This comes late: part of it was to be said from Friday, 1 May 2026 on. "
        "All days are counted from today."
    )
    assert (letter.more, letter.unnamed) == ("And 3 more, on your list.", "")
    assert sum(len(each.entries) for each in letter.sections) == 3
    assert letter.opening.startswith("6 tasks for 1 country")
    assert letter.subject == "You have 6 items in the UPR workspace"
    on_time = write_letter(digest, ENGLISH, HEAD)
    assert (on_time.late, on_time.more) == ("", "")


def test_each_item_of_an_office_of_one_s_own_can_be_answered_in_the_order_of_the_keys() -> None:
    own = [task(IN_A_WEEK, item, of=KENYA) for item in ("write", "advise")]
    passed_on = replace(nudge(task(IN_A_WEEK, "brief", of=KENYA)), office=UGANDA)
    (digest,) = build_digests([*(nudge(each) for each in own), passed_on])
    (section,) = write_letter(digest, load_language("fr"), LIVE).sections

    assert [(each.title, each.answer) for each in section.entries] == [
        ("Write the report", "https://uprcycle.example.org/answers/secret/1?lang=fr"),
        ("Write the report", ""),
        ("Write the report", "https://uprcycle.example.org/answers/secret/3?lang=fr"),
    ]


def test_what_somebody_gave_back_says_so() -> None:
    again = nudge(task(IN_A_WEEK, of=KENYA))
    back = replace(again, stage=replace(again.stage, name="handed-back-2026-05-03"))
    (digest,) = build_digests([back])
    (section,) = write_letter(digest, ENGLISH, HEAD).sections

    assert section.entries[0].notes == ("Somebody else gave this back to the office: it is not theirs.",)


def test_only_a_mail_that_is_sent_has_links_that_open_something() -> None:
    sent = [replace(HEAD, sent=True).for_a_mail(NOON).tokens for _ in range(2)]

    assert HEAD.for_a_mail(NOON) is HEAD
    assert [each.made_at for each in sent] == [NOON, NOON]
    assert sent[0].by_purpose != sent[1].by_purpose
