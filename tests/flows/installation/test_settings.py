"""What an operator may set: defaults that keep to themselves, and a meaning for each."""

from pathlib import Path

from flows.installation.settings import Settings
from notifications.guard import DeliveryMode


def test_without_a_setting_nothing_leaves_the_machine_and_nobody_else_reaches_it() -> None:
    settings = Settings()

    assert (settings.delivery, settings.smtp_url) == (DeliveryMode.RECORDER, "")
    assert (settings.host, settings.port, settings.prefect_port) == ("127.0.0.1", 8080, 4280)
    assert settings.address == "http://127.0.0.1:8080"
    assert settings.store_url == f"sqlite:///{Path('.uprcycle').resolve()}/uprcycle.db"


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
