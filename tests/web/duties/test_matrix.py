"""Every standing before every page of every office: what is open is what the one table grants, no more."""

import pytest

from tests.flows.signed import AMINA, BRUNO, FORUM, TOGO, UGANDA, Signed
from uprcycle.access.act import Act, may
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Office

UGA, TGO = frozenset({"UGA"}), frozenset({"TGO"})
READERS: dict[str, tuple[tuple[Grant, ...], Office | None, bool]] = {
    "administrator": ((Grant(Standing.ADMINISTRATOR),), None, False),
    "officer": ((Grant(Standing.OFFICER),), None, False),
    "officer of the State": ((Grant(Standing.OFFICER, UGA),), None, False),
    "observer": ((Grant(Standing.OBSERVER),), None, False),
    "observer of the State": ((Grant(Standing.OBSERVER, UGA),), None, False),
    "observer of another": ((Grant(Standing.OBSERVER, TGO),), None, False),
    "holder": ((), UGANDA, False),
    "head": ((), UGANDA, True),
    "partner": ((), FORUM, False),
    "partner who heads": ((), FORUM, True),
    "holder elsewhere": ((), TOGO, False),
    "nobody": ((), None, False),
}
TASKS = {UGANDA: "contact-upr-branch", FORUM: "form-cso-coalition"}


@pytest.mark.parametrize("reader", READERS)
def test_a_page_is_open_where_the_table_grants_it(reader: str) -> None:
    grants, held, is_head = READERS[reader]
    signed = Signed(AMINA, *grants)
    for office in (UGANDA, FORUM):
        signed.assign(office, BRUNO)
    if held:
        signed.assign(held, is_head=is_head)
    found: dict[tuple[str, Act], bool] = {}
    for office in (UGANDA, FORUM):
        path = f"/my/offices/{office.key}"
        asked = {
            Act.SEE_OFFICE: [signed.ask(path), signed.ask(f"{path}/tasks/{TASKS[office]}")],
            Act.HAND_OVER: [signed.ask(f"{path}/brief")],
            Act.SEE_DUTIES: [signed.ask(f"/my/duties/{office.key}/4/{TASKS[office]}")],
            Act.ANSWER_DUTIES: [
                signed.post(f"{path}/tasks", {"title": "x", "due": "x"}),
                signed.post(f"/my/duties/{office.key}/4/{TASKS[office]}", {"saying": "na", "serial": "0"}),
            ],
        }
        for act, answers in asked.items():
            assert len({each.status_code == 404 for each in answers}) == 1
            found[office.name, act] = answers[0].status_code in {200, 422}

    acts = (Act.SEE_OFFICE, Act.HAND_OVER, Act.SEE_DUTIES, Act.ANSWER_DUTIES)
    assert found == {
        (office.name, act): may(signed.principal, act, office=office)
        for office in (UGANDA, FORUM)
        for act in acts
    }
    assert signed.wiring.store.ticks.all() == ()
