"""The fixed words of the house: statuses, precisions, phases, kinds, roles, names."""

from uprcycle.countries import Country, Region
from uprcycle.days.span import Precision, Status
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Basis, Kind, Rule
from uprcycle.schedule.session import INFERRED, Published
from uprcycle.wording.language import Language


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STATUS = {
    Status.ESTIMATED: _("estimated"),
    Status.TENTATIVE: _("tentative"),
    Status.CONFIRMED: _("confirmed"),
    Status.HELD: _("held"),
    Status.WITHDRAWN: _("withdrawn"),
}
_STATUS_MEANING = {
    Status.ESTIMATED: _("worked out by a rule or from past sessions; nobody has published it"),
    Status.TENTATIVE: _("published or read, but not confirmed; it may still move"),
    Status.CONFIRMED: _("confirmed by its source"),
    Status.HELD: _("it took place"),
    Status.WITHDRAWN: _("it no longer applies"),
}
_PRECISION = {
    Precision.INSTANT: _("to the hour"),
    Precision.DAY: _("to the day"),
    Precision.WEEK: _("week only"),
    Precision.MONTH: _("month only"),
    Precision.WINDOW: _("within a window"),
    Precision.NO_LATER_THAN: _("latest day"),
    Precision.UNKNOWN: _("not known"),
}
_PHASE = {
    Phase.PREPARATION: _("Preparation"),
    Phase.SUBMISSIONS: _("Submissions"),
    Phase.PRE_SESSION: _("Pre-session"),
    Phase.REVIEW: _("Review"),
    Phase.OUTCOME: _("Outcome"),
    Phase.ADOPTION: _("Adoption"),
    Phase.FOLLOW_UP: _("Follow-up"),
    Phase.MID_TERM: _("Mid-term"),
    Phase.NEXT_CYCLE: _("Next cycle"),
}
_KIND = {
    Kind.MILESTONE: _("milestone"),
    Kind.DEADLINE: _("deadline"),
    Kind.EVENT: _("event"),
    Kind.DOCUMENT: _("document"),
    Kind.ACTION: _("action"),
}
_BASIS = {
    Basis.STATED: _("stated in the source"),
    Basis.IMPLIED: _("implied by the source"),
    Basis.EDITORIAL: _("editorial choice: the source names the act, not its date"),
}
_REGION = {
    Region.AFRICA: _("African States"),
    Region.ASIA_PACIFIC: _("Asia-Pacific States"),
    Region.EASTERN_EUROPE: _("Eastern European States"),
    Region.LATIN_AMERICA_CARIBBEAN: _("Latin American and Caribbean States"),
    Region.WESTERN_EUROPE_OTHERS: _("Western European and other States"),
}
_ROLE = {
    Role.RC: _("Resident Coordinator"),
    Role.RCO: _("Resident Coordinator's Office"),
    Role.UNCT: _("UN country team"),
    Role.UN_ENTITY: _("UN entity"),
    Role.HRA: _("Human Rights Adviser"),
    Role.OHCHR: _("OHCHR, UPR Branch"),
    Role.OHCHR_FIELD: _("OHCHR field presence"),
    Role.DCO_REGIONAL: _("Development Coordination Office, regional team"),
    Role.UN_REGIONAL_HQ: _("UN regional or headquarters team"),
    Role.UN_MISSION: _("UN mission"),
    Role.GOVERNMENT: _("Government"),
    Role.NMIRF: _("national mechanism for implementation, reporting and follow-up"),
    Role.NHRI: _("national human rights institution"),
    Role.CSO: _("civil society organisations"),
    Role.PARLIAMENT: _("Parliament"),
    Role.JUDICIARY: _("judiciary"),
    Role.MEDIA: _("media"),
    Role.EMBASSIES: _("embassies"),
    Role.PERMANENT_MISSIONS: _("permanent missions in Geneva"),
    Role.RECOMMENDING_STATES: _("recommending States"),
    Role.DONORS: _("donors"),
    Role.UPR_INFO: _("UPR Info"),
    Role.TROIKA: _("troika"),
    Role.REGIONAL_BODY: _("regional organisations"),
    Role.HRC: _("Human Rights Council"),
    Role.LOCAL_GOV: _("local government"),
    Role.PRIVATE_SECTOR: _("private sector"),
}


def status_text(status: Status, language: Language) -> str:
    """Return the word for a status."""
    return language.text(_STATUS[status])


def certainty_text(published: Published, language: Language) -> str:
    """Return the word for the status of a published date, and that it is inferred where it is."""
    status = status_text(published.status, language)
    if published.citation.confidence != INFERRED:
        return status
    return language.text("{status}, inferred", status=status)


def status_meaning(status: Status, language: Language) -> str:
    """Return what a status means for the reader, as a phrase."""
    return language.text(_STATUS_MEANING[status])


def precision_text(precision: Precision, language: Language) -> str:
    """Return the words for a precision."""
    return language.text(_PRECISION[precision])


def phase_text(phase: Phase, language: Language) -> str:
    """Return the name of a phase."""
    return language.text(_PHASE[phase])


def kind_text(kind: Kind, language: Language) -> str:
    """Return the word for a kind of rule."""
    return language.text(_KIND[kind])


def basis_text(basis: Basis, language: Language) -> str:
    """Return how much of a date stands in its source."""
    return language.text(_BASIS[basis])


def region_text(region: Region, language: Language) -> str:
    """Return the name of a regional group."""
    return language.text(_REGION[region])


def role_text(role: Role, language: Language) -> str:
    """Return the name of a role."""
    return language.text(_ROLE[role])


def title_text(rule: Rule, language: Language) -> str:
    """Return the title of a rule."""
    return language.text(rule.title)


def description_text(rule: Rule, language: Language) -> str:
    """Return the description of a rule."""
    return language.text(rule.description)


def country_name(country: Country, language: Language) -> str:
    """Return the short name of a State."""
    return country.name(language.code)
