"""Somebody sees where they are signed in, and ends it by a form of ours."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from tests.web.signing import AlwaysSignedIn
from tests.web.site import ask, build_app, principal, send
from uprcycle.access.principal import Principal
from uprcycle.access.session import Session, Way
from uprcycle.access.standing import Grant, Standing

OURS = {"origin": "null", "sec_fetch_site": "same-origin"}
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINE = Session("s1", "digest-1", "p-signed", Way.MAIL, NOW, NOW + timedelta(hours=2), "Firefox")
LOST = replace(MINE, id="s2", digest="digest-2", way=Way.ORGANISATION, program="<b>")


@dataclass(frozen=True)
class Two(AlwaysSignedIn):
    """Knows of two sessions, the first of which asks."""

    ended: list[str] = field(default_factory=list)

    def sessions(self, principal: Principal) -> tuple[Session, ...]:
        del principal
        return (MINE, LOST)

    def session(self, token: str) -> str:
        del token
        return MINE.id

    def end(self, principal: Principal, session: str) -> int:
        self.ended.append(f"{principal.id} {session}")
        return 1

    def end_others(self, principal: Principal, session: str) -> int:
        self.ended.append(f"{principal.id} all but {session}")
        return 1


def test_each_session_is_listed_and_only_others_have_a_button() -> None:
    page = ask("/my/sign-ins", app=build_app(access=Two(principal(Grant(Standing.OFFICER))))).text

    assert [each in page for each in ("22 November 2026, 10:00", "22 November 2026, 12:00", "&lt;b&gt;")] == [
        True
    ] * 3
    assert [f'name="session" value="{each}"' in page for each in ("s1", "s2")] == [False, True]
    assert [each for each in (MINE.digest, LOST.digest) if each in page] == []


def test_one_or_all_others_are_ended_by_our_own_form_alone() -> None:
    access = Two(principal(Grant(Standing.OFFICER)))
    app = build_app(access=access)
    answers = [
        send("/my/sign-ins", urlencode(form), app, **headers)
        for form in ({"session": "s2"}, {"action": "others"})
        for headers in (OURS, {"origin": "https://evil.example"})
    ]

    assert [each.status_code for each in answers] == [303, 403] * 2
    assert access.ended == ["p-signed s2", "p-signed all but s1"]
    assert answers[0].headers["location"] == "/my/sign-ins?ended=yes"
