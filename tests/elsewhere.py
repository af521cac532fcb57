"""What other installations show: that send, that are new or out of order; and what everybody is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flows.site.access import read_founder
from notifications.guard import DeliveryMode
from tests.asked import TASK
from tests.browser.people import AMINA, OLGA, SAMI
from tests.flows.answered import UGANDA
from tests.seen import Answer, Town
from tests.web import test_answers as answers
from tests.web.signing import AlwaysSignedIn
from tests.web.site import ask_all
from uprcycle.access.session import Way
from uprcycle.checklist.task import Task
from uprcycle.errors import RefusedError
from uprcycle.preferences import Preferences
from uprcycle.timetable.world import World
from web.access.source import Founder, Opening
from web.choices import NextMail, PreferenceDesk, Standing
from web.throttle import MISSES

Form = Mapping[str, str]


@dataclass(frozen=True)
class ByAnyLink:
    """Lets any link be one of Amina's: how she is written to."""

    desk: PreferenceDesk

    def look(self, token: str) -> Standing | None:
        del token
        return self.desk.look(AMINA.id)

    def coming(self, token: str) -> tuple[NextMail, ...]:
        del token
        return self.desk.coming(AMINA.id)

    def choose(self, token: str, asked: Preferences) -> Standing | None:
        del token
        return self.desk.choose(AMINA.id, asked)

    def leave(self, token: str) -> Standing | None:
        del token
        return self.desk.leave(AMINA.id)

    def come_back(self, token: str) -> Standing | None:
        del token
        return self.desk.come_back(AMINA.id)


class Founding(AlwaysSignedIn):
    """Knows of no administrator, and takes any link for the founding one."""

    def look(self, token: str) -> Opening:
        del token
        return Opening(Way.FOUNDING, "")

    def found(self, token: str, founder: Founder, program: str) -> None:
        del token, program
        read_founder(founder)


class Unwilling:
    """An organisation that lets nobody in."""

    is_offered = True

    def begin(self, target: str) -> tuple[str, str]:
        raise RefusedError(f"nobody goes to {target}")

    def finish(self, kept: str, answer: Mapping[str, str], program: str) -> tuple[str, str]:
        raise RefusedError(f"{kept} {answer} {program}")


def failing() -> World:
    """Fail as nobody expected."""
    raise ValueError("a fault")


def refusing() -> World:
    """Have nothing released."""
    raise RefusedError("nothing is released yet")


def otherwise(town: Town) -> Iterator[Answer]:
    """Look at what other installations show: that send, that are new, or out of order."""
    plain = town.sources
    by_link = ByAnyLink(plain.own.preferences)
    task = Task(
        next(each for each in town.wiring.world().timetable("UGA").actions if each.id == TASK), UGANDA
    )
    matter = replace(answers.OPEN, task=task)
    others = {
        "sends": (replace(plain, delivery=DeliveryMode.LIVE), ("/", "/sign-in", "/sign-in?asked=yes"), None),
        "gives": (
            replace(plain, delivery=DeliveryMode.LIVE),
            ("/access", f"/access/people/{SAMI.id}", "/access/hooks"),
            OLGA,
        ),
        "links": (
            replace(
                plain,
                preferences=by_link,
                unsubscribing=by_link,
                answers=answers.Desk(matter, (UGANDA.name, "RCO Togo")),
            ),
            ("/preferences/a", "/unsubscribe/a", answers.PATH),
            None,
        ),
        "founds": (replace(plain, access=Founding()), ("/sign-in/a",), None),
        "organisation": (
            replace(plain, doors=replace(plain.doors, organisation=Unwilling())),
            ("/sign-in", "/sign-in/organisation", "/sign-in/organisation/back"),
            None,
        ),
        "fails": (replace(plain, world=failing), ("/countries",), None),
        "refuses": (replace(plain, world=refusing), ("/countries",), None),
    }
    for name, (sources, paths, who) in others.items():
        town.app.state.sources = sources
        for path, each in zip(paths, town.ask(paths, who), strict=True):
            yield f"{path} {name}", each
        if name == "links":
            for action in ("leave", "return"):
                yield f"/unsubscribe/a {action}", town.post("/unsubscribe/a", {"action": action})
        if name == "founds":
            yield "/sign-in/a founds", town.post("/sign-in/a", {"name": "", "email": "x"})
    town.app.state.sources = plain


def refused(town: Town) -> Iterator[Answer]:
    """Ask for what is refused whoever asks."""
    yield "too large", town.post("/sign-in", {"email": "x" * 17_000})
    yield "foreign", town.post("/sign-in", {"email": "x"}, sec_fetch_site="cross-site")
    yield "another host", ask_all(["/"], "GET", town.app, host="elsewhere.example.org")[0]
    for _ in range(MISSES):
        too_many = town.ask(["/preferences/nothing"])[0]
    yield "too many", too_many
