"""Catalogues as text files: the template of all messages, and one catalogue for each language.

What is written depends on the messages and the translations alone: no date, no line number,
no name of a machine. The same input gives the same bytes, and a diff shows words only.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from flows.languages.messages import Message
from uprcycle.errors import BadInputError, Problem, RefusedError

TEMPLATE = "uprcycle.pot"
NOBODY = "none"
"""The team of a language whose texts nobody has read whose language it is."""


def build_template(messages: Iterable[Message]) -> Catalog:
    """Return ``messages`` as a catalogue without translations, in their order."""
    template = Catalog()
    for message in messages:
        template.add(
            (message.one, message.many) if message.many else message.one,
            locations=[(place, 0) for place in message.places],
            auto_comments=message.hints,
        )
    return template


def start_catalogue(code: str) -> Catalog:
    """Return an empty catalogue for a language of two or three letters.

    Raises:
        BadInputError: No language has this code.
    """
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        problem = Problem(
            "language", f"no language has the code {code!r}", "write an ISO 639 code such as es"
        )
        raise BadInputError("the language is not known", [problem]) from None
    return Catalog(locale, header_comment=f"# {locale.english_name} texts of uprcycle.", language_team=NOBODY)


def merge_messages(catalogue: Catalog, template: Catalog) -> Catalog:
    """Bring ``catalogue`` to the messages of ``template`` and return it.

    Translations stay. A message that is gone is kept aside as obsolete, and is there again
    when it comes back. One whose English was reworded is translated anew: what babel guesses
    from texts that look alike was wrong nearly always, and takes minutes.
    """
    for entry in catalogue.obsolete.values():
        catalogue[entry.id] = entry
    catalogue.obsolete.clear()
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def read_catalogue(text: str, code: str) -> Catalog:
    """Read the text of a catalogue.

    Raises:
        BadInputError: It is not a catalogue.
    """
    try:
        found = read_po(io.BytesIO(text.encode()), locale=code, abort_invalid=True)
    except PoFileError as error:
        raise BadInputError(f"the catalogue of {code!r} cannot be read: {error}") from None
    if found.language_team == Catalog().language_team:
        found.language_team = NOBODY
    return found


def write_catalogue(catalogue: Catalog) -> str:
    """Return a catalogue as the text of a file, messages in its order and obsolete ones last."""
    body = io.BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, include_previous=True, include_lineno=False)
    return f"{_header(catalogue)}\n\n{body.getvalue().decode().strip()}\n"


def catalogue_path(folder: Path, code: str) -> Path:
    """Return where the catalogue of a language lies below the folder of locales."""
    return folder / code / "LC_MESSAGES" / "uprcycle.po"


def load_catalogues(folder: Path) -> dict[str, Catalog]:
    """Return every catalogue below ``folder`` by its language, in order of the codes."""
    paths = sorted(folder.glob("*/LC_MESSAGES/uprcycle.po"))
    codes = (path.parent.parent.name for path in paths)
    return {
        code: read_catalogue(path.read_text("utf-8"), code) for code, path in zip(codes, paths, strict=True)
    }


def save_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path``.

    Raises:
        RefusedError: The file cannot be written; an installed program may not change itself.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise RefusedError(
            f"the catalogue cannot be written ({error.strerror}); run it in the repository"
        ) from None


def _header(catalogue: Catalog) -> str:
    fields = {
        "Project-Id-Version": "uprcycle",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    comment = "# Every message of uprcycle in English; written by `make messages`."
    if catalogue.locale is not None:
        fields |= {"Language-Team": catalogue.language_team}
        fields |= {"Language": str(catalogue.locale), "Plural-Forms": catalogue.plural_forms}
        comment = catalogue.header_comment
    lines = [f'"{name}: {value}\\n"' for name, value in fields.items()]
    return "\n".join([comment, 'msgid ""', 'msgstr ""', *lines])
