"""Choosing how one is written to, signed in: the page of the link in a mail, for its reader alone."""

from tests.flows.signed import AMINA, UGANDA, Signed
from tests.web.test_preferences import FORM

PATH = "/my/preferences"


def test_whoever_signed_in_chooses_as_by_the_link_in_a_mail() -> None:
    signed = Signed()
    signed.assign(UGANDA)
    page = signed.ask(PATH)

    saved = signed.post(PATH, FORM | {"language": "fr", "digest_day": "2"})
    wrong = signed.post(PATH, FORM | {"mail_to": "9"})
    left = signed.post(PATH, {"action": "leave"})

    assert (page.status_code, page.headers["cache-control"]) == (200, "private, no-store")
    assert 'action="/sign-out"' in page.text
    kept = signed.wiring.store.preferences.of(AMINA.id)
    assert (kept.language, kept.digest_day, kept.unsubscribed is not None) == ("fr", 2, True)
    assert [each.status_code for each in (saved, wrong, left)] == [200] * 3
    assert '<html lang="fr"' in saved.text
    assert ['role="alert"' in each.text for each in (saved, wrong)] == [False, True]
    assert "See all your duties" not in page.text


def test_whoever_is_written_to_by_nobody_is_told_so() -> None:
    stranger = Signed()

    assert stranger.ask(PATH).status_code == 404
