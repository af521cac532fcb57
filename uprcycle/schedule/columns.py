"""The columns of schedule tables, and the words allowed in them, in English, French and Spanish.

A table has one review a row (it has a column ``country``) or one session a row, as the Office
of the High Commissioner prints its calendar (it has a column ``states``).
"""

from dataclasses import dataclass

from uprcycle.days.span import Precision, Status
from uprcycle.sheets.cells import Words
from uprcycle.sheets.table import Column
from uprcycle.sheets.weekdays import DAY_BY_NAME, DAYS

MAX_CYCLE = 99
MAX_SESSION = 999
MAX_ORDER = 99


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column that holds a published date.

    ``milestone`` is what it answers; ``kind`` is the word of the record for a date of one
    State and ``session_kind`` for one of the whole session.
    """

    name: str
    milestone: str
    kind: str
    session_kind: str

    @property
    def status(self) -> str:
        """The column that says how far the date may be relied on; tentative where it is empty."""
        return f"{self.name}_status"


DATED_COLUMNS = (
    DatedColumn(
        "submission_deadline",
        "stakeholder-submission-deadline",
        "stakeholder_submission",
        "stakeholder_submission",
    ),
    DatedColumn("national_report_deadline", "national-report", "national_report", "national_report"),
    DatedColumn("adoption_date", "hrc-adoption", "hrc_outcome_date", "hrc_upr_adoption_dates"),
)

SESSION_COLUMNS = ("session_start", "session_end", "session_status", "hrc_session")
BY_STATE_REQUIRED = ("cycle", "session", "country")
BY_SESSION_REQUIRED = ("cycle", "session", "dates", "states")

COLUMNS = (
    Column("cycle", ("upr cycle", "cycle number", "cycle epu", "ciclo", "ciclo epu")),
    Column(
        "session",
        (
            "session number",
            "wg session",
            "working group session",
            "upr session",
            "numéro de session",
            "session du groupe de travail",
            "sesión",
            "período de sesiones",
            "número de sesión",
        ),
    ),
    Column(
        "session_start",
        ("start of session", "début de session", "début de la session", "inicio de la sesión"),
    ),
    Column("session_end", ("end of session", "fin de session", "fin de la session", "fin de la sesión")),
    Column("session_status", ("statut de la session", "estado de la sesión")),
    Column(
        "country",
        ("state", "state under review", "sur", "pays", "état", "état examiné", "país", "estado examinado"),
    ),
    Column("order", ("place", "ordre", "rang", "orden")),
    Column(
        "review_date", ("date of review", "review", "date d'examen", "date de l'examen", "fecha del examen")
    ),
    Column(
        "weekday",
        ("day of the week", "day of week", "jour de la semaine", "día de la semana"),
    ),
    Column("slot_start", ("start time", "from", "heure de début", "hora de inicio")),
    Column("slot_end", ("end time", "until", "heure de fin", "hora de fin")),
    Column("status", ("statut", "estado", "situación")),
    Column("precision", ("précision", "precisión")),
    Column(
        "submission_deadline",
        (
            "stakeholder deadline",
            "stakeholder submission deadline",
            "deadline for submissions",
            "date limite des contributions",
            "délai de soumission",
            "fecha límite de presentación",
            "plazo de presentación",
        ),
    ),
    Column(
        "submission_deadline_status", ("statut du délai de soumission", "estado del plazo de presentación")
    ),
    Column(
        "national_report_deadline",
        (
            "national report",
            "deadline for national reports",
            "date limite du rapport national",
            "délai du rapport national",
            "fecha límite del informe nacional",
            "plazo del informe nacional",
        ),
    ),
    Column(
        "national_report_deadline_status",
        ("statut du délai du rapport national", "estado del plazo del informe nacional"),
    ),
    Column(
        "hrc_session",
        (
            "hrc",
            "council session",
            "session du conseil",
            "session du cdh",
            "sesión del consejo",
            "sesión del cdh",
        ),
    ),
    Column(
        "adoption_date",
        ("date of adoption", "adoption", "date d'adoption", "fecha de aprobación", "aprobación"),
    ),
    Column("adoption_date_status", ("statut de l'adoption", "estado de la aprobación")),
    Column("source", ("sources", "fuente", "fuentes"), multiline=True),
    Column("confidence", ("confiance", "confianza")),
    Column("note", ("notes", "remark", "remarks", "remarque", "nota", "observaciones"), multiline=True),
    Column(
        "dates", ("dates of session", "session dates", "dates de la session", "fechas", "fechas de la sesión")
    ),
    Column(
        "states",
        ("states under review", "countries", "états", "états examinés", "pays examinés", "estados", "países"),
        multiline=True,
    ),
)

STATUSES = Words(
    "a status",
    {each.value: each for each in Status}
    | dict.fromkeys(("estime", "estimee", "estimado", "estimada"), Status.ESTIMATED)
    | dict.fromkeys(("provisional", "provisoire", "planned", "prevu", "previsto"), Status.TENTATIVE)
    | dict.fromkeys(("confirme", "confirmee", "confirmado", "confirmada"), Status.CONFIRMED)
    | dict.fromkeys(("tenu", "tenue", "celebrado", "celebrada"), Status.HELD)
    | dict.fromkeys(("retire", "retiree", "retirado", "retirada", "annule", "anulado"), Status.WITHDRAWN),
)

WEEKDAYS = Words(
    "a day of the week",
    {name: DAYS[day] for name, day in DAY_BY_NAME.items()},
    example="Monday",
)

PRECISIONS = Words(
    "a precision",
    {each.value.replace("-", " "): each for each in Precision}
    | dict.fromkeys(("hour", "heure", "hora"), Precision.INSTANT)
    | dict.fromkeys(("jour", "dia"), Precision.DAY)
    | dict.fromkeys(("semaine", "semana"), Precision.WEEK)
    | dict.fromkeys(("mois", "mes"), Precision.MONTH)
    | dict.fromkeys(("periode", "periodo"), Precision.WINDOW)
    | dict.fromkeys(("au plus tard", "a mas tardar"), Precision.NO_LATER_THAN)
    | dict.fromkeys(("inconnu", "inconnue", "desconocido", "desconocida"), Precision.UNKNOWN),
)
