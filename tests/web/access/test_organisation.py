"""The way to one's organisation and back, as the web sees it."""

from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from tests.web.api.closed import CLOSED
from tests.web.site import ask, build_app
from uprcycle.errors import RefusedError


class Friendly:
    """Lets everybody in who comes back with what they were given."""

    is_offered = True

    def begin(self, target: str) -> tuple[str, str]:
        if target == "/my/refused":
            raise RefusedError("the provider cannot be reached")
        return f"https://id.example.org/authorize?for={target}", f"sealed{target}"

    def finish(self, kept: str, answer: Mapping[str, str], program: str) -> tuple[str, str]:
        if answer.get("code") != "right":
            raise RefusedError("no")
        return f"token-of-{program}", kept.removeprefix("sealed")


def app() -> FastAPI:
    return build_app(doors=replace(CLOSED, organisation=Friendly()))


def said(answer: httpx.Response) -> tuple[int, str, list[str]]:
    return (
        answer.status_code,
        answer.headers.get("location", ""),
        [line.partition(";")[0] for line in answer.headers.get_list("set-cookie")],
    )


@pytest.mark.parametrize(
    ("target", "kept"),
    [("/my/offices", "/my/offices"), ("//evil.example.org", ""), ("https://evil.example.org", "")],
)
def test_a_browser_leaves_with_a_sealed_word_and_a_path_of_ours(target: str, kept: str) -> None:
    answer = ask(f"/sign-in/organisation?next={target}", app=app())

    assert said(answer) == (
        303,
        f"https://id.example.org/authorize?for={kept}",
        [f'__Host-uprcycle-begun="sealed{kept}"' if kept else "__Host-uprcycle-begun=sealed"],
    )
    assert all(
        word in answer.headers["set-cookie"] for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/")
    )


def test_who_comes_back_is_signed_in_under_a_new_token_and_the_word_is_gone() -> None:
    path = "/sign-in/organisation/back?code=right&state=s"
    answer = ask(path, app=app(), cookie="__Host-uprcycle-begun=sealed/my/offices")

    assert said(answer) == (
        303,
        "/my/offices",
        ["__Host-uprcycle=token-of-other", '__Host-uprcycle-begun=""'],
    )


@pytest.mark.parametrize(
    ("path", "status"), [("?next=/my/refused", 503), ("/back?code=wrong", 403), ("/back", 403)]
)
def test_every_refusal_reads_the_same(path: str, status: int) -> None:
    answer = ask(f"/sign-in/organisation{path}", app=app())

    assert (answer.status_code, answer.headers["cache-control"]) == (status, "private, no-store")
    assert "Signing in by your organisation did not work" in answer.text


def test_without_a_provider_there_is_nothing() -> None:
    assert [ask(f"/sign-in/organisation{each}").status_code for each in ("", "/back")] == [404, 404]
