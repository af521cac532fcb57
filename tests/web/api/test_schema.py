"""How the document of the API describes refusals."""

from web.api.schema import ProblemShape, refused
from web.refusals import Refusal


def test_kinds_of_one_status_are_described_together_with_an_example_each() -> None:
    described = refused(Refusal.SCOPE, Refusal.NOT_FOUND, Refusal.FORBIDDEN)
    examples = {
        status: each["content"]["application/problem+json"]["examples"] for status, each in described.items()
    }

    assert {status: list(each) for status, each in examples.items()} == {
        403: ["scope-missing", "forbidden"],
        404: ["not-found"],
    }
    assert ProblemShape.model_validate(examples[404]["not-found"]["value"]).status == 404
