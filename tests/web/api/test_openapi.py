"""The API holds what its document says: schemathesis draws requests, right and wrong, and checks answers."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks

from tests.flows.called import OFFICER, Called
from tests.flows.signed import AMINA
from uprcycle.access.key import Scope
from web.throttle import Throttle, Throttles

pytestmark = pytest.mark.slow

MANY = 1_000_000
load_all_checks()
ALL: list[Any] = list(CHECKS.get_all())
# What of a file or an answer is refused depends on what there is, and no document can say that.
FURTHER = {"/api/v1/schedule/plan", "/api/v1/duties/{office}/{cycle}/{task}/answer"}
ACCEPTED = [each for each in ALL if each.__name__ == "positive_data_acceptance"]
# It takes the key away and counts that as wrong data; we put the key back, so a read is right again.
REJECTED = [each for each in ALL if each.__name__ == "negative_data_rejection"]


KEY: dict[str, str] = {}


@pytest.fixture(scope="module")
def api() -> Any:  # noqa: ANN401 - a schema, of a library whose types say little
    """Return the document of an installation that counts nobody, and whoever calls it may do most."""
    called = Called(AMINA, OFFICER)
    counts = {each: Throttle(MANY) for each in ("misses", "comparisons", "asking", "calls")}
    called.app.state.throttles = Throttles(**counts)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", called.app, headers={"host": "localhost"})
    schema.config.headers = {"host": "localhost"}
    KEY["Authorization"] = f"Bearer {called.key(*Scope)}"
    return schema


document = schemathesis.pytest.from_fixture("api")


@document.parametrize()
@settings(
    max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
def test_every_answer_is_one_that_the_document_promises(case: schemathesis.Case[Any]) -> None:
    left_out = ACCEPTED if case.operation.path in FURTHER else []
    left_out = left_out + (REJECTED if case.method == "GET" else [])
    case.call_and_validate(headers=KEY, checks=ALL, excluded_checks=left_out)
