"""Settings from the environment: everything wrong is named at once, and only the mapping given is read."""

from pathlib import Path

import pytest

from flows.installation.environment import load_settings
from flows.installation.settings import Settings
from notifications.guard import DeliveryMode
from uprcycle.errors import BadInputError

MAIL = {"UPRCYCLE_SMTP_URL": "smtps://mail.example.org:2525"}


def problems(given: dict[str, str]) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        load_settings(given)
    return [str(each) for each in refusal.value.problems]


GIVEN = {
    "UPRCYCLE_DATA_DIR": "/srv/upr",
    "UPRCYCLE_DATABASE_URL": "postgresql://upr@db.example.org/upr",
    "UPRCYCLE_HOST": "0.0.0.0",  # noqa: S104 - read, not listened on
    "UPRCYCLE_PORT": "80",
    "UPRCYCLE_WORKERS": "2",
    "UPRCYCLE_PREFECT_PORT": "4300",
    "UPRCYCLE_PREFECT_URL": "https://prefect.example.org",
    "UPRCYCLE_BASE_URL": "https://upr.example.org/",
    "UPRCYCLE_CALENDAR_HOST": "upr.example.org",
    "UPRCYCLE_REDIS_URL": "rediss://upr:secret@redis.example.org:6379/",
    "UPRCYCLE_DELIVERY": "allowlist",
    "UPRCYCLE_SMTP_URL": "smtps://robot:secret@mail.example.org",
    "UPRCYCLE_SMTP_IN_CLEAR": "true",
    "UPRCYCLE_SMTP_PER_SECOND": "0.5",
    "UPRCYCLE_SMTP_PER_CONNECTION": "20",
    "UPRCYCLE_MAIL_FROM": "upr@example.org",
    "UPRCYCLE_REDIRECT_TO": "desk@example.org",
    "UPRCYCLE_ALLOWLIST": "@example.org, one@example.com,",
    "UPRCYCLE_SECRET_KEY": f"{'A' * 43}=, {'b' * 43}=",
    "UPRCYCLE_NAME_INTERNAL_ITEMS": "yes",
    "UPRCYCLE_INFERRED_CYCLE": "true",
    "UPRCYCLE_NOTICE_REVIEW_MINUTES": "5",
    "UPRCYCLE_OPERATOR": "operator@example.org",
    "UPRCYCLE_OIDC_ISSUER": "https://id.example.org/",
    "UPRCYCLE_OIDC_CLIENT_ID": "upr",
    "UPRCYCLE_OIDC_CLIENT_SECRET": "a secret",
    "UPRCYCLE_OIDC_EMAIL_CLAIM": "mail",
    "UPRCYCLE_ALARM_AFTER_MINUTES": "180",
    "UPRCYCLE_WATCH_EVERY_SECONDS": "60",
}
READ = Settings(
    data_dir=Path("/srv/upr"),
    database_url="postgresql://upr@db.example.org/upr",
    host="0.0.0.0",  # noqa: S104 - likewise
    port=80,
    workers=2,
    prefect_port=4300,
    prefect_url="https://prefect.example.org",
    redis_url="rediss://upr:secret@redis.example.org:6379",
    base_url="https://upr.example.org",
    calendar_host="upr.example.org",
    delivery=DeliveryMode.ALLOWLIST,
    smtp_url="smtps://robot:secret@mail.example.org",
    smtp_in_clear=True,
    smtp_per_second=0.5,
    smtp_per_connection=20,
    mail_from="upr@example.org",
    redirect_to="desk@example.org",
    allowlist=("@example.org", "one@example.com"),
    secret_key=("A" * 43 + "=", "b" * 43 + "="),
    name_internal_items=True,
    inferred_cycle=True,
    notice_review_minutes=5,
    operator="operator@example.org",
    oidc_issuer="https://id.example.org/",
    oidc_client_id="upr",
    oidc_client_secret="a secret",
    oidc_email_claim="mail",
    alarm_after_minutes=180,
    watch_every_seconds=60,
)


def test_every_setting_is_read_from_its_name(tmp_path: Path) -> None:
    own, rooms = tmp_path / "own.toml", tmp_path / "rooms.toml"
    own.write_text("[[cadence]]\n", "utf-8")
    rooms.write_text("", "utf-8")
    given = {**GIVEN, "UPRCYCLE_CADENCE": str(own), "UPRCYCLE_ROOMS": str(rooms)}

    assert load_settings(given) == READ.model_copy(update={"cadence": own, "rooms": rooms})
    assert set(given) == {f"UPRCYCLE_{name.upper()}" for name in Settings.model_fields}


def test_every_problem_of_a_cadence_of_one_s_own_stops_the_start(tmp_path: Path) -> None:
    own, missing = tmp_path / "own.toml", tmp_path / "missing.toml"
    own.write_text('[[cadence]]\nkinds = ["deed"]\n[[cadence]]\nbefore = [-1]\n', "utf-8")

    assert [each.partition(";")[0] for each in problems({"UPRCYCLE_CADENCE": str(own)})] == [
        "UPRCYCLE_CADENCE: own.toml: cadence 1: kinds has 'deed'",
        "UPRCYCLE_CADENCE: own.toml: cadence 2: before has -1",
    ]
    assert problems({"UPRCYCLE_CADENCE": str(missing)}) == [
        f"UPRCYCLE_CADENCE: {missing}: no such file or directory; check the name and the rights"
    ]


def test_a_file_of_rooms_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "rooms.toml"
    file.write_text('[[room]]\nname = "ours"\nschema = "jsons"\naddress = "jsons://a:secret@b"', "utf-8")
    found = problems({"UPRCYCLE_ROOMS": str(file)})

    assert [each.partition(";")[0] for each in found] == [
        "UPRCYCLE_ROOMS: rooms.toml: room 1: has no office",
        "UPRCYCLE_ROOMS: rooms.toml: room 1: has no country",
    ]
    assert "secret" not in "".join(found)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eighty", "'eighty' does not fit; input should be a valid integer, unable to parse string"),
        ("PORT", "0", "'0' does not fit; input should be greater than or equal to 1 (port of the web)"),
        ("PORT", "65536", "'65536' does not fit; input should be less than or equal to 65535"),
        ("PREFECT_PORT", "-1", "'-1' does not fit; input should be greater than or equal to 1"),
        ("BASE_URL", "upr.example.org", "'upr.example.org' does not fit; write it as https://"),
        ("BASE_URL", "ftp://upr.example.org", "'ftp://upr.example.org' does not fit; write it as https://"),
        ("BASE_URL", "https://", "'https://' does not fit; write it as https://upr.example.org"),
        ("CALENDAR_HOST", "UPR host", "'UPR host' does not fit; string should match pattern"),
        (
            "DELIVERY",
            "on",
            "'on' does not fit; input should be 'recorder', 'redirect', 'allowlist' or 'live'",
        ),
        ("SMTP_URL", "mail.example.org", "'mail.example.org' does not fit; is not the address of a mail"),
        ("SMTP_URL", "smtp://", "'smtp://' does not fit; is not the address of a mail server, write it as"),
        ("SMTP_URL", "smtp://host:port", "'smtp://host:port' does not fit; has an impossible host or port"),
        (
            "REDIS_URL",
            "redis://:secret@host:6379/1",
            "'…@host:6379/1' does not fit; write it as redis://host",
        ),
        ("REDIS_URL", "redis://", "'redis://' does not fit; write it as redis://host:6379 or rediss://name:"),
        ("DATABASE_URL", "mysql://host/db", "'mysql://host/db' does not fit; write it as sqlite:///file or"),
        (
            "MAIL_FROM",
            "UPR <upr@example.org>",
            "'UPR <upr@example.org>' does not fit; write one plain address",
        ),
        ("REDIRECT_TO", "desk", "'desk' does not fit; write one plain address, such as upr@example.org"),
        ("ALLOWLIST", "@example.org,desk", "'@example.org,desk' does not fit; 'desk' is neither an address"),
        ("INFERRED_CYCLE", "perhaps", "'perhaps' does not fit; input should be a valid boolean"),
        ("PROT", "80", "is not a setting; did you mean UPRCYCLE_PORT?"),
        ("DATA_DIRECTORY", "x", "is not a setting; did you mean UPRCYCLE_DATA_DIR?"),
        ("DELIVERY_MODE", "live", "is not a setting; did you mean UPRCYCLE_DELIVERY?"),
        ("SMTP", "x", "is not a setting; did you mean UPRCYCLE_SMTP_URL?"),
        ("WEBHOOK", "x", "is not a setting; use one of UPRCYCLE_DATA_DIR, UPRCYCLE_DATABASE_URL, UPRCYCLE_H"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(name: str, value: str, said: str) -> None:
    (problem,) = problems({f"UPRCYCLE_{name}": value})

    assert problem[: len(name) + len(said) + 11] == f"UPRCYCLE_{name}: {said}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"UPRCYCLE_DELIVERY": "live"},
            [("UPRCYCLE_SMTP_URL: delivery 'live' needs a mail server; "
             "set it, or leave UPRCYCLE_DELIVERY at 'recorder'")],
        ),
        (
            MAIL | {"UPRCYCLE_DELIVERY": "redirect"},
            ["UPRCYCLE_REDIRECT_TO: redirect needs the address that receives all mail; set it"],
        ),
        (
            MAIL | {"UPRCYCLE_DELIVERY": "allowlist", "UPRCYCLE_ALLOWLIST": " , "},
            ["UPRCYCLE_ALLOWLIST: the list of allowed addresses is empty; set it"],
        ),
        (
            {"UPRCYCLE_SMTP_URL": "smtp://mail.example.org"},
            [("UPRCYCLE_SMTP_URL: sends mail to another machine in clear; "
             "use smtp+starttls:// or smtps://, or set UPRCYCLE_SMTP_IN_CLEAR=true")],
        ),
    ],
)  # fmt: skip
def test_settings_that_need_each_other_say_so(given: dict[str, str], said: list[str]) -> None:
    assert problems(given) == said


def test_mail_in_clear_has_to_be_asked_for_and_stays_on_the_machine_otherwise() -> None:
    far, near = "smtp://mail.example.org", "smtp://127.0.0.1:2525"

    assert load_settings({"UPRCYCLE_SMTP_URL": near}).smtp_url == near
    assert load_settings({"UPRCYCLE_SMTP_URL": far, "UPRCYCLE_SMTP_IN_CLEAR": "yes"}).smtp_url == far


def test_all_problems_come_at_once() -> None:
    given = {"UPRCYCLE_PROT": "80", "UPRCYCLE_PREFECT_PORT": "x", "UPRCYCLE_DELIVERY": "on"}

    with pytest.raises(BadInputError, match="3 settings are wrong") as refusal:
        load_settings(given)

    names = [each.where for each in refusal.value.problems]
    assert names == ["UPRCYCLE_PROT", "UPRCYCLE_PREFECT_PORT", "UPRCYCLE_DELIVERY"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_URL", "smtp://robot:p@ss/w:rd@mail.example.org:99999"),
        ("SMTP_URL", "smtp://robot:p@ss/w:rd@mail.example.org"),
        ("SMTP_URL", "robot:p@ss/w:rd@mail.example.org"),
        ("SMTP_URL", "smtps:/robot:p@ss/w:rd@mail.example.org"),
        ("DATABASE_URL", "mysql://robot:p@ss/w:rd@db.example.org/upr"),
        ("DATABASE_URL", "postgresql:robot:p@ss/w:rd@db.example.org/upr"),
        ("ALLOWLIST", "@example.org, https://hooks.example.org/robot/w:rd"),
        ("ALLOWLIST", "hooks.example.org/robot/w:rd"),
        ("REDIRECT_TO", "https://hooks.example.org/robot/w:rd"),
    ],
)
def test_a_password_or_a_chat_in_a_wrong_setting_is_not_repeated(name: str, value: str) -> None:
    (problem,) = problems({f"UPRCYCLE_{name}": value})

    assert "w:rd" not in problem
    assert "robot" not in problem


def test_an_empty_value_counts_as_not_set() -> None:
    assert load_settings({"UPRCYCLE_PORT": "", "UPRCYCLE_DELIVERY": ""}) == Settings()


def test_only_the_mapping_given_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPRCYCLE_PORT", "no port")

    assert load_settings({"PORT": "x", "uprcycle_port": "x", "UPRCYCLE_TEST_ANYTHING": "x"}) == Settings()


def test_without_a_mapping_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPRCYCLE_PORT", "8099")

    assert load_settings().port == 8099
