from tests.web.site import app, ask


def test_no_page_of_the_framework_is_served() -> None:
    assert [ask(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404] * 3


def test_every_route_only_reads() -> None:
    methods = {method for route in app().routes for method in getattr(route, "methods", None) or ()}

    assert methods == {"GET", "HEAD"}


def test_addresses_that_only_resemble_ours_are_not_redirected() -> None:
    paths = ["//evil.example/", "/countries/", "/sessions/54/", "/./countries//KEN", "/%2e%2e/etc/passwd"]

    assert [(ask(path).status_code, ask(path).headers.get("location")) for path in paths] == [(404, None)] * 5
