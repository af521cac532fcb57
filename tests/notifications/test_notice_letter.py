from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.notice_letter import NoticeLetter, write_notice
from notifications.notices import Notice
from tests.notifications.build import HEAD, MONDAY, NOON, office, person, task
from uprcycle.days.span import Status, Unknown, cut_off, day_span
from uprcycle.rules.rule import Kind, Prominence
from uprcycle.store.packaged import load_language
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Imprint, Said
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Verdict
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH

RELEASE = Imprint(2, NOON, "The session moved", "https://example.org/schedule")
REPORT = task(MONDAY, "national-report", title="Send the national report").rule
ADVICE = task(MONDAY, "advise", title="Advise the Government", visibility=Visibility.UN_INTERNAL).rule
WAS = Said(cut_off(MONDAY + timedelta(days=3), 15, 0), Status.TENTATIVE)
NOW = Said(day_span(MONDAY + timedelta(days=40)), Status.CONFIRMED)
MOVED = AnnouncedChange(ChangeKind.MOVED, REPORT, WAS, NOW)
HIDDEN = AnnouncedChange(ChangeKind.MOVED, ADVICE, WAS, NOW)


def notice(*changes: AnnouncedChange, countries: tuple[str, ...] = ("KEN",)) -> Notice:
    reviews = tuple(AnnouncedReview(each, 4, Verdict.MOVED, changes) for each in countries)
    return Notice(person(), (office("KEN", "RCO Kenya"),), reviews, (RELEASE,), MONDAY, NOON)


def written(told: Notice, *, has_entries: bool = False, names_internal: bool = False) -> NoticeLetter:
    head = replace(HEAD, names_internal=names_internal)
    return write_notice(told, ENGLISH, head, has_entries=has_entries)


def test_a_moved_date_is_said_as_it_was_and_as_it_is_with_its_certainty() -> None:
    (section,) = written(notice(MOVED)).sections
    (line,) = section.lines
    assert section.heading == "Kenya · cycle 4"
    assert (line.label, line.title) == ("Moved", "Send the national report")
    assert line.was == (
        "Thursday, 7 May 2026, 15:00 Geneva time (CEST); 16:00 Nairobi time (EAT) (tentative)"
    )
    assert line.now == "Saturday, 13 June 2026 (confirmed)"
    assert line.link == "https://uprcycle.example.org/countries/KEN?lang=en#national-report"
    assert line.is_soon is True


@pytest.mark.parametrize(
    ("kind", "old", "new", "label"),
    [
        (ChangeKind.ADDED, None, NOW, "New"),
        (ChangeKind.WITHDRAWN, WAS, None, "Cancelled"),
        (ChangeKind.CONFIRMED, WAS, NOW, "Confirmed"),
        (ChangeKind.STATUS, NOW, WAS, "Certainty changed"),
        (ChangeKind.MOVED, WAS, Said(Unknown(), Status.TENTATIVE), "Moved"),
    ],
)
def test_each_kind_of_change_has_its_word_and_names_no_side_that_is_not_there(
    kind: ChangeKind, old: Said | None, new: Said | None, label: str
) -> None:
    (section,) = written(notice(AnnouncedChange(kind, REPORT, old, new))).sections
    (line,) = section.lines
    assert (line.label, bool(line.was), bool(line.now)) == (label, old is not None, new is not None)


@pytest.mark.parametrize(
    ("told", "subject"),
    [
        (notice(MOVED), "Kenya: 1 UPR date changed"),
        (notice(MOVED, countries=("KEN", "UGA")), "2 countries: 2 UPR dates changed"),
        (notice(MOVED, HIDDEN), "Something changed in the UPR workspace"),
    ],
)
def test_the_subject_names_no_more_than_everybody_may_know(told: Notice, subject: str) -> None:
    assert written(told).subject == subject
    assert written(told, names_internal=True).subject == subject


def test_what_only_the_un_may_see_is_counted_unless_the_installation_chose_to_name_it() -> None:
    silent, spoken = written(notice(MOVED, HIDDEN)), written(notice(MOVED, HIDDEN), names_internal=True)
    assert [[each.title for each in section.lines] for section in silent.sections] == [
        ["Send the national report"]
    ]
    assert silent.unnamed.startswith("1 more date is for UN staff only")
    assert [each.title for each in spoken.sections[0].lines] == [
        "Send the national report",
        "Advise the Government",
    ]
    assert spoken.unnamed == ""


def test_a_neutral_notice_does_not_name_the_office_either() -> None:
    assert "RCO Kenya" in " ".join(written(notice(MOVED)).closing)
    assert "RCO Kenya" not in " ".join(written(notice(MOVED, HIDDEN)).closing)


def test_of_many_dates_the_weightiest_and_the_nearest_are_named_and_the_others_counted() -> None:
    far = Said(day_span(MONDAY + timedelta(days=300)), Status.ESTIMATED)
    main = AnnouncedChange(ChangeKind.MOVED, replace(REPORT, prominence=Prominence.HEADLINE), NOW, far)
    details = [
        AnnouncedChange(ChangeKind.MOVED, replace(REPORT, id=f"detail-{n}"), NOW, far) for n in range(30)
    ]
    near = AnnouncedChange(ChangeKind.MOVED, replace(REPORT, id="near"), WAS, far)
    (section,) = written(notice(*details, near, main)).sections
    assert [each.link.rpartition("#")[2] for each in section.lines] == ["national-report", "near"]
    assert section.further == "30 further dates of this State changed as well."
    assert section.link == "https://uprcycle.example.org/countries/KEN?lang=en"
    assert written(notice(main)).sections[0].further == ""


def test_what_moved_with_its_review_is_counted_but_for_headlines_deadlines_and_what_is_near() -> None:
    far = Said(day_span(MONDAY + timedelta(days=300)), Status.ESTIMATED)
    farther = Said(day_span(MONDAY + timedelta(days=400)), Status.ESTIMATED)
    review = replace(REPORT, id="working-group-review", prominence=Prominence.HEADLINE)
    deadline = replace(REPORT, id="un-deadline", kind=Kind.DEADLINE, prominence=Prominence.KEY)
    keys = [replace(REPORT, id=f"key-{n}", prominence=Prominence.KEY) for n in range(57)]
    moved = [AnnouncedChange(ChangeKind.MOVED, each, far, farther) for each in (*keys, deadline, review)]
    others = [
        AnnouncedChange(ChangeKind.MOVED, replace(REPORT, id="near"), WAS, farther),
        AnnouncedChange(ChangeKind.ADDED, replace(REPORT, id="new"), None, farther),
    ]
    (section,) = written(notice(*moved, *others)).sections
    assert [each.link.rpartition("#")[2] for each in section.lines] == [
        "working-group-review",
        "un-deadline",
        "near",
        "new",
    ]
    assert section.further == "57 further dates that follow from the day of the review moved as well."
    (alone,) = written(notice(*moved[:-1])).sections
    assert (len(alone.lines), alone.further) == (10, "48 further dates of this State changed as well.")


def test_it_says_by_which_release_and_why() -> None:
    assert written(notice(MOVED)).reasons == (
        (
            "Release 2 of Monday, 4 May 2026, 14:00 Geneva time (CEST); 12:00 UTC – The session moved – "
            "https://example.org/schedule"
        ),
    )


def test_the_attached_entries_are_explained_only_where_there_are_any() -> None:
    assert "attached" in " ".join(written(notice(MOVED), has_entries=True).advice)
    assert "attached" not in " ".join(written(notice(MOVED)).advice)


def test_it_is_written_in_the_language_of_the_reader() -> None:
    letter = write_notice(notice(MOVED), load_language("fr"), HEAD, has_entries=False)
    assert (letter.language, letter.direction) == ("fr", "ltr")
    assert letter.sections[0].lines[0].now == "samedi 13 juin 2026 (confirmée)"
