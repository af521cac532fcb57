"""The words for standings, and for where somebody has them."""

from uprcycle.access.standing import Grant, Standing
from uprcycle.wording.language import Language


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STANDINGS = {
    Standing.ADMINISTRATOR: _("administrator"),
    Standing.OFFICER: _("officer"),
    Standing.OBSERVER: _("observer"),
    Standing.HEAD: _("head of an office"),
    Standing.HOLDER: _("holder of an office"),
}


def standing_text(standing: Standing, language: Language) -> str:
    """Return what somebody is."""
    return language.text(_STANDINGS[standing])


def grant_text(grant: Grant, language: Language) -> str:
    """Return what was granted and where: "officer (KEN TGO)", "observer (all States)"."""
    where = language.apart(" ".join(sorted(grant.countries))) or language.text("all States")
    return f"{standing_text(grant.standing, language)} ({where})"
