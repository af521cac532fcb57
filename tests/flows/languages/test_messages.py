"""What counts as a message: calls with a literal, in code and templates, and the texts of data files."""

from pathlib import Path

import pytest

from flows.languages.messages import Message, collect_messages, read_code, read_rows, read_template


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param('X = _("held")', [("held", "", "")], id="a-mark"),
        pytest.param('language.text("to {day}", day=day)', [("to {day}", "", "")], id="a-call"),
        pytest.param("f'({self.language.text(\"if so\")})'", [("if so", "", "")], id="inside-an-f-string"),
        pytest.param('language.text("one " "text")', [("one text", "", "")], id="joined-literals"),
        pytest.param('language.text("a" if x else "b")', [("a", "", ""), ("b", "", "")], id="a-choice"),
        pytest.param(
            'language.plural("{count} day", "{count} days", 2)',
            [("{count} day", "{count} days", "")],
            id="plural",
        ),
        pytest.param('_both("one", "many")', [("one", "many", "")], id="a-marked-pair"),
        pytest.param('phrase("{x} is empty", x=1)', [("{x} is empty", "", "")], id="a-phrase"),
        pytest.param(
            'counted("{count} row", "{count} rows", 2)', [("{count} row", "{count} rows", "")], id="a-count"
        ),
        pytest.param(
            'def f(x):\n    if x:\n        one, many = "a task", "tasks"\n    return g.plural(one, many, 2)',
            [("a task", "tasks", "")],
            id="names-of-the-function",
        ),
        pytest.param('_NONE = "none"\nlanguage.text(_NONE)', [("none", "", "")], id="a-name-of-the-module"),
        pytest.param(
            '[language.text(each) for each in ("When", "What")]',
            [("When", "", ""), ("What", "", "")],
            id="names-of-a-loop",
        ),
        pytest.param('def f():\n    x = "no"\ndef g(x):\n    l.text(x)', [], id="a-name-of-another-function"),
        pytest.param("language.text(rule.title)", [], id="no-literal"),
        pytest.param('text("SELECT 1")', [], id="a-function-that-is-no-method"),
        pytest.param('cells.text(row, "note")', [], id="no-message-first"),
    ],
)
def test_code_says_a_message_where_it_calls_for_one(
    source: str, expected: list[tuple[str, str, str]]
) -> None:
    assert list(read_code(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param('<p title="{{ _("Go") }}">', [("Go", "", "")], id="attribute"),
        pytest.param('{{ name or _("none") }}', [("none", "", "")], id="inside-an-expression"),
        pytest.param(
            '{{ plural("{count} State", "{count} States", n) }}',
            [("{count} State", "{count} States", "")],
            id="plural",
        ),
        pytest.param('{{ _("day {n}", n=number) }}', [("day {n}", "", "")], id="with-values"),
        pytest.param("{{ _(title) }}", [], id="no-literal"),
    ],
)
def test_a_template_says_a_message_where_it_calls_for_one(
    source: str, expected: list[tuple[str, str, str]]
) -> None:
    assert list(read_template(source)) == expected


def test_four_texts_of_a_rule_are_messages_and_its_note_is_not() -> None:
    row = """
    [[rule]]
    id = "national-report"
    title = "National report due"
    description = "The State reports."
    produces = "National report"
    limits = "At most 10,700 words."
    note = "Read in one source."
    """

    assert list(read_rows(row)) == [
        ("National report due", "", "title of national-report"),
        ("The State reports.", "", "description of national-report"),
        ("National report", "", "produces of national-report"),
        ("At most 10,700 words.", "", "limits of national-report"),
    ]


def test_the_titles_of_documents_are_messages() -> None:
    row = '[[document]]\nid = "summary"\ntitle = "Summary"\nsymbol = "A/1"\n'

    assert list(read_rows(row)) == [("Summary", "", "title of summary")]


def test_the_titles_and_notes_of_addresses_are_messages() -> None:
    row = '[[address]]\nkey = "guide"\ntitle = "A guide"\nurl = "https://example.org"\nnote = "Lost."\n'

    assert list(read_rows(row)) == [("A guide", "", "title of guide"), ("Lost.", "", "note of guide")]


def test_the_notes_of_sessions_and_their_dates_are_messages() -> None:
    rows = '[[session]]\nnumber = 42\nnote = "A slot stayed empty."\n[[review]]\ncountry = "KEN"\n'

    assert list(read_rows(rows)) == [("A slot stayed empty.", "", "note of 42")]


def test_the_names_of_the_rows_of_the_cadence_are_messages() -> None:
    row = '[[cadence]]\nname = "guidance"\nbases = ["editorial"]\nbefore = [7]\n'

    assert list(read_rows(row)) == [("guidance", "", "name of guidance")]


def test_the_words_of_facts_and_contradictions_are_messages_and_their_figures_are_not() -> None:
    rows = """
    [[fact]]
    id = "hours"
    value = "15:00"
    unit = "in Geneva"
    note = "Read in one source."

    [[fact]]
    id = "rhythm"
    value = "at any time"

    [[fact]]
    id = "length"
    value = 2815

    [[contradiction]]
    id = "C1"
    topic = "Length of a cycle"
    text = "Long or short."
    prevails = "both"
    why = "Both are stated."
    readings = [{ text = "4.5 years" }]
    """

    assert list(read_rows(rows)) == [
        ("in Geneva", "", "unit of hours"),
        ("Read in one source.", "", "note of hours"),
        ("at any time", "", "value of rhythm"),
        ("Length of a cycle", "", "topic of C1"),
        ("Long or short.", "", "text of C1"),
        ("both", "", "prevails of C1"),
        ("Both are stated.", "", "why of C1"),
        ("4.5 years", "", "reading of C1"),
    ]


def test_a_message_said_in_several_places_is_one_message(tmp_path: Path) -> None:
    for place, source in {
        "web/templates/page.html.j2": '{{ plural("State", "States", 2) }}',
        "web/page.py": '_("State")',
        "uprcycle/data/rules/review.toml": '[[rule]]\nid = "x"\ntitle = "State"\n',
        "uprcycle/data/sessions/cycle-4.toml": 'title = "no rule"',
        "web/static/style.css": '_("no code")',
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(source, "utf-8")

    assert collect_messages(tmp_path) == (
        Message(
            "State",
            "States",
            ("uprcycle/data/rules/review.toml", "web/page.py", "web/templates/page.html.j2"),
            ("title of x",),
        ),
    )
