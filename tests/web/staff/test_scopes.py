"""Who may open and do what: every standing by every page and act, against one table (T36)."""

from urllib.parse import urlencode

import pytest

from tests.web.site import ask, send
from tests.web.staff.town import (
    AMINA,
    BRUNO,
    CHARA,
    DANA,
    HEAD,
    HELD,
    IN_KENYA,
    OURS,
    Town,
    naming,
)
from uprcycle.access.standing import Grant, Standing

A, B, D = (f"/people/{each.id}" for each in (AMINA, BRUNO, DANA))
KENYA = frozenset({"KEN"})
READERS = {
    "partner": ((), (HELD[2],)),
    "holder": ((), (HELD[1],)),
    "head": ((), (HEAD,)),
    "admin KEN": ((IN_KENYA,), ()),
    "admin": ((Grant(Standing.ADMINISTRATOR),), ()),
    "officer KEN": ((Grant(Standing.OFFICER, KENYA),), ()),
    "officer": ((Grant(Standing.OFFICER),), ()),
    "observer KEN": ((Grant(Standing.OBSERVER, KENYA),), ()),
}
PAGES = {
    "/people": "403 403 200 200 200 200 200 200",
    A: "403 403 200 200 200 200 200 200",
    D: "403 403 404 404 200 404 200 404",
    f"{A}/erase": "403 403 404 200 200 404 404 404",
    "/people/load": "403 403 403 200 200 403 403 403",
    "/people/load/none": "403 403 403 400 400 403 403 403",
    "/people/gaps": "403 403 403 200 200 200 200 200",
    "/people/gaps?state=TGO": "403 403 404 404 200 404 200 404",
    "/outbox": "403 403 403 403 403 200 200 403",
    "/outbox/sent": "403 403 403 403 403 200 200 403",
    "/outbox/notices": "403 403 403 403 403 200 200 403",
    "/outbox/ahead": "403 403 403 403 403 200 200 403",
    "/outbox/send": "403 403 403 403 403 403 200 403",
    "/outbox/messages/none@example.org": "403 403 403 403 403 404 404 403",
    f"/outbox/notices/{DANA.id}": "403 403 403 403 403 404 404 403",
    f"/outbox/ahead/2026-11-30/{DANA.id}": "403 403 403 403 403 404 404 403",
    "/knowledge": "403 403 403 403 403 200 200 200",
    "/knowledge?state=TGO": "403 403 403 403 403 404 200 404",
    "/board": "403 403 200 403 403 200 200 200",
    "/board/49": "403 403 200 403 403 200 200 200",
    "/board/53": "403 403 404 403 403 404 200 404",
    "/health": "403 403 403 403 200 403 200 403",
}
ACTS = {
    "end": (A, naming(HEAD, "end", last="2026-12-31"), "403 403 404 303 303 404 404 404"),
    "head": (B, naming(HELD[1], "head", head="no"), "403 403 404 303 303 404 404 404"),
    "deputy": (B, naming(HELD[1], "deputy", deputy_of=AMINA.id), "403 403 303 303 303 404 404 404"),
    "back": (B, {"action": "back", "on": "2026-12-01"}, "403 403 400 400 400 404 404 404"),
    "away": (
        B,
        {"action": "away", "away_from": "2026-12-01", "away_to": "2026-12-02"},
        "403 403 303 303 303 404 404 404",
    ),
    "reached": (B, {"action": "reached"}, "403 403 404 303 303 404 404 404"),
    "add in Kenya": (
        B,
        {"action": "add", "country": "KEN", "office": "UNDP Kenya", "role": "UN-ENTITY"},
        "403 403 404 303 303 404 404 404",
    ),
    "add in Togo": (
        B,
        {"action": "add", "country": "TGO", "office": "UNDP Togo", "role": "UN-ENTITY"},
        "403 403 404 404 303 404 404 404",
    ),
    "end in Togo": (D, naming(HELD[3], "end", last="2026-12-31"), "403 403 404 404 303 404 404 404"),
    "erase": (f"{A}/erase", {"name": "somebody else"}, "403 403 404 400 400 404 404 404"),
    "load": ("/people/load/none", {"digest": "0" * 64}, "403 403 403 400 400 403 403 403"),
    "hold": ("/outbox", {"action": "hold", "reason": "look"}, "403 403 403 403 403 403 303 403"),
    "send": ("/outbox/send", {"digest": "none"}, "403 403 403 403 403 403 409 403"),
}


@pytest.mark.parametrize("reader", READERS)
def test_each_page_opens_to_whom_the_table_says(still_town: Town, reader: str) -> None:
    grants, held = READERS[reader]
    place = list(READERS).index(reader)
    app = still_town.app(*grants, held=held)

    found = {path: str(ask(path, app=app).status_code) for path in PAGES}

    assert found == {path: row.split()[place] for path, row in PAGES.items()}


@pytest.mark.parametrize("reader", READERS)
def test_each_act_is_done_for_whom_the_table_says(town: Town, reader: str) -> None:
    grants, held = READERS[reader]
    place = list(READERS).index(reader)
    app = town.app(*grants, held=held)

    found = {
        name: str(send(path, urlencode(form), app, **OURS).status_code)
        for name, (path, form, _) in ACTS.items()
    }

    assert found == {name: row.split()[place] for name, (_, _, row) in ACTS.items()}


def test_nobody_who_has_not_signed_in_sees_or_does_anything(still_town: Town) -> None:
    app = still_town.app()

    assert {ask(path, app=app).status_code for path in PAGES} == {303}
    posted = {send(path, urlencode(form), app, **OURS).status_code for path, form, _ in ACTS.values()}
    assert posted == {401}


def test_no_other_page_can_send_our_forms(town: Town) -> None:
    app = town.app(Grant(Standing.ADMINISTRATOR), Grant(Standing.OFFICER))
    foreign = {"origin": "https://elsewhere.example.org", "sec_fetch_site": "cross-site"}

    found = {send(path, urlencode(form), app, **foreign).status_code for path, form, _ in ACTS.values()}

    assert found == {403}
    assert send("/people/load", b"", app, **foreign).status_code == 403
    assert len(town.wiring.store.people.assignments()) == len(HELD)


def test_what_somebody_may_not_see_stands_on_no_page_of_theirs(still_town: Town) -> None:
    app = still_town.app(IN_KENYA)
    found = [ask(path, app=app).text for path in ("/people", "/people/gaps", A)]
    found.append(send("/people", urlencode({"who": "example"}), app, **OURS).text)

    assert [each for page in found for each in (DANA.name, DANA.id, "RCO Togo") if each in page] == []
    assert all(name in found[-1] for name in (AMINA.name, BRUNO.name, CHARA.name))
