"""The columns of a people table, and the words allowed in them, in English, French and Spanish."""

from functools import cache
from zoneinfo import available_timezones

from uprcycle.countries import fold
from uprcycle.people import MAIL_HOURS, Role
from uprcycle.sheets.cells import Words
from uprcycle.sheets.table import Column

REQUIRED = ("name", "email", "office", "role", "country")

COLUMNS = (
    Column("name", ("full name", "nom", "nom complet", "nombre", "nombre completo")),
    Column(
        "email",
        ("e-mail", "mail", "address", "courriel", "adresse électronique", "correo", "correo electrónico"),
    ),
    Column("office", ("bureau", "oficina")),
    Column("role", ("roles", "function", "rôle", "fonction", "función", "papel"), multiline=True),
    Column("organisation", ("organization", "agency", "agence", "entité", "organización", "entidad")),
    Column("country", ("countries", "state", "pays", "état", "país", "países", "estado"), multiline=True),
    Column("language", ("langue", "idioma", "lengua")),
    Column("time_zone", ("timezone", "zone", "fuseau horaire", "fuseau", "zona horaria", "huso horario")),
    Column("channel", ("canal",)),
    Column("digest_day", ("day of the digest", "jour du récapitulatif", "día del resumen")),
    Column("digest_hour", ("hour of the digest", "heure du récapitulatif", "hora del resumen")),
    Column("valid_from", ("from", "since", "start", "du", "valable du", "depuis", "desde", "válido desde")),
    Column("valid_to", ("to", "until", "end", "au", "valable jusqu'au", "hasta", "válido hasta")),
    Column("deputy_of", ("deputy", "deputises for", "suppléant de", "suplente de")),
    Column("head", ("head of office", "chef de bureau", "jefe de oficina")),
    Column("away_from", ("absent from", "absent du", "absent depuis", "ausente desde")),
    Column("away_to", ("away until", "absent until", "absent au", "absent jusqu'au", "ausente hasta")),
)

_ROLE_NAMES = {
    Role.RC: "resident coordinator; coordonnateur résident; coordinador residente",
    Role.RCO: "resident coordinator office; resident coordinator's office; bureau du coordonnateur résident; "
    "oficina del coordinador residente",
    Role.UNCT: "un country team; country team; équipe de pays; equipo de país",
    Role.UN_ENTITY: "un agency; agency; entité des nations unies; entidad de las naciones unidas",
    Role.HRA: "human rights adviser; human rights advisor; conseiller aux droits de l'homme; "
    "asesor de derechos humanos",
    Role.OHCHR: "upr branch; hcdh; acnudh",
    Role.OHCHR_FIELD: "ohchr field presence; ohchr regional office; présence du hcdh; presencia del acnudh",
    Role.DCO_REGIONAL: "dco; dco regional office; bureau régional du dco; oficina regional del dco",
    Role.UN_REGIONAL_HQ: "un regional headquarters",
    Role.UN_MISSION: "peace mission; mission des nations unies; misión de las naciones unidas",
    Role.GOVERNMENT: "gouvernement; gobierno; ministry; ministère; ministerio",
    Role.NMIRF: "national mechanism; mécanisme national; mecanismo nacional",
    Role.NHRI: "national human rights institution; indh",
    Role.CSO: "civil society; ngo; société civile; ong; sociedad civil; osc",
    Role.PARLIAMENT: "parlement; parlamento",
    Role.JUDICIARY: "judges; justice; poder judicial",
    Role.MEDIA: "press; journalists; médias; medios",
    Role.EMBASSIES: "embassy; ambassade; ambassades; embajada; embajadas",
    Role.PERMANENT_MISSIONS: "permanent mission; mission permanente; misión permanente",
    Role.RECOMMENDING_STATES: "recommending state; état recommandant; estado recomendante",
    Role.DONORS: "donor; bailleur; bailleurs; donante; donantes",
    Role.UPR_INFO: "",
    Role.TROIKA: "troïka",
    Role.REGIONAL_BODY: "regional organisation; organisation régionale; organización regional",
    Role.HRC: "human rights council; conseil des droits de l'homme; consejo de derechos humanos",
    Role.LOCAL_GOV: "local government; collectivité locale; gobierno local",
    Role.PRIVATE_SECTOR: "business; secteur privé; sector privado",
}

ROLES = Words(
    "a role",
    {fold(text): role for role, names in _ROLE_NAMES.items() for text in (role.value, *names.split(";"))},
)

LANGUAGES = Words(
    "a language of the United Nations",
    {
        fold(text): code
        for code, names in {
            "en": "english anglais inglés",
            "fr": "french français francés",
            "es": "spanish espagnol español",
            "ar": "arabic arabe árabe العربية",
            "ru": "russian russe ruso русский",
            "zh": "chinese chinois chino 中文",
        }.items()
        for text in (code, *names.split())
    },
)

CHANNELS = Words(
    "a channel",
    {fold(text): "email" for text in ("email", "e-mail", "mail", "courriel", "correo", "correo electrónico")}
    | {"slack": "slack", "teams": "teams", "microsoft teams": "teams"}
    | {"calendar": "calendar", "calendrier": "calendar", "calendario": "calendar"},
)


YES_NO = Words(
    "yes or no",
    {fold(text): True for text in ("yes", "oui", "sí", "x")} | {fold(text): False for text in ("no", "non")},
    example="yes",
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAYS = Words(
    "a day of the week",
    {
        fold(text): day
        for day, names in zip(
            WEEKDAYS,
            (
                "mon lundi lunes",
                "tue mardi martes",
                "wed mercredi miércoles",
                "thu jeudi jueves",
                "fri vendredi viernes",
                "sat samedi sábado",
                "sun dimanche domingo",
            ),
            strict=True,
        )
        for text in (day, *names.split())
    },
    example="monday",
)

HOURS = Words(
    f"an hour from {MAIL_HOURS[0]} to {MAIL_HOURS[-1]}",
    {
        fold(text): str(hour)
        for hour in MAIL_HOURS
        for text in (f"{hour}", f"{hour:02}", f"{hour:02}:00", f"{hour}:00")
    },
    example="9",
)


@cache
def zones() -> Words[str]:
    """Return the time zones of places.

    Offsets are not among them: ``Etc/GMT-3`` lies three hours east of Greenwich, which nobody means.
    """
    places = {
        each
        for each in available_timezones()
        if "/" in each and not each.startswith(("Etc/", "posix/", "right/"))
    }
    return Words(
        "a time zone",
        {fold(each): each for each in sorted(places | {"UTC"})},
        example="Africa/Nairobi",
    )
