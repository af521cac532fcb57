"""Who reads a signed page: ``Signed`` is asked for by every route that is not public.

Nobody learns whether something is there that is not theirs: it is answered as what does not exist.
"""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends

from uprcycle.access.act import Act, may, may_anywhere
from uprcycle.access.principal import Principal
from uprcycle.people import Office
from web.access.cookie import shown_token
from web.page import Visit, Visiting
from web.problems import NotThereError

SIGN_IN = "/sign-in"


class NobodySignedInError(Exception):
    """A signed page was asked for by nobody who signed in."""


class NotTheirsError(Exception):
    """Somebody who signed in asked for an area that is not open to them."""

    def __init__(self, reader: "Reader") -> None:
        """Keep who asked."""
        super().__init__()
        self.reader = reader


@dataclass(frozen=True)
class Reader:
    """Somebody who signed in, and the request by which they look or act."""

    visit: Visit
    principal: Principal

    def may(self, act: Act, *, country: str = "", office: Office | None = None) -> bool:
        """Tell whether they may do something; see :func:`uprcycle.access.act.may`."""
        return may(self.principal, act, country=country, office=office)

    def may_anywhere(self, act: Act) -> bool:
        """Tell whether there is anything about which they may do it."""
        return may_anywhere(self.principal, act)

    def require(self, act: Act, *, country: str = "", office: Office | None = None) -> None:
        """Let them go on if they may do something.

        Raises:
            NotThereError: It is about a State or an office, and not theirs.
            NotTheirsError: It is about everything, and not theirs.
        """
        if self.may(act, country=country, office=office):
            return
        if country or office:
            raise NotThereError(self.visit.language.text("Nothing is kept at this address."))
        raise NotTheirsError(self)

    def require_anywhere(self, act: Act) -> None:
        """Let them go on if there is anything about which they may do it.

        Raises:
            NotTheirsError: There is nothing.
        """
        if not self.may_anywhere(act):
            raise NotTheirsError(self)


def read_reader(visit: Visiting) -> Reader:
    """Return who reads.

    Raises:
        NobodySignedInError: Nobody did sign in, or it is over.
    """
    principal = visit.sources.access.principal(shown_token(visit))
    if principal is None:
        raise NobodySignedInError
    own = principal.language if principal.language in visit.sources.languages else ""
    return Reader(replace(visit, own=own), principal)


Signed = Annotated[Reader, Depends(read_reader)]
"""The reader of a signed page. It is read in another thread, because the store is asked."""
