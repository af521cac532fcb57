"""Somebody with a browser between an installation in memory and a provider that really listens."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
from fastapi import FastAPI

from tests.web.site import ask_all

_INPUT = re.compile(r"<(?:input|button)\b[^>]*>")
_CELL = re.compile(r'\b(name|value|type)="([^"]*)"')
_STEPS = 12


class Browser:
    """Keeps cookies of both sides apart, and follows redirects from the one to the other."""

    def __init__(self, app: FastAPI, ours: str) -> None:
        self.app = app
        self.ours = ours
        self.cookies: dict[str, str] = {}
        self.elsewhere = httpx.Client(follow_redirects=False, trust_env=False, timeout=20)

    def visit(self, address: str) -> httpx.Response:
        """Open an address of ours, and keep the cookies."""
        path = address.removeprefix(self.ours)
        shown = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        host = urlsplit(self.ours).netloc
        (answer,) = ask_all([path], "GET", self.app, host=host, cookie=shown)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        return answer

    def sign_in_there(self, address: str, typed: Mapping[str, str]) -> str:
        """Fill in the pages of the provider and return with which address it sends back."""
        page = self.elsewhere.get(address)
        for _ in range(_STEPS):
            if page.is_redirect:
                address = urljoin(address, page.headers["location"])
                if address.startswith(self.ours):
                    return address
                page = self.elsewhere.get(address)
                continue
            form = _fields(page.text) | {
                name: each for name, each in typed.items() if f'name="{name}"' in page.text
            }
            page = self.elsewhere.post(address, data=form)
        raise AssertionError(f"the provider does not send back: {page.text[:2000]}")


def _fields(page: str) -> dict[str, str]:
    """Return the hidden fields of a page, and its first button that has a name."""
    cells = [dict(_CELL.findall(each)) for each in _INPUT.findall(page)]
    named = [each for each in cells if each.get("name")]
    hidden = {each["name"]: unescape(each.get("value", "")) for each in named if each.get("type") == "hidden"}
    buttons = [each for each in named if each.get("type") == "submit" and each.get("value")]
    return hidden | {each["name"]: each["value"] for each in buttons[:1]}
