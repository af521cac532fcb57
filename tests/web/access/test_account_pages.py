"""The pages of access say who may what, and ask before anything is taken."""

from notifications.guard import DeliveryMode
from tests.web.access.accounts import BINOD, OneAccount
from tests.web.site import ask, signed_in
from uprcycle.access.standing import Grant, Standing

ADMINISTRATOR = Grant(Standing.ADMINISTRATOR)
ACCOUNT = f"/access/people/{BINOD.id}"


def page(path: str, mode: DeliveryMode = DeliveryMode.LIVE) -> str:
    return ask(path, app=signed_in(ADMINISTRATOR, accounts=OneAccount(), delivery=mode)).text


def test_everybody_is_listed_with_what_they_may() -> None:
    text = page("/access")

    assert "Binod &lt;i&gt;Example&lt;/i&gt;" in text
    assert "observer (KEN)" in text
    assert f'href="{ACCOUNT}"' in text


def test_it_is_asked_before_a_standing_is_taken() -> None:
    assert 'value="take"' not in page(ACCOUNT)
    assert 'value="take"' not in page(f"{ACCOUNT}?taking=officer")
    asked = page(f"{ACCOUNT}?taking=observer")

    assert ('value="take"' in asked, "nothing is left to them then" in asked) == (True, True)


def test_nothing_is_said_that_no_form_of_ours_says() -> None:
    strange, plain = page(f"{ACCOUNT}?done=<script>&taking=<script>"), page(ACCOUNT)

    assert strange.partition("<main")[2] == plain.partition("<main")[2]


def test_a_link_is_only_offered_where_mail_leaves() -> None:
    live, recorded = (page(ACCOUNT, each) for each in (DeliveryMode.LIVE, DeliveryMode.RECORDER))

    assert ('value="invite"' in live, 'value="invite"' in recorded) == (True, False)
    assert "uprcycle access link" in recorded
