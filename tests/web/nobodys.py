"""What is of one's own where nobody holds an office."""

from datetime import date

from uprcycle.access.principal import Principal
from uprcycle.checklist.agenda import Duty, Group
from uprcycle.checklist.answer import Answer, Fault
from uprcycle.checklist.tick import BY_PAGE
from uprcycle.people import Office
from uprcycle.preferences import Preferences
from uprcycle.subscriptions import Change, Handed, Listed, Subscription, Wish
from web.choices import NextMail, Standing
from web.duties.source import Held, OfficeView, Own, Place


class NobodysDuties:
    """Has nothing before anybody."""

    def held(self, principal: Principal) -> Held:
        del principal
        return Held((), dict.fromkeys(Group, ()))

    def find(self, principal: Principal, place: Place) -> Duty | None:
        del principal, place
        return None

    def answer(
        self, principal: Principal, place: Place, answer: Answer, serial: int, via: str = BY_PAGE
    ) -> tuple[Fault, ...] | None:
        del principal, place, answer, serial, via
        return None

    def undo(self, principal: Principal, place: Place, serial: int) -> bool | None:
        del principal, place, serial
        return None


class NoOffices:
    """Knows of no office."""

    def of_state(self, country: str) -> tuple[Office, ...]:
        del country
        return ()

    def find(self, key: str) -> None:
        del key

    def look(self, office: Office) -> OfficeView:
        return OfficeView(office, False, (), (), None, None, {}, 0)  # noqa: FBT003 - it leads nowhere

    def history(self, office: Office, task: str) -> None:
        del office, task

    def add(self, office: Office, title: str, due: date, by: str, serial: int) -> bool:
        del office, title, due, by, serial
        return False

    def drop(self, office: Office, task: str, by: str) -> bool:
        del office, task, by
        return False


class NoFeeds:
    """Has made none, and makes none."""

    def listed(self, principal: Principal) -> tuple[Listed, ...]:
        del principal
        return ()

    def find(self, principal: Principal, feed: str) -> Listed | None:
        del principal, feed
        return None

    def count(self, principal: Principal, wish: Wish) -> int:
        del principal, wish
        return 0

    def make(self, principal: Principal, wish: Wish, seen: int) -> Handed | None:
        del principal, wish, seen
        return None

    def edit(self, principal: Principal, feed: str, change: Change) -> Subscription | None:
        del principal, feed, change
        return None

    def rotate(self, principal: Principal, feed: str, seen: str) -> Handed | None:
        del principal, feed, seen
        return None

    def revoke(self, principal: Principal, feed: str) -> bool:
        del principal, feed
        return False


class NobodysChoices:
    """Knows of nobody to whom anything is written."""

    def look(self, token: str) -> Standing | None:
        del token
        return None

    def coming(self, token: str) -> tuple[NextMail, ...]:
        del token
        return ()

    def choose(self, token: str, asked: Preferences) -> Standing | None:
        del token, asked
        return None

    leave = come_back = look


NOBODYS = Own(NobodysDuties(), NoOffices(), NoFeeds(), NobodysChoices(), lambda _: ())
