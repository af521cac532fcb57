"""The page of health: the words of the doctor, what needs somebody first, and nothing secret."""

from tests.flows.installed import NOON
from tests.web.staff.town import AMINA, EVERYWHERE, Town


def test_what_needs_somebody_comes_first_with_its_remedy(town: Town) -> None:
    town.wiring.store.holds.place("secret reasons", by="UPR Branch", at=NOON)
    page = town.see("/health", EVERYWHERE).text

    assert page.index("held back since 2026-11-21") < page.index("Well</h2>")
    assert 'href="/outbox"' in page.split("<main")[1]
    assert [
        each for each in ("secret reasons", AMINA.name, AMINA.email, "UPRCYCLE_SECRET_KEY=") if each in page
    ] == []
    assert [
        each
        for each in ("prefect", "delivery", "round", "messages")
        if f"{each}</dt>" not in page and each not in page
    ] == []
