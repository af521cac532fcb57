"""What is of one's own where nobody holds an office."""

from datetime import date

from uprcycle.access.principal import Principal
from uprcycle.checklist.agenda import Duty, Group
from uprcycle.checklist.answer import Answer, Fault
from uprcycle.people import Office
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
        self, principal: Principal, place: Place, answer: Answer, serial: int
    ) -> tuple[Fault, ...] | None:
        del principal, place, answer, serial
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


NOBODYS = Own(NobodysDuties(), NoOffices())
