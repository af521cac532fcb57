"""Names and statuses of refusals, written out: programs rely on them."""

import pytest

from web.refusals import Refusal, refusal_of


def test_names_and_statuses_never_change() -> None:
    assert {each.path: int(each.status) for each in Refusal} == {
        "/api/problems/bad-request": 400,
        "/api/problems/unauthorised": 401,
        "/api/problems/forbidden": 403,
        "/api/problems/scope-missing": 403,
        "/api/problems/not-found": 404,
        "/api/problems/method-not-allowed": 405,
        "/api/problems/conflict": 409,
        "/api/problems/too-large": 413,
        "/api/problems/media-type": 415,
        "/api/problems/invalid": 422,
        "/api/problems/too-many-requests": 429,
        "/api/problems/internal": 500,
        "/api/problems/not-now": 503,
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [(403, Refusal.FORBIDDEN), (404, Refusal.NOT_FOUND), (418, Refusal.BAD_REQUEST)],
)
def test_a_status_alone_means_its_first_kind(status: int, expected: Refusal) -> None:
    assert refusal_of(status) is expected
