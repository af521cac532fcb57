"""A date set by hand in words: of what, when, why, where it stands."""

from dataclasses import dataclass

from uprcycle.days.span import day_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name
from web.cards import Text, When, word, word_date_shortly
from web.desk.moments import short_moment
from web.desk.registry import Standing, StandingOverride
from web.page import Visit


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STANDING = {
    Standing.WAITING: _("from the next release"),
    Standing.IN_FORCE: _("in force"),
    Standing.ENDING: _("until the next release"),
    Standing.LIFTED: _("taken back"),
    Standing.OVERTAKEN: _("overtaken by number {number}"),
    Standing.EXPIRED: _("expired"),
}


@dataclass(frozen=True, slots=True)
class OverrideWords:
    """One of them as a row of a list; ``can_lift`` tells that it can still be taken back."""

    number: int
    of: str
    title: Text
    when: When
    standing: str
    is_over: bool
    can_lift: bool
    reason: str
    source: str
    by: str
    second: str
    at: str
    expires: str
    lifted: str


def word_override(visit: Visit, found: StandingOverride) -> OverrideWords:
    """Return a date set by hand in words."""
    language, world, override = visit.language, visit.world, found.override
    aim, lift = override.aim, override.lift
    if aim.country:
        of = f"{country_name(world.countries[aim.country], language)} · {aim.cycle}"
    else:
        of = language.text("Session {number}", number=aim.session)
    rule = world.rulebook.by_id.get(aim.milestone.partition("~")[0])
    lifted = ""
    if lift is not None:
        lifted = language.text("{by}, {at}", by=lift.by, at=short_moment(lift.at, language))
    return OverrideWords(
        number=override.number,
        of=of,
        title=word(rule.title, language) if rule else Text(aim.milestone, "en"),
        when=word_date_shortly(override.span, override.status, language),
        standing=language.text(_STANDING[found.standing], number=found.overtaken_by),
        is_over=found.standing in {Standing.LIFTED, Standing.OVERTAKEN, Standing.EXPIRED},
        can_lift=lift is None and found.standing is not Standing.EXPIRED,
        reason=override.reason,
        source=override.source,
        by=override.by,
        second=override.confirmed_by,
        at=short_moment(override.at, language),
        expires=short_span_text(day_span(override.expires), language) if override.expires else "",
        lifted=lifted,
    )
