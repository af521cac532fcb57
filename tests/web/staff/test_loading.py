"""Loading people by pages: upload, problems beside rows, what would change, and only then the writing."""

import re

import httpx
import pytest

from tests.web.site import ask_all
from tests.web.staff.town import AMINA, IN_KENYA, KENYA, OURS, Town
from uprcycle.access.standing import Grant

HEADER = "name,email,office,role,country,language\n"
EVA = "Eva Example,eva@example.org,UNDP Kenya,UN-ENTITY,Kenya,fr\n"


def upload(town: Town, content: bytes | str, name: str = "people.csv", *grants: Grant) -> httpx.Response:
    octets = content.encode() if isinstance(content, str) else content
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + octets + b"\r\n--b--\r\n"
    app = town.app(*(grants or (IN_KENYA,)))
    (answer,) = ask_all(
        ["/people/load"], "POST", app, body, content_type="multipart/form-data; boundary=b", **OURS
    )
    return answer


def draft(town: Town, content: str) -> str:
    answer = upload(town, content)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def confirmed(page: str) -> dict[str, str]:
    """Return the form of a page as somebody sends it who ticks every box."""
    fields = re.findall(r'<input type="(?:hidden|checkbox)" name="([^"]+)" value="([^"]*)"', page)
    return dict(fields)


def test_a_file_is_looked_at_then_loaded_once(town: Town) -> None:
    path = draft(town, HEADER + EVA)
    page = town.see(path, IN_KENYA)
    assert (page.status_code, "1 added" in page.text, "Eva Example" in page.text) == (200, True, True)
    assert len(town.wiring.store.people.assignments("KEN")) == 3

    answer = town.do(path, confirmed(page.text), IN_KENYA)

    assert (answer.status_code, answer.headers["location"]) == (303, "/people?said=loaded")
    assert "UNDP Kenya" in [each.office.name for each in town.wiring.store.people.assignments("KEN")]
    assert town.do(path, confirmed(page.text), IN_KENYA).status_code == 400  # it is no longer kept


def test_every_problem_stands_beside_its_row_and_nothing_is_kept(town: Town) -> None:
    rows = "Bruno,bruno-at-example,RCO Kenya,RCOX,Kenya,en\n,x@example.org,,RCO,Nowhere,xx\n"
    page = upload(town, HEADER + rows, "../<b>peo\u202eple</b>.csv")

    assert page.status_code == 400
    found = re.findall(r'<tr><th scope="row">(\d+)</th><td>(\w+)</td>', page.text)
    assert sorted(found) == [
        ("2", "email"),
        ("2", "role"),
        ("3", "country"),
        ("3", "language"),
        ("3", "name"),
        ("3", "office"),
    ]
    assert [each for each in ("<b>peo", "\u202e") if each in page.text] == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"", "people.csv", id="empty"),
        pytest.param(b"PK\x03\x04" + b"\0" * 500, "people.xlsx", id="broken-workbook"),
        pytest.param(b"PK\x03\x04" + b"\0" * 500, "people.csv", id="workbook-as-text"),
        pytest.param(b"\x7fELF" + bytes(range(256)), "people.csv", id="program"),
        pytest.param(HEADER.encode() + b'"open quote,' * 9000, "people.csv", id="open-quote"),
        pytest.param((HEADER + EVA).encode(), "people.exe", id="ending"),
        pytest.param((HEADER + EVA).encode(), "", id="no-name"),
        pytest.param(
            HEADER + EVA.replace("Eva Example", '=HYPERLINK("https://x.example.org")'), "p.csv", id="formula"
        ),
    ],
)
def test_hostile_files_are_refused_in_words(town: Town, content: bytes | str, name: str) -> None:
    page = upload(town, content, name)

    assert (page.status_code, 'role="alert"' in page.text) == (400, True)
    assert len(town.wiring.store.people.assignments()) == 4


def test_what_moved_since_is_not_loaded_and_is_shown_as_it_stands(town: Town) -> None:
    path = draft(town, HEADER + EVA)
    form = confirmed(town.see(path, IN_KENYA).text)
    other = draft(town, HEADER + EVA.replace("fr", "es"))
    assert town.do(other, confirmed(town.see(other, IN_KENYA).text), IN_KENYA).status_code == 303

    answer = town.do(path, form, IN_KENYA)

    assert (answer.status_code, "look again" in answer.text) == (409, True)
    assert confirmed(answer.text)["digest"] != form["digest"]


def test_a_name_nearly_right_is_loaded_only_when_it_is_confirmed(town: Town) -> None:
    path = draft(town, HEADER + EVA.replace(",Kenya,fr", ",Kenyaa,fr"))
    form = confirmed(town.see(path, IN_KENYA).text)

    assert town.do(path, {"digest": form["digest"]}, IN_KENYA).status_code == 409
    assert town.do(path, form, IN_KENYA).status_code == 303


def test_other_states_and_other_peoples_drafts_are_out_of_reach(town: Town) -> None:
    togo = upload(town, HEADER + EVA.replace("Kenya", "Togo"))
    assert (togo.status_code, "TGO: 1 of the offices named" in togo.text) == (400, True)

    path = draft(town, HEADER + f"Amina Example,{AMINA.email},{KENYA.name},RCO,Kenya,fr\n")
    assert "1 changed" in town.see(path, IN_KENYA).text
    assert town.staff.enrolment.look("somebody-else", path.rsplit("/", 1)[1], lambda _code: True) is None
