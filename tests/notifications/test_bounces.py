"""Reports that a mail could not be delivered: what is believed of them, and what never is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.bounces import LARGEST, Returned, read_report
from tests.notifications.reports import MESSAGE_ID, TOKEN, original, part, report, returned, status

STATUS, HEADERS, WHOLE = "message/delivery-status", "text/rfc822-headers", "message/rfc822"
STATUS_PART, HEADERS_PART = part(STATUS, status()), part(HEADERS, original())
BACK = Returned(MESSAGE_ID, "5.1.1", TOKEN)


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(returned(), id="with-headers"),
        pytest.param(report(STATUS_PART, part(WHOLE, f"{original()}\r\nbody\r\n")), id="with-the-mail"),
        pytest.param(returned(action="Failed"), id="in-capitals"),
        pytest.param(returned(code="5.1.1 (bad destination mailbox address)"), id="with-a-comment"),
        pytest.param(returned().replace(b"\r\n", b"\n"), id="from-a-mailbox"),
        pytest.param(report(STATUS_PART, HEADERS_PART, end=""), id="cut-at-its-end"),
    ],
)
def test_a_report_gives_back_which_mail_failed_and_why(octets: bytes) -> None:
    assert read_report(octets) == BACK


@pytest.mark.parametrize("code", ["5.0.0", "5.2.2", "5.7.509"])
def test_every_failure_for_good_has_its_code(code: str) -> None:
    assert read_report(returned(code=code)) == Returned(MESSAGE_ID, code, TOKEN)


@pytest.mark.parametrize(
    "octets",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00\xff\xfe", id="no-mail"),
        pytest.param(original().encode(), id="a-mail-of-ours"),
        pytest.param(returned(action="delayed", code="4.4.1"), id="a-delay"),
        pytest.param(returned(code="4.4.7"), id="given-up-later"),
        pytest.param(returned(action="delivered", code="2.0.0"), id="a-success"),
        pytest.param(returned(action="expanded", code="5.0.0"), id="a-list"),
        pytest.param(returned(code="5.1"), id="half-a-code"),
        pytest.param(report(STATUS_PART), id="without-the-mail"),
        pytest.param(report(HEADERS_PART), id="without-a-status"),
        pytest.param(returned(token="short"), id="without-a-token"),
        pytest.param(returned(message_id="no id"), id="without-an-id"),
        pytest.param(
            report(STATUS_PART, HEADERS_PART, part(HEADERS, original("<x@y>"))),
            id="with-two-mails",
        ),
        pytest.param(
            report(STATUS_PART, HEADERS_PART, kind='multipart/mixed; boundary="b"'),
            id="not-a-report",
        ),
        pytest.param(
            report(part('multipart/report; boundary="c"', returned().decode().replace("--b", "--c"))),
            id="a-report-in-a-report",
        ),
        pytest.param(report(part(WHOLE, returned().decode())), id="a-report-forwarded"),
        pytest.param(returned() + b"x" * LARGEST, id="too-large"),
        pytest.param(
            report(*[part("text/plain", "x")] * 30, STATUS_PART, HEADERS_PART),
            id="too-many-parts",
        ),
    ],
)
def test_all_else_is_passed_over(octets: bytes) -> None:
    assert read_report(octets) is None


@pytest.mark.parametrize("depth", [50, 5000])
def test_parts_within_parts_end_somewhere(depth: int) -> None:
    nested = "".join(f'Content-Type: multipart/report; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(depth))

    assert read_report(nested.encode() + returned()) is None


@given(cut=st.integers(0, len(returned())), put=st.binary(max_size=40), skipped=st.integers(0, 200))
@settings(max_examples=100)
def test_no_octets_are_stumbled_over(cut: int, put: bytes, skipped: int) -> None:
    octets = returned()[:cut] + put + returned()[cut + skipped :]

    assert read_report(octets) is None or isinstance(read_report(octets), Returned)


def test_a_token_is_not_shown_by_accident() -> None:
    assert TOKEN not in repr(read_report(returned()))
