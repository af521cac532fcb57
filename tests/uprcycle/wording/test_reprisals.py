"""Where to turn: two addresses of the record, in one sentence."""

from datetime import date

from uprcycle.store.packaged import load_facts
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.reprisals import reprisal_addresses, reprisal_text


def test_both_addresses_are_those_of_the_record_with_source_and_day() -> None:
    facts = {fact.value: fact for fact in load_facts().about("address")}
    found = [facts[each] for each in reprisal_addresses(load_facts())]

    assert [each.id for each in found] == ["address-reprisals-upr", "address-reprisals"]
    assert all(each.sources and each.checked_on == date(2026, 11, 22) for each in found)


def test_the_sentence_names_them() -> None:
    assert reprisal_text(("a@example.org", "b@example.org"), ENGLISH) == (
        "Anybody who is threatened or punished for taking part in the review can write to the "
        "United Nations: a@example.org, b@example.org."
    )
