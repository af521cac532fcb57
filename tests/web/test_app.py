from tests.web.site import ask
from web.app import ROOMS


def test_no_page_of_the_framework_is_served() -> None:
    assert [ask(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404] * 3


def test_no_route_that_reads_takes_anything_else_along() -> None:
    answered = {frozenset(route.methods) for room in ROOMS for route in room.router.routes}

    assert answered == {frozenset({"GET"}), frozenset({"POST"}), frozenset({"DELETE"})}


def test_addresses_that_only_resemble_ours_are_not_redirected() -> None:
    paths = ["//evil.example/", "/countries/", "/sessions/54/", "/./countries//KEN", "/%2e%2e/etc/passwd"]

    assert [(ask(path).status_code, ask(path).headers.get("location")) for path in paths] == [(404, None)] * 5
