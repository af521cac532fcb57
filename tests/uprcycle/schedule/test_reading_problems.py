"""All that is wrong with a file comes at once, and what is only doubtful is corrected and said."""

import pytest

from uprcycle.errors import BadInputError
from uprcycle.schedule.reader import ReadSchedule, read_schedule
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()


def read(name: str, text: str) -> ReadSchedule:
    return read_schedule(name, text.encode(), COUNTRIES)


def problems(name: str, content: bytes) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_schedule(name, content, COUNTRIES)
    return [str(each) for each in refusal.value.problems]


def test_all_problems_of_a_file_are_named_at_once() -> None:
    content = (
        "Cycle;Session;Début de session;Pays;Date d'examen;Heure de début;Statut;Délai du rapport national\n"
        "4;52;2026-05-04;Kénya;05/05/2026;;provisoire;=1+1\n"
        "4;52;;Nigera;2026-05-13;25:00;provisoir;\n"
        "4;52;2026-05-03;Arménie;;;;\n"
    )

    assert problems("a.csv", content.encode()) == [
        (
            "a.csv: row 2, column Date d'examen: it is not clear in '05/05/2026' which figure is the day"
            " and which is the month; write the year first, such as 2026-05-04"
        ),
        "a.csv: row 2, column Délai du rapport national: '=1+1' is a formula; paste its value instead",
        "a.csv: row 3, column Pays: 'Nigera' is not a State; did you mean 'Nigeria' or 'Niger'?",
        "a.csv: row 3, column Statut: 'provisoir' is not a status; did you mean 'tentative'?",
        "a.csv: row 3, column Heure de début: '25:00' is not an hour; write it as 09:00, in Geneva time",
        ("a.csv: row 4, column Début de session: '2026-05-03' differs from row 2; make the rows agree"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.csv", "cycle,session,country\n4,52,Kenya\n4,52,Nepall\n", "a.csv: row 3, column country"),
        (
            "a.csv",
            'cycle,session,dates,states\n4,52,May 2026,"Nepall, Kenya"\n',
            "a.csv: row 2, column states",
        ),
        (
            "a.json",
            (
                '{"session": [{"number": 52, "cycle": 4, "dates": "2026-05", "status": "held"}], "review": ['
                '{"session": 52, "country": "Kenya", "date": "unknown", "status": "tentative"},'
                ' {"session": 52, "country": "Nepall", "date": "unknown", "status": "tentative"}]}'
            ),
            "a.json: review 2, country",
        ),
    ],
)
def test_a_name_that_is_nearly_one_state_is_corrected_and_said(name: str, content: str, where: str) -> None:
    found = read(name, content)

    assert {each.country for each in found.schedule.slots} == {"KEN", "NPL"}
    assert [(each.where, each.words, each.name) for each in found.corrections] == [
        (where, "Nepall=NPL", "Nepal")
    ]


def test_what_could_be_read_beside_a_wrong_cell_is_checked_as_well() -> None:
    content = (
        "cycle,session,session_start,session_end,country,review_date,national_report_deadline\n"
        "5,55,2027-11-01,2027-11-12,Kenya,2027-11-15,soon\n"
        "5,55,2027-11-01,2027-11-12,Holy See,,\n"
    )

    assert [each.partition(":")[2].partition(";")[0] for each in problems("a.csv", content.encode())] == [
        " row 2, column national_report_deadline: 'soon' is not a date",
        " row 3, column country: session 55, VAT: an observer State is not reviewed",
        (
            " row 2, column review_date: session 55, KEN: the review on 2027-11-15 lies outside its session,"
            " 2027-11-01/2027-11-12"
        ),
    ]


def test_nothing_is_concluded_from_a_cell_that_could_not_be_read() -> None:
    content = (
        "cycle,session,session_start,session_end,country,review_date\n"
        "5,55,2027-11-01,soon,Kenya,2027-11-03\n"
    )  # fmt: skip

    assert problems("a.csv", content.encode()) == [
        "a.csv: row 2, column session_end: 'soon' is not a date; write the year first, such as 2026-05-04"
    ]
