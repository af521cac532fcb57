"""Duties that nobody holds: by State, by role of one State, and while they are worked out."""

from tests.web.site import ask
from tests.web.staff.nobody import NoPeople
from tests.web.staff.town import IN_KENYA, KENYA, Town, looking
from uprcycle.checklist.gaps import Gap


class StillAtIt(NoPeople):
    """Has not yet worked out the gaps."""

    def gaps(self, countries: frozenset[str], days: int) -> tuple[Gap, ...] | None:
        del countries, days
        return None


def test_a_state_is_one_line_and_its_roles_are_a_page(still_town: Town) -> None:
    states, kenya = (
        still_town.see(path, IN_KENYA).text
        for path in ("/people/gaps?days=365", "/people/gaps?state=KEN&days=365")
    )

    assert ("/people/gaps?days=365&amp;state=KEN" in states, "state=TGO" in states) == (True, False)
    assert "Kenya: duties that nobody holds" in kenya
    assert KENYA.name not in kenya.split("<main")[1]  # its lead is held
    assert "Government" in kenya


def test_while_they_are_worked_out_the_page_asks_again() -> None:
    page = ask("/people/gaps", app=looking(people=StillAtIt())).text

    assert '<meta http-equiv="refresh" content="3">' in page
    assert "Every duty of the next 90 days is held" in ask("/people/gaps?days=1", app=looking()).text
