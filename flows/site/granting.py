"""Granting: who gives whom which standing, for the page of access and for the command line alike."""

from difflib import get_close_matches

from flows.installation.wiring import Wiring
from flows.site.access import offer_link
from flows.site.roll import Roll
from flows.site.sign_in_mail import send_link
from notifications.guard import DeliveryMode, is_address
from uprcycle.access.principal import Principal
from uprcycle.access.session import Session, Way
from uprcycle.access.standing import GRANTABLE, Account, Grant, Standing
from uprcycle.checklist.tick import check_words
from uprcycle.countries import UnknownCountryError
from uprcycle.errors import BadInputError, Problem
from uprcycle.roster.identity import person_id
from uprcycle.store.packaged import language_codes, load_countries
from web.access.source import Entrant, Foreseen, Wish


class Granting:
    """Gives and takes access to one installation."""

    def __init__(self, wiring: Wiring, roll: Roll | None = None) -> None:
        """Keep accounts in the store of ``wiring``; ``roll`` is that of others who look at it too."""
        self._wiring = wiring
        self._roll = roll or Roll(wiring)

    def entrants(self) -> tuple[Entrant, ...]:
        """Return everybody with an account, by name, then everybody else who has signed in."""
        lasting = self.lasting()
        with_account = [each.id for each in self._wiring.store.accounts.all()]
        others = sorted({each.person for each in lasting} - set(with_account))
        found = [self._entrant(each, lasting) for each in (*with_account, *others)]
        return tuple(each for each in found if each)

    def entrant(self, person: str) -> Entrant | None:
        """Return who has this id and may sign in today."""
        return self._entrant(person, self.lasting(person))

    def find(self, who: str) -> Principal:
        """Return who has this mail address or id and may sign in today.

        Raises:
            BadInputError: Nobody does; the nearest account is named.
        """
        text = who.strip()
        found = self._roll.at(text) or self._roll.of(text)
        if found is None:
            known = [each.email for each in self._wiring.store.accounts.all()]
            near = get_close_matches(text.casefold(), known, n=1)
            otherwise = "give the address of somebody who has an account or holds an office today"
            remedy = f"did you mean {near[0]!r}?" if near else otherwise
            raise BadInputError(
                "nobody signs in under this name", [Problem("PERSON", f"{text[:80]!r} is not known", remedy)]
            )
        return found

    def lasting(self, person: str | None = None) -> tuple[Session, ...]:
        """Return the sessions of one or of all that last, the one last begun first."""
        now = self._wiring.now()
        return tuple(each for each in self._wiring.store.sign_ins.sessions(person) if each.is_live(now))

    def foresee(self, wish: Wish) -> Foreseen:
        """Return what granting a wish would do."""
        account, grant = self._read(wish)
        known = self._wiring.store.accounts.of(account.id)
        before = (
            next((each for each in known.grants if each.standing is grant.standing), None) if known else None
        )
        return Foreseen(account, grant, before, is_new=known is None)

    def grant(self, wish: Wish, *, by: str) -> Account:
        """Grant a wish and return the account."""
        account, grant = self._read(wish)
        return self._wiring.store.accounts.grant(account, grant, by=by, at=self._wiring.now())

    def revoke(self, person: str, standing: Standing, *, by: str) -> None:
        """Take a standing away; sessions of whom nothing is left end at once."""
        self._wiring.store.accounts.revoke(person, standing, by=by, at=self._wiring.now())
        if self._roll.of(person) is None:
            self.end(person, by=by)

    def invite(self, person: str, *, by: str) -> bool:
        """Send somebody a link to sign in."""
        found = self._roll.of(person)
        if found is None or self._wiring.settings.delivery is DeliveryMode.RECORDER:
            return False
        return send_link(self._wiring, found, offer_link(self._wiring, person, Way.MAIL, by=by))

    def end(self, person: str, *, by: str) -> int:
        """End every session of somebody and return how many there were."""
        ids = [each.id for each in self.lasting(person)]
        return self._wiring.store.sign_ins.end(ids, by=by, at=self._wiring.now())

    def _entrant(self, person: str, lasting: tuple[Session, ...]) -> Entrant | None:
        found = self._roll.of(person)
        theirs = tuple(each for each in lasting if each.person == person)
        return None if found is None else Entrant(found, theirs)

    def _read(self, wish: Wish) -> tuple[Account, Grant]:
        """Read a wish, with what is known of the person already where it says nothing."""
        address, problems = wish.email.strip(), list[Problem]()
        if not is_address(address):
            problems.append(Problem("email", "is not one plain mail address", "write it as name@example.org"))
        known = self._roll.at(address)
        name = " ".join(wish.name.split()) or (known.name if known else "")
        problems += check_words(("name", name))
        standing = read_standing(wish.standing, problems)
        countries = read_countries(wish.countries, problems)
        language = wish.language or (known.language if known else "en")
        if language not in language_codes():
            problems.append(
                Problem("language", f"{language[:20]!r} is not offered", _one_of(language_codes()))
            )
        if problems or standing is None:
            raise BadInputError("this cannot be granted", problems)
        return Account(person_id(address), address, name, language), Grant(standing, countries)


def read_standing(text: str, problems: list[Problem]) -> Standing | None:
    """Return what can be granted under this name, or say what is wrong."""
    names = [each.value for each in GRANTABLE]
    if text.strip().casefold() in names:
        return Standing(text.strip().casefold())
    near = get_close_matches(text.strip().casefold(), names, n=1)
    remedy = f"did you mean {near[0]!r}?" if near else _one_of(names)
    problems.append(Problem("standing", f"{text[:40]!r} cannot be granted", remedy))
    return None


def read_countries(text: str, problems: list[Problem]) -> frozenset[str]:
    """Return the codes of the States that a text names, with commas between them, or say what is wrong."""
    countries, found = load_countries(), set()
    for name in filter(None, map(str.strip, text.replace(";", ",").replace("\n", ",").split(","))):
        try:
            found.add(countries.find(name).iso3)
        except UnknownCountryError as error:
            problems.append(Problem("countries", f"{name[:80]!r} is not a State", error.remedy))
    return frozenset(found)


def _one_of(words: tuple[str, ...] | list[str]) -> str:
    return f"use one of {', '.join(words)}"
