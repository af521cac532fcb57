"""Lines as components: what belongs to what, however badly it is closed."""

import pytest

from calendars.doctor.tree import parse
from tests.calendars.doctor.good import SEEN


def shape(text: str) -> list[tuple[str, str, int, int]]:
    components = parse(text.replace(" ", "\r\n").encode(), SEEN).components
    return [(each.kind, each.parent, each.number, each.last) for each in components]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "BEGIN:VCALENDAR BEGIN:VEVENT UID:a END:VEVENT END:VCALENDAR",
            [("VCALENDAR", "", 1, 5), ("VEVENT", "VCALENDAR", 2, 4)],
            id="well-formed",
        ),
        pytest.param(
            "BEGIN:VCALENDAR BEGIN:VEVENT UID:a BEGIN:VEVENT END:VEVENT END:VCALENDAR",
            [("VCALENDAR", "", 1, 6), ("VEVENT", "VCALENDAR", 2, 3), ("VEVENT", "VCALENDAR", 4, 5)],
            id="an-item-ends-where-the-next-begins",
        ),
        pytest.param(
            "BEGIN:VCALENDAR BEGIN:VEVENT UID:a",
            [("VCALENDAR", "", 1, 3), ("VEVENT", "VCALENDAR", 2, 3)],
            id="the-end-of-the-file-closes-all",
        ),
    ],
)
def test_components_are_found(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert shape(text) == expected


def test_ten_thousand_levels_are_counted_and_not_followed() -> None:
    parsed = parse(b"BEGIN:X-A\r\n" * 10_000 + b"END:X-A\r\n" * 10_000, SEEN)

    assert (len(parsed.components), len(parsed.too_deep), parsed.unclosed) == (10, 9_990, ())


def test_a_line_knows_the_item_it_stands_in() -> None:
    rows = "BEGIN:VCALENDAR NAME:n BEGIN:VEVENT UID:a END:VEVENT BEGIN:VTODO UID:b END:VTODO END:VCALENDAR"
    parsed = parse(rows.replace(" ", "\r\n").encode(), SEEN)

    assert [parsed.uid_at(number) for number in range(10)] == ["", "", "", "a", "a", "a", "b", "b", "b", ""]
