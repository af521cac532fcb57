"""A schedule as the bytes of a file, by the ending of its name."""

from uprcycle.countries import Countries
from uprcycle.schedule.export import CSV_COLUMNS, export_schedule, schedule_rows
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.workbook_file import Page, write_workbook


def write_schedule(schedule: Schedule, countries: Countries, ending: str) -> bytes:
    """Return ``schedule`` as a file with ``ending``: ".toml", ".json", ".csv" or ".xlsx".

    A workbook holds what CSV holds, and reads back the same.

    Raises:
        BadInputError: The ending is none of these.
    """
    if ending.casefold() != ".xlsx":
        return export_schedule(schedule, countries, ending).encode()
    rows = [[row.get(column, "") for column in CSV_COLUMNS] for row in schedule_rows(schedule, countries)]
    return write_workbook([Page("schedule", [CSV_COLUMNS, *rows])])
