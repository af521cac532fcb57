"""The forecast: counted by day and by office, and said to be worked out while it is."""

import re

from tests.web.site import ask
from tests.web.staff.nobody import NoPost
from tests.web.staff.town import OFFICER, Town, looking
from uprcycle.access.standing import Grant, Standing
from web.staff.source import Ahead


class StillAtIt(NoPost):
    """Has not yet worked out the forecast."""

    def ahead(self, days: int) -> Ahead | None:
        del days
        return None


def test_every_day_has_a_row_and_the_counts_agree(town: Town) -> None:
    page = town.see("/outbox/ahead?days=30", OFFICER).text
    by_day = re.findall(r'<tr><th scope="row">[^<]+</th><td>(\d+|–)</td>', page)
    total = re.search(r'id="mails">(\d+) messages?<', page)

    assert len(by_day) == 30
    assert total is not None
    assert sum(int(each) for each in by_day if each != "–") == int(total[1])
    assert "RCO Kenya" in page


def test_an_officer_of_one_state_sees_its_mails_alone(town: Town) -> None:
    page = town.see("/outbox/ahead?days=30", Grant(Standing.OFFICER, frozenset({"TGO"}))).text

    assert ("RCO Kenya" in page, "RCO Togo" in page) == (False, True)


def test_while_it_is_worked_out_the_page_asks_again() -> None:
    page = ask("/outbox/ahead?days=x", app=looking(outbox=StillAtIt())).text

    assert '<meta http-equiv="refresh" content="3">' in page
    assert "being worked out" in page
    assert "Nothing would go out." in ask("/outbox/ahead", app=looking()).text
