"""Catalogues: the same words give the same bytes, and no translation is lost on the way."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from flows.languages.catalogue import (
    build_template,
    catalogue_path,
    load_catalogues,
    merge_messages,
    read_catalogue,
    save_text,
    start_catalogue,
    write_catalogue,
)
from flows.languages.messages import Message
from uprcycle.errors import BadInputError, RefusedError

HELD = Message("held", places=("uprcycle/wording/terms.py",))
DAYS = Message("{count} day", "{count} days", ("web/a.html.j2", "web/b.py"), ("title of x",))
TEMPLATE = build_template([HELD, DAYS])


def translated() -> Catalog:
    catalogue = merge_messages(start_catalogue("fr"), TEMPLATE)
    catalogue["held"].string = "réalisée"
    catalogue["{count} day"].string = ("{count} jour", "{count} jours")
    return catalogue


def test_a_catalogue_is_written_without_dates_lines_or_names() -> None:
    assert write_catalogue(translated()) == (
        "# French texts of uprcycle.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: uprcycle\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Language-Team: none\\n"\n'
        '"Language: fr\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
        "\n"
        "#: uprcycle/wording/terms.py\n"
        'msgid "held"\n'
        'msgstr "réalisée"\n'
        "\n"
        "#. title of x\n"
        "#: web/a.html.j2 web/b.py\n"
        "#, python-brace-format\n"
        'msgid "{count} day"\n'
        'msgid_plural "{count} days"\n'
        'msgstr[0] "{count} jour"\n'
        'msgstr[1] "{count} jours"\n'
    )


def test_writing_reading_and_merging_again_changes_nothing() -> None:
    text = write_catalogue(translated())

    assert write_catalogue(merge_messages(read_catalogue(text, "fr"), TEMPLATE)) == text


def test_the_order_of_a_catalogue_is_that_of_the_messages() -> None:
    turned = merge_messages(translated(), build_template([DAYS, HELD]))

    assert [entry.id for entry in turned if entry.id] == [("{count} day", "{count} days"), "held"]


def test_a_message_that_is_gone_is_kept_as_obsolete() -> None:
    text = write_catalogue(merge_messages(translated(), build_template([DAYS])))

    assert text.endswith('#~ msgid "held"\n#~ msgstr "réalisée"\n')
    assert list(read_catalogue(text, "fr").obsolete) == ["held"]


def test_a_message_that_comes_back_finds_its_translation() -> None:
    gone = read_catalogue(write_catalogue(merge_messages(translated(), build_template([DAYS]))), "fr")

    assert write_catalogue(merge_messages(gone, TEMPLATE)) == write_catalogue(translated())


def test_a_reworded_message_is_translated_anew_beside_its_old_translation() -> None:
    catalogue = start_catalogue("fr")
    catalogue.add("Report of the Working Group", "Rapport du Groupe de travail")
    reworded = merge_messages(catalogue, build_template([Message("Reports of the Working Group")]))

    assert not reworded["Reports of the Working Group"].string
    assert reworded.obsolete["Report of the Working Group"].string == "Rapport du Groupe de travail"


@pytest.mark.parametrize(
    ("code", "forms"),
    [("ar", 6), ("es", 2), ("fr", 2), ("ru", 3), ("zh", 1)],
)
def test_a_new_catalogue_has_the_plural_forms_of_its_language(code: str, forms: int) -> None:
    catalogue = merge_messages(start_catalogue(code), TEMPLATE)

    assert read_catalogue(write_catalogue(catalogue), code).num_plurals == forms


@pytest.mark.parametrize("code", ["klingon", "", "../fr", "xx"])
def test_a_code_that_no_language_has_is_refused(code: str) -> None:
    with pytest.raises(BadInputError, match="the language is not known"):
        start_catalogue(code)


def test_a_file_that_is_no_catalogue_is_refused_by_name() -> None:
    with pytest.raises(BadInputError, match="the catalogue of 'fr' cannot be read"):
        read_catalogue("these are no messages", "fr")


def test_saved_catalogues_are_found_by_their_language(tmp_path: Path) -> None:
    for code in ("fr", "ar"):
        save_text(catalogue_path(tmp_path, code), write_catalogue(start_catalogue(code)))

    assert list(load_catalogues(tmp_path)) == ["ar", "fr"]


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fr").write_text("a file, not a folder", "utf-8")

    with pytest.raises(RefusedError, match="run it in the repository"):
        save_text(catalogue_path(tmp_path, "fr"), "")
