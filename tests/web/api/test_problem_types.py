"""Each kind of refusal is kept under the address that problems name."""

from tests.web.site import ask, ask_all
from web.api.schema import KindShape, KindsShape
from web.refusals import Refusal


def test_every_kind_says_what_it_means_under_its_own_address() -> None:
    kinds = KindsShape.model_validate_json(ask("/api/problems").content, strict=True).types
    alone = [
        KindShape.model_validate_json(each.content, strict=True)
        for each in ask_all(kind.type for kind in kinds)
    ]

    assert (kinds, [each.status for each in kinds]) == (alone, [int(each.status) for each in Refusal])


def test_an_unknown_kind_is_refused_by_a_known_one() -> None:
    answer = ask("/api/problems/none")

    assert (answer.status_code, answer.json()["type"]) == (404, "/api/problems/not-found")
