"""Keeping catalogues: a report changes nothing, and saving twice is saving once."""

from pathlib import Path

import pytest

from flows.languages.checks import Finding, Flaw
from flows.languages.upkeep import Report, inspect_catalogues, save_catalogues
from uprcycle.errors import BadInputError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that says two things."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "page.py").write_text('_("held")\nlanguage.text("to {day}", day=day)\n', "utf-8")
    return tmp_path


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted((root / "uprcycle").rglob("*.po*"))
    }


def translate(root: Path, english: str, french: str) -> None:
    path = root / "uprcycle/data/locales/fr/LC_MESSAGES/uprcycle.po"
    empty = f'msgid "{english}"\nmsgstr ""'
    text = path.read_text("utf-8")
    assert text.count(empty) == 1
    path.write_text(text.replace(empty, empty.replace('msgstr ""', f'msgstr "{french}"')), "utf-8")


def test_a_new_language_is_one_new_file(root: Path) -> None:
    save_catalogues(root)
    assert list(files(root)) == ["uprcycle/data/locales/uprcycle.pot"]

    save_catalogues(root, "fr")
    assert list(files(root)) == [
        "uprcycle/data/locales/fr/LC_MESSAGES/uprcycle.po",
        "uprcycle/data/locales/uprcycle.pot",
    ]


def test_saving_again_changes_no_byte(root: Path) -> None:
    save_catalogues(root, "fr")
    translate(root, "held", "réalisée")
    save_catalogues(root)
    once = files(root)
    save_catalogues(root, "fr")

    assert files(root) == once
    assert 'msgstr "réalisée"' in once["uprcycle/data/locales/fr/LC_MESSAGES/uprcycle.po"]


def test_a_report_names_every_flaw_and_writes_nothing(root: Path) -> None:
    save_catalogues(root, "fr")
    translate(root, "to {day}", "au {jour}")
    before = files(root)
    what = "places differ: {day} became {jour}"

    report = inspect_catalogues(root)

    assert report == Report(
        2,
        {"fr": (Finding(Flaw.MISSING, "held"), Finding(Flaw.SUSPICIOUS, "to {day}", what))},
        {"fr": "none"},
    )
    assert report.counts() == {"fr": {"missing": 1, "in doubt": 0, "stale": 0, "suspicious": 1}}
    assert files(root) == before


def test_one_language_is_looked_at_alone(root: Path) -> None:
    save_catalogues(root, "fr")
    save_catalogues(root, "es")

    assert inspect_catalogues(root, "es").counts() == {
        "es": {"missing": 2, "in doubt": 0, "stale": 0, "suspicious": 0}
    }


def test_a_language_without_a_catalogue_is_refused_with_the_way_to_start_it(root: Path) -> None:
    save_catalogues(root, "fr")
    with pytest.raises(BadInputError) as caught:
        inspect_catalogues(root, "es")

    assert [each.remedy for each in caught.value.problems] == [
        "use one of fr, or start it: uprcycle languages --add es"
    ]
