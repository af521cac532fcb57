"""Only https to a public host is kept, with who, when and in which language."""

from datetime import date

import pytest

from tests.uprcycle.documents.build import LINK, link
from uprcycle.documents.link import check_link, is_public_address
from uprcycle.errors import BadInputError

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "url",
    [
        "https://documents.example.org",
        "https://documents.example.org/a/b.pdf?lang=fr&x=%20#page=2",
        "https://documents.example.org:443/doc/UNDOC/GEN/G22/001/01/PDF/G2200101.pdf?OpenElement",
        "https://DOCUMENTS.Example.ORG/x",
    ],
)
def test_a_public_address_is_kept(url: str) -> None:
    assert is_public_address(url)
    check_link(link(url=url), TODAY)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://documents.example.org/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//documents.example.org/",
        "https://",
        "https:///etc/passwd",
        "https://localhost/",
        "https://intranet/",
        "https://printer.local/",
        "https://files.internal/x",
        "https://a.test/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://documents.example.org:8080/",
        "https://name:secret@documents.example.org/",
        "https://documents.example.org@evil.example.org/",
        "https://documents.example.org\\@evil.example.org/",
        "https://documents.example.org/a b",
        "https://documents.example.org/\n",
        'https://documents.example.org/"onclick=x',
        "https://documents.example.org/<script>",
        "https://documénts.example.org/",
        "https://-a.example.org/",
        "https://a..example.org/",
        "https://example.org./",
        "https://documents.example.org/" + "a" * 500,
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    assert not is_public_address(url)
    with pytest.raises(BadInputError, match="is no address of a public page"):
        check_link(link(url=url), TODAY)


def test_every_problem_of_a_link_is_named_at_once() -> None:
    bad = link(by=" ", url="x", language="French", symbol="<b>", checked_on=date(2026, 11, 23))

    with pytest.raises(BadInputError) as error:
        check_link(bad, TODAY)

    assert [each.where for each in error.value.problems] == [
        "--by",
        "URL",
        "--language",
        "--symbol",
        "--checked",
    ]


def test_a_symbol_may_be_missing() -> None:
    check_link(LINK, TODAY)
    check_link(link(symbol=""), TODAY)
