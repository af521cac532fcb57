"""One message as its reader sees it: it acts on nothing, fetches nothing, and names nobody in its title."""

import re

from tests.web.staff.posted import release_again, send_all
from tests.web.staff.town import AMINA, BRUNO, OFFICER, Town
from web.shield import SANDBOXED


def test_a_notice_is_looked_at_before_it_goes(town: Town) -> None:
    release_again(town)
    page = town.see(f"/outbox/notices/{AMINA.id}", OFFICER)
    laid_out = town.see(f"/outbox/notices/{AMINA.id}?form=html", OFFICER)

    assert ("This has not been sent." in page.text, "Kenya" in page.text) == (True, True)
    assert laid_out.headers["content-security-policy"] == SANDBOXED
    assert (laid_out.headers["cache-control"], laid_out.headers["x-frame-options"]) == (
        "private, no-store",
        "DENY",
    )
    assert page.headers["content-security-policy"] != SANDBOXED
    assert re.findall(r"(?:src=|url\(|@import|<script|<form)", laid_out.text) == []
    assert town.wiring.store.ledger.rows() == ()


def test_a_message_of_the_ledger_is_shown_with_its_receipt_and_opens_no_door(town: Town) -> None:
    send_all(town)
    links = re.findall(r'href="(/outbox/messages/[^"]+)"', town.see("/outbox/sent", OFFICER).text)
    page = town.see(links[-1], OFFICER).text

    assert "What became of it" in page
    assert page.split("</title>")[0].endswith("A message – uprcycle")
    assert re.findall(r"/(?:answers|preferences|unsubscribe)/[A-Za-z0-9_-]{43}", page) == []
    assert "uprmail-this-mail-goes-to-nobody" in page  # in a trial run no link opens anything anyway


def test_a_mail_of_the_days_ahead_is_looked_at(town: Town) -> None:
    listed = town.see("/outbox/ahead?days=30", OFFICER).text
    link = re.search(r'href="(/outbox/ahead/\d{4}-\d\d-\d\d/\w+)"', listed)
    assert link is not None

    assert "This has not been sent." in town.see(link[1], OFFICER).text
    assert town.see(f"/outbox/ahead/2020-01-01/{BRUNO.id}", OFFICER).status_code == 404
    assert town.see(f"/outbox/ahead/soon/{BRUNO.id}", OFFICER).status_code in {400, 404, 422}
