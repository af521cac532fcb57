"""A people file becomes assignments, or is refused with all its problems."""

from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.uprcycle.roster.rows import AMINA, HEADING, LUC, read
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.roster.identity import person_id
from uprcycle.roster.reader import ReadPeople, read_people
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()


def problems(text: str, name: str = "people.csv") -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_people(name, text.encode(), COUNTRIES)
    return [str(each) for each in refusal.value.problems]


def test_a_row_puts_a_person_into_an_office() -> None:
    amina = Person(
        person_id("amina@example.org"), "Amina Example", "amina@example.org", "en", ZoneInfo("Africa/Nairobi")
    )
    office = Office("RCO Kenya", "KEN", frozenset({Role.RC}))

    assert read(HEADING + AMINA) == ReadPeople((Assignment(amina, office, date(2026, 1, 1), is_head=True),))


def test_the_day_and_hour_of_the_digest_are_those_of_any_row_or_monday_at_eight() -> None:
    heading = HEADING.replace("channel,", "channel,digest_day,digest_hour,")
    rows = AMINA.replace(",email,", ",email,jeudi,17,") + LUC.replace(",fr,,", ",fr,,,,")
    people = {each.person for each in read(heading + rows).assignments}

    assert {(each.name, each.digest_day, each.digest_hour) for each in people} == {
        ("Amina Example", 3, 17),
        ("Luc Exemple", 0, 8),
    }


def test_an_office_has_the_roles_of_all_its_rows() -> None:
    assert [each.office.roles for each in read(HEADING + AMINA + LUC).assignments] == [
        {Role.RC, Role.RCO}
    ] * 2


def test_an_office_that_exists_keeps_its_roles() -> None:
    known = Office("RCO Kenya", "KEN", frozenset({Role.HRA}))

    (assignment,) = read(HEADING + AMINA, known).assignments

    assert assignment.office == Office("RCO Kenya", "KEN", frozenset({Role.HRA, Role.RC}))


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ("Dana Example,dana@example.org,Rights Commission,NHRI; GOVERNMENT,,Kenya,,,,,,\n", ()),
        (
            "Dana Example,dana@example.org,Rights Commission,GOVERNMENT,,Kenya,,,,,,\n",
            (Office("Rights commission", "KEN", frozenset({Role.NHRI})),),
        ),
    ],
    ids=["in-one-row", "known-before"],
)
def test_a_national_institution_is_never_given_the_reports_of_its_state(
    rows: str, known: tuple[Office, ...]
) -> None:
    with pytest.raises(BadInputError) as refusal:
        read(HEADING + rows, *known)

    assert [str(each) for each in refusal.value.problems] == [
        (
            "people.csv: row 2, column role: 'Rights Commission' is a national human rights institution,"
            " not the Government; it may not prepare the State's report;"
            " give the ministry an office of its own"
        )
    ]


def test_a_ministry_and_an_institution_may_stand_in_one_file_and_an_office_of_one_name_elsewhere() -> None:
    rows = (
        "Dana Example,dana@example.org,Rights Commission,NHRI,,Kenya,,,,,,\n"
        "Emil Example,emil@example.org,Ministry of Justice,GOVERNMENT; NMIRF,,Kenya,,,,,,\n"
        "Fay Example,fay@example.org,Rights Commission,GOVERNMENT,,Uganda,,,,,,\n"
    )

    assert [each.office.country for each in read(HEADING + rows).assignments] == ["KEN", "KEN", "UGA"]


def test_one_person_may_hold_several_offices() -> None:
    found = read(
        HEADING + AMINA + "Amina Example,Amina@example.org,UNICEF Uganda,UN-ENTITY,,Uganda; Rwanda,,,,,,\n"
    )

    assert [(each.office.country, each.office.name) for each in found.assignments] == [
        ("KEN", "RCO Kenya"),
        ("RWA", "UNICEF Uganda"),
        ("UGA", "UNICEF Uganda"),
    ]
    assert len({each.person for each in found.assignments}) == 1


def test_a_person_without_a_zone_lives_in_that_of_the_country() -> None:
    (assignment,) = read(
        "name,email,office,role,country\nLuc Exemple,luc@example.org,RCO Nepal,RCO,Népal\n"
    ).assignments

    assert (assignment.person.zone.key, assignment.person.language, assignment.person.channel) == (
        "Asia/Kathmandu",
        "en",
        "email",
    )


def test_headings_may_be_french_or_spanish() -> None:
    french = "Nom;Courriel;Bureau;Rôle;Pays;Langue;Fuseau horaire\n"
    spanish = "nombre;correo electrónico;oficina;función;país;idioma;zona horaria\n"
    row = "Amina Example;amina@example.org;RCO Kenya;RC;Kenya;en;Africa/Nairobi\n"

    assert read(french + row) == read(spanish + row)
    assert [each.person.name for each in read(french + row).assignments] == ["Amina Example"]


def test_the_same_file_gives_the_same_people() -> None:
    text = HEADING + AMINA + LUC

    assert read(text) == read(text)


def test_assignments_come_by_country_and_office_whatever_the_order_of_rows() -> None:
    assert read(HEADING + LUC + AMINA) == read(HEADING + AMINA + LUC)


def test_a_day_order_that_is_only_warned_of_loses_nobody() -> None:
    found = read(HEADING + AMINA.replace("2026-01-01", "13/01/2026"))

    assert [each.valid_from for each in found.assignments] == [date(2026, 1, 13)]
    assert [str(each) for each in found.problems] == [
        (
            "people.csv, column valid_from: its dates were read with the day first;"
            " write the year first to be sure"
        )
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(
            AMINA + AMINA,
            [
                (
                    "row 3, column email: 'Amina Example' holds this office already in row 2;"
                    " keep one row; several roles go into one cell, with semicolons"
                )
            ],
            id="the same person twice",
        ),
        pytest.param(
            AMINA.replace("2026-01-01,", "2026-01-01,2026-06-30") + AMINA.replace("2026-01-01", "2026-06-30"),
            [
                (
                    "row 3, column email: 'Amina Example' holds this office already in row 2;"
                    " keep one row; several roles go into one cell, with semicolons"
                )
            ],
            id="two terms that meet",
        ),
        pytest.param(
            AMINA + AMINA.replace("RCO Kenya", "UNICEF Kenya").replace("Amina Example", "Anima Example"),
            [("row 3, column name: 'Anima Example' differs from row 2; make the rows agree")],
            id="two names of one address",
        ),
        pytest.param(
            AMINA + LUC.replace("RCO Kenya", "Rco  kenya"),
            ["row 3, column office: 'Rco kenya' is spelt 'RCO Kenya' in row 2; use one spelling"],
            id="two spellings of one office",
        ),
        pytest.param(
            LUC,
            [
                (
                    "row 2, column deputy_of: 'amina@example.org' is nobody else in this file;"
                    " write the address of the one deputised for"
                )
            ],
            id="a deputy of nobody",
        ),
        pytest.param(
            AMINA.replace(",,\n", ",,amina@example.org\n"),
            [
                (
                    "row 2, column deputy_of: 'amina@example.org' is nobody else in this file;"
                    " write the address of the one deputised for"
                )
            ],
            id="a deputy of oneself",
        ),
        pytest.param(
            AMINA + AMINA.replace("amina@", "amina2@") + LUC.replace("amina@example.org", "Amina Example"),
            [
                (
                    "row 4, column deputy_of: 'Amina Example' is several persons of this file;"
                    " write the address of the one deputised for"
                )
            ],
            id="a deputy of two",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_named(rows: str, found: list[str]) -> None:
    assert problems(HEADING + rows) == [f"people.csv: {each}" for each in found]


def test_two_terms_that_follow_each_other_are_fine() -> None:
    first = AMINA.replace("2026-01-01,", "2026-01-01,2026-06-30")
    second = AMINA.replace("2026-01-01", "2026-07-01")

    assert [each.valid_from for each in read(HEADING + second + first).assignments] == [
        date(2026, 1, 1),
        date(2026, 7, 1),
    ]


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        ("x", "people.ods", "people.ods: has an ending that is not known; use one of .csv, .xlsx"),
        (HEADING, "people.csv", "people.csv: names nobody; add one row for each person and office"),
        (
            "name,office,role,country\nA,B,RC,Kenya\n",
            "people.csv",
            "people.csv: the column 'email' is missing; add it to the heading",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(text: str, name: str, problem: str) -> None:
    assert problems(text, name) == [problem]


def test_rows_with_problems_do_not_hide_those_of_others() -> None:
    rows = AMINA.replace("amina@example.org", "amina") + LUC.replace("RCO,,Kenya", "RCO,,Kenyaa").replace(
        "amina@example.org", ""
    )

    assert [each.split(": ")[1] for each in problems(HEADING + rows)] == [
        "row 2, column email",
        "row 3, column country",
    ]


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(BadInputError):
        read_people("people.csv", content, COUNTRIES)


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["a@example.org", "b@example.org", "Kenya", "RC", "2026-01-01", "", "=1", '"', "fr"]
            )
            | st.text(max_size=6),
            max_size=13,
        ),
        max_size=4,
    )
)
@settings(max_examples=examples(100, deep=300))
def test_any_cells_are_read_or_refused(cells: list[list[str]]) -> None:
    text = HEADING + "\n".join(",".join(row) for row in cells)

    with suppress(BadInputError):
        read_people("people.csv", text.encode("utf-8", "surrogatepass"), COUNTRIES)
