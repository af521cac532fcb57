"""A file of two invented people, to change and to read."""

from uprcycle.people import Office
from uprcycle.roster.reader import ReadPeople, read_people
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
HEADING = (
    "name,email,office,role,organisation,country,language,time_zone,channel,valid_from,valid_to,deputy_of\n"
)
AMINA = "Amina Example,amina@example.org,RCO Kenya,RC,,Kenya,en,Africa/Nairobi,email,2026-01-01,,\n"
LUC = "Luc Exemple,luc@example.org,RCO Kenya,RCO,,Kenya,fr,,,,,amina@example.org\n"


def read(text: str, *offices: Office) -> ReadPeople:
    """Read a file of people, beside offices that exist."""
    return read_people("people.csv", text.encode(), COUNTRIES, offices)
