"""What is refused can be said in another language: no problem of a page is an English line for good."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from flows.releases.confirming import check_digest, say_earlier
from tests.pseudo import ROOT, pseudo_language, untranslated
from uprcycle.days.span import Precision, Status
from uprcycle.errors import BadInputError, Problem, UprcycleError
from uprcycle.people import Role
from uprcycle.roster.columns import COLUMNS as HOLDERS
from uprcycle.roster.reader import read_people
from uprcycle.schedule.amend.apply import apply_steps
from uprcycle.schedule.amend.columns import COLUMNS as CHANGES
from uprcycle.schedule.amend.kinds import KINDS
from uprcycle.schedule.amend.rows import read_steps
from uprcycle.schedule.amend.values import Known
from uprcycle.schedule.checks import check_schedule
from uprcycle.schedule.columns import COLUMNS
from uprcycle.schedule.reader import read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.sheets.table import read_table
from uprcycle.store.packaged import language_codes, load_countries, load_schedule
from uprcycle.wording.problems import refusal_texts

SHOWN = (
    *(ROOT / "uprcycle" / each for each in ("ooxml", "roster", "schedule", "sheets")),
    *(ROOT / "flows" / "releases" / f"{each}.py" for each in (
        "amending", "approving", "checking", "confirming", "ordering", "overriding", "releasing", "undoing",
    )),
    *(ROOT / "flows" / "site" / f"{each}.py" for each in ("desk", "outbox", "past_releases")),
    *(ROOT / "uprcycle" / "store" / f"{each}.py" for each in ("holds", "override_rules", "summary")),
)  # fmt: skip
"""What makes the problems of pages: these rooms, and these modules of others."""

FOR_OPERATORS = frozenset({"rows.py"})
"""Rows of rule files, which only the command line reads."""

ASKED_ON_THE_COMMAND_LINE = (
    "name who agrees", "holds no office of the UN today", "take an id of the people file, and no name",
    "confirms nothing", "what was corrected is", "nothing was corrected; leave it out", "there is no ruleset",
    "is gone, or was changed after it was kept", "restore a backup of the store",
)  # fmt: skip
"""What no page can bring about: it names who is signed in, and confirms what it shows itself."""

TEXTS = {
    "Problem": slice(1, 3),
    "UnreadableError": slice(0, 2),
    "unreadable_file": slice(1, 3),
    "refuse": slice(0, 4),
    "problem": slice(0, 2),
}
"""Which arguments of a call are texts of ours."""


_CODE = re.compile("[A-Z]{3}")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
DATA = (
    *Status, *Precision, *Role, *KINDS, *language_codes(), "26 weeks", "TOML", "JSON",
    *(each.name for each in (*COLUMNS, *CHANGES, *HOLDERS)), "council", "Nepal", "csv", "xlsx",
    "toml", "json",
    "zero width space", "unexpected end of data", "Invalid value (at end of document)",
)  # fmt: skip
"""What files hold: their columns and words, codes, a State, the name of a sign, and what a parser says."""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('Problem(where, "is empty", "fill it in")', ["is empty", "fill it in"]),
        ('def f():\n what = f"{x} is no date"\n cells.refuse(row, "date", what)', ["{} is no date"]),
        ('raise RefusedError("nothing was sent")', ["nothing was sent"]),
        ('raise RefusedError("nothing was sent", [problem])', []),
        ('Problem(f"{file}: {table} {row}", phrase("is empty") if x else "is old")', ["is old"]),
        ('cells.refuse(row, "date", phrase("is empty"), in_short("now", LATER))', []),
    ],
)
def test_a_text_that_stays_english_is_found(source: str, expected: list[str]) -> None:
    assert list(english_texts(source)) == expected


def test_every_problem_of_a_page_is_a_phrase() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in modules()
        for text in english_texts(path.read_text("utf-8"))
        if not any(each in text for each in ASKED_ON_THE_COMMAND_LINE)
    ]
    assert found == []


def modules() -> Iterator[Path]:
    for each in SHOWN:
        yield from (path for path in (sorted(each.rglob("*.py")) or [each]) if path.name not in FOR_OPERATORS)


def english_texts(source: str) -> Iterator[str]:
    """Yield the texts in a module that become a problem, or a refusal alone, and are no phrase."""
    module = ast.parse(source)
    scopes: list[ast.AST] = [each for each in ast.walk(module) if isinstance(each, ast.FunctionDef)]
    for scope in scopes or [module]:
        for call in ast.walk(scope):
            if isinstance(call, ast.Call):
                for each in _texts_of(call):
                    yield from _english(each, scope)


def _texts_of(call: ast.Call) -> list[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in {"BadInputError", "RefusedError"} and len(call.args) == 1:
        return call.args
    return call.args[TEXTS[name]] if name in TEXTS else []


def _english(text: ast.expr, scope: ast.AST) -> Iterator[str]:
    match text:
        case ast.Constant(value=str(words)) if " " in words:
            yield words
        case ast.JoinedStr(values=parts):
            said = "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in parts)
            if re.search("[a-z]{2}", said):
                yield said
        case ast.IfExp(body=one, orelse=other):
            yield from _english(one, scope)
            yield from _english(other, scope)
        case ast.Name(id=name):
            for each in ast.walk(scope):
                if isinstance(each, ast.Assign) and any(getattr(to, "id", "") == name for to in each.targets):
                    yield from _english(each.value, scope)
        case _:
            return


HEADING = (
    "cycle,session,session_start,session_end,country,review_date,weekday,slot_start,slot_end,status,precision"
)
DATES = f"{HEADING},submission_deadline,hrc_session,note"
PEOPLE = "name,email,office,role,country,language,valid_from,valid_to,deputy_of,head,away_from,away_to\n"
WRONG_SCHEDULES = {
    "a.csv": f"""{DATES}
x,1000,05/06/2026,2026-05-04,Atlantis,2026-02-30,Moonday,9,09:00,perhaps,often,soon,next,=1
5,55,2027-11,2027-11-12,Nepall,2027-11-03,Monday,12:30,09:00,held,day,2027-11-04,67,a\u200bb
5,55,2027-12-01,2027-11-12,Kenya,2027-11-31,,09:00,,held,month,,67,{"x" * 9000}
5,,,,Niger,Tuesday 2027-11-03,,,,,instant,2027-03-01,,
,,,,,,,,,,,,,,y
5,,,,,1/2,,,,,,,,
5,56,2027-11-10,2027-11-02,Togo,Monday November 2027,,,,,,,,"a
b"
5,57,2027-11-10,2027-11-02,Togo,12 May 2027 to 4 May 2027,,,,,,,,
""",
    "b.csv": f"cycle;session;dates;states;odd;Cycle\n5;55;2027;Kenya\n5;55;2027-11;{'Togo; ' * 101};;\n",
    "c.csv": "cycle,session,country,states\n",
    "d.csv": "cycle,session\n",
    "e.csv": "cycle,country\n5,KEN\n",
    "f.csv": 'cycle,session,country\n5,55,"Kenya\n',
    "g.csv": "one,two\n",
    "h.csv": "",
    "i.csv": "cycle\0",
    "j.ods": "x",
    "k.xlsx": "x",
    "l.toml": "a = [",
    "m.json": "[]",
    "n.json": '{"reviews": [], "session": 1, "review": [1,'
    ' {"odd": 1, "country": "Nepall", "date": 1, "status": ""}]}',
    "o.json": '{"session": [{"number": 0, "cycle": 5, "dates": "a\\nb", "status": "x", "council": 1}],'
    ' "review": [{"country": "Atlantis", "date": "2027", "status": "held", "hours": "9"}]}',
}
WRONG_PEOPLE = {
    "a.csv": f"""{PEOPLE}a@b,no,RCO,king,Kenja,xx,2026,2026-01,x,maybe,2026-01-02,
Amina,amina@example.org,RCO Kenya,RC,KEN,en,2026-05-04,2026-05-01,nobody,,2026-05-04,2026-05-02
Anima,amina@example.org,RCO kenya,RC,KEN,fr,,,,,,
,,,,,,,,,,,
{"B" * 201},,,,,,,,,,,
Amina,amina@example.org,RCO Kenya,NHRI;GOVERNMENT,KEN,en,,,,,,
""",
    "b.csv": PEOPLE,
    "c.txt": "x",
    "d.csv": "name\nx\n",
}
UNSOUND = f"""{HEADING}
5,54,2027-05-04,2027-05-15,Kenya,2027-05-20,,,,,
5,55,2027-05-10,2027-05-21,Kenya,2027-05-11,,09:00,12:30,confirmed,
5,55,2027-05-10,2027-05-21,Togo,2027-05-11,,09:00,12:30,confirmed,
5,55,2027-05-10,2027-05-21,State of Palestine,,,,,,
"""
WRONG_CHANGES = """
nothing
move country=KEN
move country=KEN to=999
move country=KEN to=40
move country=QQQ to=x by=ever
move country=KEN to=54 order=1 date=2020-05-04
prolong session=54
prolong session=54 date=2020-05-04
prolong session=54 date=2027
postpone session=54 until=53 by=ever
postpone session=54 until=53 by=1,day
postpone session=60 by=900,months
hand-on session=40 date=2027-05
swap country=KEN other=KEN
swap country=KEN cycle=1 other=TGO
extend milestone=national-report date=2020-05-04
extend session=54 milestone=national date=2020-05-04
extend session=54 milestone=national-report date=2020-05-04
leave-empty country=KEN cycle=1
split session=54 milestone=national-report countries=KEN;KEN date=2027-05-04
add country=KEN to=54
councils session=54 councils=x
councils session=54 councils=40;40;999
""".splitlines()[1:]


def refusals() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what was asked, and what is answered in the pseudo-language."""
    countries = load_countries()
    for name, content in WRONG_SCHEDULES.items():
        yield f"{name} {content}", _refused(partial(read_schedule, name, content.encode(), countries))
    for name, content in WRONG_PEOPLE.items():
        yield f"{name} {content}", _refused(partial(read_people, name, content.encode(), countries))
    for change in WRONG_CHANGES:
        yield change.replace("=", " ").replace(";", " "), _refused(partial(_change, change))
    unsound = read_schedule("a.csv", UNSOUND.encode(), countries)
    for kept in (unsound.schedule, Schedule()):
        found = check_schedule(kept, countries, load_schedule(), unsound.origins)
        yield UNSOUND, refusal_texts(BadInputError("unsound", found), pseudo_language())
    names = [f"{each.country} national-report" for each in load_schedule().slots[:9]]
    earlier = BadInputError("earlier", [Problem("--confirm-earlier", say_earlier(names))])
    yield " ".join(names), refusal_texts(earlier, pseudo_language())
    yield "", _refused(partial(check_digest, "", "abc"))


def _change(change: str) -> None:
    kind, *cells = change.split()
    said = {"change": kind} | dict(each.split("=") for each in cells)
    text = ";".join(said) + "\n" + ";".join(f'"{each.replace(",", " ")}"' for each in said.values())
    known = Known(load_countries(), ("national-report",), date(2026, 11, 21))
    apply_steps(load_schedule(), read_steps(read_table("a.csv", text.encode(), CHANGES), known))


def _refused(asked: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(UprcycleError) as caught:
        asked()
    return refusal_texts(caught.value, pseudo_language())


def test_whatever_is_refused_is_said_in_the_language_of_the_reader() -> None:
    heard, known = set(), _words(" ".join(DATA))
    for asked, answers in refusals():
        assert answers
        said = {each for answer in answers for each in untranslated(_QUOTED.sub(" ", answer))}
        heard |= {each for each in said - known - _words(asked) if not _CODE.fullmatch(each)}
    assert heard == set()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))
