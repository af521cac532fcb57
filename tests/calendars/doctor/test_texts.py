"""Words that people read: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import Spoil, found_in, spoilt

LINKED = "SUMMARY;LANGUAGE=en:National report\nSTATUS:NEEDS-ACTION\n"
LINK = "LINK;VALUE=URI;LINKREL=about:https://upr.example.org/\n"
SPOILT: dict[str, Spoil] = {
    "bad-escape": ("Review of Kenya", "Review\\: Kenya"),
    "unescaped-sign": ("Review of Kenya", "Review, Kenya"),
    "long-summary": (
        "SUMMARY;LANGUAGE=en:Review of Kenya",
        "SUMMARY;LANGUAGE=en:Review" + f"\n {'x' * 70}" * 4,
    ),
    "no-summary": ("SUMMARY;LANGUAGE=en:Review of Kenya\n", ""),
    "markup-in-text": ("Review of Kenya", "Review of <b>Kenya</b>"),
    "mail-address": ("Review of Kenya", "Review of Kenya (anna@example.org)"),
    "person-in-feed": ("PRIORITY:5\n", "PRIORITY:5\nATTENDEE:mailto:anna@example.org\n"),
    "no-language": lambda data: data.replace(b"SUMMARY;LANGUAGE=en:", b"SUMMARY:"),
    "link-alone": (LINKED, f"{LINKED}{LINK}"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize(
    "text", ["Review\\, Kenya", "a \\\\ b", "line\\Nline", "3 < 4 and 5 > 4", "at 15:00 <local time>", "a@b"]
)
def test_what_is_unusual_and_right_is_left_alone(text: str) -> None:
    assert found_in(spoilt(("Review of Kenya", text))) == []
