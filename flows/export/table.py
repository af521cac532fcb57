"""Every public date as one table, a row each, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO

from uprcycle.countries import Countries
from uprcycle.sheets.inert import make_inert
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_milestone
from uprcycle.wording.terms import country_name

COLUMNS = (
    "country",
    "name",
    "cycle",
    "id",
    "title",
    "kind",
    "phase",
    "start",
    "end",
    "status",
    "precision",
    "source",
)


def write_table(timetables: Iterable[Timetable], countries: Countries, language: Language) -> bytes:
    """Return the public dates of ``timetables`` as CSV in UTF-8, in their order; an unknown date is empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for timetable in timetables:
        place = (timetable.country, country_name(countries[timetable.country], language), timetable.cycle)
        for milestone in timetable.seen_by(Audience.PUBLIC):
            shown = show_milestone(milestone, language)
            told = [*place, *(shown[each] for each in COLUMNS[3:-1]), milestone.finding.citation]
            writer.writerow([make_inert("" if each is None else str(each)) for each in told])
    return text.getvalue().encode("utf-8-sig")
