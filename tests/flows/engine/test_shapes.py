"""What a deployment comes to: equal where it says the same, in whatever order."""

from uuid import uuid4

from flows.engine.shapes import differences, resource_of, shape_of_automation
from flows.engine.zombies import zombie_automation


def test_order_makes_no_difference_and_words_do() -> None:
    one = zombie_automation()
    other = type(one).model_validate_json(one.model_dump_json())
    renamed = other.model_copy(update={"description": "Something else.", "enabled": False})

    assert differences(shape_of_automation(one), shape_of_automation(other)) == ()
    assert differences(shape_of_automation(one), shape_of_automation(renamed)) == ("description", "enabled")


def test_what_only_one_side_has_differs() -> None:
    assert differences({"b": 1, "a": None}, {"a": None, "c": 2}) == ("b", "c")


def test_automations_name_what_they_belong_to() -> None:
    assert resource_of(known := uuid4()) == f"prefect.deployment.{known}"
