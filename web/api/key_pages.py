"""The pages of keys: one's own, made and ended there; whoever manages keys sees those of all."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.access.key import ACTS, LONGEST, ApiKey, Scope
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.wording.changes import moment_text
from uprcycle.wording.language import Language
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.api.source import AskedKey, Made
from web.matters import read_whole
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/access/keys", include_in_schema=False)

_NOTHING: Mapping[str, str] = {}
_USUAL_DAYS = "90"


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_SCOPES: Mapping[Scope, str] = {
    Scope.DUTIES: _("read my duties"),
    Scope.ANSWER: _("answer my duties"),
    Scope.OFFICES: _("read which offices I hold"),
    Scope.NUDGES: _("read what was sent to me, without its text"),
    Scope.RELEASES: _("read releases with who made them"),
    Scope.AUDIT: _("read the audit trail"),
    Scope.PLAN: _("plan an uploaded schedule; nothing is released"),
}
_WRONG: Mapping[str, str] = {
    "label": _("Say in a few words what uses the key."),
    "days": _("Give a number of days, at most a year."),
    "scope": _("Choose what the key is for."),
}


@router.get("")
def show_keys(reader: Signed) -> Response:
    """Show the reader's keys, and the form for another one."""
    return _page(reader)


@router.post("")
def make_key(reader: Signed, form: OwnForm) -> Response:
    """Make a key and show it, once."""
    scopes = frozenset(each for each in Scope if form.get(each.value))
    days = read_whole(form.get("days", ""))
    if not scopes:
        return _page(reader, form, wrong={"scope": _WRONG["scope"]})
    try:
        made = reader.visit.sources.doors.keys.make(
            reader.principal, AskedKey(form.get("label", ""), scopes, days)
        )
    except BadInputError as error:
        return _page(reader, form, wrong={each.where: _WRONG.get(each.where, "") for each in error.problems})
    except RefusedError:
        return _page(
            reader, form, wrong={"scope": _("You have too many keys, or may not do this; end one first.")}
        )
    return _page(reader, made=made)


@router.get("/{key}/end")
def ask_to_end(reader: Signed, key: str) -> Response:
    """Ask whether a key is to end."""
    found = _find(reader, key)
    return render_signed(reader, "api/key_end.html.j2", key=_row(found, "", reader.visit.language))


@router.post("/{key}/end")
def end_key(reader: Signed, form: OwnForm, key: str) -> Response:
    """End a key at once."""
    del form
    try:
        reader.visit.sources.doors.keys.end(_find(reader, key).id, reader.principal.id)
    except RefusedError:
        raise NotThereError("") from None
    return RedirectResponse(reader.visit.href("/access/keys"), HTTPStatus.SEE_OTHER)


def _find(reader: Reader, key_id: str) -> ApiKey:
    keys = reader.visit.sources.doors.keys
    theirs = list(keys.of(reader.principal))
    if reader.may(Act.MANAGE_KEYS):
        theirs += [each for each, _name in keys.all()]
    found = next((each for each in theirs if each.id == key_id), None)
    if found is None:
        raise NotThereError("")
    return found


def _page(
    reader: Reader,
    form: Mapping[str, str] = _NOTHING,
    wrong: Mapping[str, str] = _NOTHING,
    made: Made | None = None,
) -> Response:
    keys, text, language = reader.visit.sources.doors.keys, reader.visit.language.text, reader.visit.language
    others = keys.all() if reader.may(Act.MANAGE_KEYS) else ()
    return render_signed(
        reader,
        "api/keys.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        keys=[_row(each, "", language) for each in keys.of(reader.principal)],
        others=[_row(each, name, language) for each, name in others if each.owner != reader.principal.id],
        scopes=[
            (each.value, text(_SCOPES[each]), bool(form.get(each.value)))
            for each in Scope
            if reader.may_anywhere(ACTS[each])
        ],
        typed={"label": form.get("label", ""), "days": form.get("days", _USUAL_DAYS)},
        most_days=LONGEST.days,
        wrong=dict.fromkeys(_WRONG, "") | {where: text(what) for where, what in wrong.items()},
        made=made.text if made else "",
    )


def _row(key: ApiKey, owner: str, language: Language) -> dict[str, object]:
    return {
        "id": key.id,
        "label": key.label,
        "owner": owner,
        "scopes": [language.text(_SCOPES[each]) for each in sorted(key.scopes)],
        "made": moment_text(key.made, language),
        "expires": moment_text(key.expires, language),
        "used": moment_text(key.used, language) if key.used else "",
        "ended": moment_text(key.revoked, language) if key.revoked else "",
    }
