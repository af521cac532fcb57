"""The pages of web-hooks: addresses that are told of releases, for whoever manages keys."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from notifications.guard import DeliveryMode
from uprcycle.access.act import Act
from uprcycle.errors import BadInputError, RefusedError
from uprcycle.wording.changes import moment_text
from uprcycle.wording.language import Language
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.api.source import HookView, NewHook
from web.private import OwnForm
from web.problems import NotThereError

router = APIRouter(prefix="/access/hooks", include_in_schema=False)

_NOTHING: Mapping[str, str] = {}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_WRONG: Mapping[str, str] = {
    "label": _("Say in a few words whose it is."),
    "address": _("Write https://, the name of a server on the internet, and a path."),
    "": _("There are too many; remove one first."),
}
_DEEDS = ("test", "on", "remove")


@router.get("")
def show_hooks(reader: Signed) -> Response:
    """Show every web-hook and what came of its last calls."""
    reader.require(Act.MANAGE_KEYS)
    return _page(reader)


@router.post("")
def add_hook(reader: Signed, form: OwnForm) -> Response:
    """Keep a web-hook and show its secret, once."""
    reader.require(Act.MANAGE_KEYS)
    hooks = reader.visit.sources.doors.hooks
    try:
        made = hooks.add(form.get("label", ""), form.get("address", ""), reader.principal.id)
    except (BadInputError, RefusedError) as error:
        wrong = {each.where: _WRONG[each.where] for each in error.problems} or {"": _WRONG[""]}
        return _page(reader, form, wrong)
    return _page(reader, made=made)


@router.get("/{hook}/remove")
def ask_to_remove(reader: Signed, hook: str) -> Response:
    """Ask whether a web-hook is to be forgotten."""
    reader.require(Act.MANAGE_KEYS)
    found = next((each for each in reader.visit.sources.doors.hooks.all() if each.hook.id == hook), None)
    if found is None:
        raise NotThereError("")
    return render_signed(reader, "api/hook_remove.html.j2", hook=_row(found, reader.visit.language))


@router.post("/{hook}/{deed}")
def act_on_hook(reader: Signed, form: OwnForm, hook: str, deed: str) -> Response:
    """Send a test, switch a web-hook on again, or forget it."""
    del form
    reader.require(Act.MANAGE_KEYS)
    hooks, by = reader.visit.sources.doors.hooks, reader.principal.id
    if deed not in _DEEDS:
        raise NotThereError("")
    try:
        if deed == "test":
            return _page(reader, tried=hooks.try_out(hook))
        (hooks.switch_on if deed == "on" else hooks.remove)(hook, by)
    except RefusedError:
        raise NotThereError("") from None
    return RedirectResponse(reader.visit.href("/access/hooks"), HTTPStatus.SEE_OTHER)


def _page(
    reader: Reader,
    form: Mapping[str, str] = _NOTHING,
    wrong: Mapping[str, str] = _NOTHING,
    made: NewHook | None = None,
    tried: str = "",
) -> Response:
    visit = reader.visit
    return render_signed(
        reader,
        "api/hooks.html.j2",
        HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        hooks=[_row(each, visit.language) for each in visit.sources.doors.hooks.all()],
        typed={each: form.get(each, "") for each in ("label", "address")},
        wrong=dict.fromkeys(_WRONG, "") | {where: visit.language.text(what) for where, what in wrong.items()},
        secret=made.secret if made else "",
        tried=tried,
        leaves=visit.sources.delivery in {DeliveryMode.LIVE, DeliveryMode.ALLOWLIST},
    )


def _row(view: HookView, language: Language) -> dict[str, object]:
    hook = view.hook
    return {
        "id": hook.id,
        "label": hook.label,
        "host": hook.host,
        "made": moment_text(hook.made, language),
        "off": moment_text(hook.off_since, language) if hook.off_since else "",
        "why": hook.why,
        "calls": [(each.release, each.answer, each.tries, bool(each.finished)) for each in view.calls],
    }
