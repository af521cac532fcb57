"""A number is read as the sheet shows it: a day, a month, an hour, or the number."""

import pytest

from uprcycle.sheets.number_formats import Face, find_face, iso_text, number_text, read_format


@pytest.mark.parametrize(
    ("code", "face"),
    [
        ("General", Face.PLAIN),
        ("0.00E+00", Face.PLAIN),
        ("@", Face.PLAIN),
        ('0 "days"', Face.PLAIN),
        ("#,##0.00 [$€-40C];[Red]-#,##0.00", Face.PLAIN),
        ("[h]:mm:ss", Face.PLAIN),
        ("yyyy-mm-dd", Face.DAY),
        ("[$-409]d\\ mmm\\ yyyy;@", Face.DAY),
        ('dd"/"mm"/"yyyy', Face.DAY),
        ("d-mmm", Face.DAY),
        ("yyyy", Face.DAY),
        ("mmm-yy", Face.MONTH),
        ('mmmm" de "yyyy', Face.MONTH),
        ("dd/mm/yyyy hh:mm", Face.MOMENT),
        ("h:mm AM/PM", Face.CLOCK),
        ("mm:ss", Face.CLOCK),
    ],
)
def test_a_format_tells_what_is_meant(code: str, face: Face) -> None:
    assert read_format(code) is face


@pytest.mark.parametrize(
    ("number", "face"),
    [
        (0, Face.PLAIN),
        (14, Face.DAY),
        (17, Face.MONTH),
        (20, Face.CLOCK),
        (22, Face.MOMENT),
        (164, Face.MONTH),
    ],
)
def test_formats_go_by_number(number: int, face: Face) -> None:
    assert find_face(number, {164: "mm/yyyy"}) is face


@pytest.mark.parametrize(
    ("number", "face", "text"),
    [
        ("46146", Face.DAY, "2026-05-04"),
        ("46146.625", Face.DAY, "2026-05-04"),
        ("46146.625", Face.MOMENT, "2026-05-04 15:00"),
        ("46146", Face.MOMENT, "2026-05-04"),
        ("46143", Face.MONTH, "2026-05"),
        ("0.375", Face.CLOCK, "09:00"),
        ("0.604166666666667", Face.CLOCK, "14:30"),
        ("46146.375", Face.CLOCK, "09:00"),
        ("0.3751", Face.CLOCK, "09:00:09"),
        ("46146.9999999", Face.MOMENT, "2026-05-05"),
        ("61", Face.DAY, "1900-03-01"),
        ("60", Face.DAY, "60"),
        ("-1", Face.DAY, "-1"),
        ("9999999", Face.DAY, "9999999"),
        ("52", Face.PLAIN, "52"),
        ("52.0", Face.PLAIN, "52"),
        ("5.2E1", Face.PLAIN, "52"),
        ("1.5", Face.PLAIN, "1.5"),
        ("1e300", Face.PLAIN, "1e+300"),
        ("1e999", Face.DAY, "inf"),
        ("nan", Face.DAY, "nan"),
        ("1_0", Face.PLAIN, "1_0"),
    ],
)
def test_a_number_becomes_what_is_shown(number: str, face: Face, text: str) -> None:
    assert number_text(number, face, from_1904=False) == text


@pytest.mark.parametrize(("number", "text"), [("44684", "2026-05-04"), ("0", "1904-01-01")])
def test_days_may_count_from_1904(number: str, text: str) -> None:
    assert number_text(number, Face.DAY, from_1904=True) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("2026-05-04T00:00:00.000Z", "2026-05-04"),
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04T15:00:00", "2026-05-04T15:00:00"),
    ],
)
def test_a_midnight_nobody_wrote_is_dropped(stored: str, text: str) -> None:
    assert iso_text(stored) == text
