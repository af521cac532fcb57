"""Prefect inside our process: its settings come first, its server runs until it is told to stop."""

import os
import socket
import ssl
import urllib.request
from pathlib import Path

import pytest
import uvicorn

from flows.engine.server import NOBODY, api_url, serving, set_environment
from flows.installation.settings import Settings
from tests.flows.conftest import free_port
from uprcycle.errors import RefusedError


async def answer(scope: object, receive: object, send: object) -> None:
    """Answer every request with nothing."""
    del scope, receive
    await send({"type": "http.response.start", "status": 204, "headers": []})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]


def server_on(port: int) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(answer, host="127.0.0.1", port=port, lifespan="off", log_level="error")
    )


def test_prefect_is_given_its_home_its_port_and_quiet_manners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in os.environ if each.startswith(("PREFECT_", "DO_NOT_TRACK"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    monkeypatch.setenv("UPRCYCLE_DATA_DIR", "somewhere else")
    settings = Settings(data_dir=tmp_path, prefect_port=4290)
    kept = dict(os.environ)
    try:
        home = set_environment(settings)
        given = dict(os.environ)
    finally:
        os.environ.clear()
        os.environ.update(kept)

    assert given["PREFECT_HOME"] == str(home) == str(tmp_path / "prefect")
    assert given["PREFECT_SERVER_UI_STATIC_DIRECTORY"] == str(tmp_path / "prefect" / "pages")
    assert given["PREFECT_API_URL"] == api_url(settings) == "http://127.0.0.1:4290/api"
    assert given["PREFECT_SERVER_API_HOST"] == "127.0.0.1"
    assert given["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert given["PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD"] == "2592000"
    assert given["PREFECT_LOGGING_LEVEL"] == "DEBUG"  # an operator's choice stays
    assert given["UPRCYCLE_DATA_DIR"] == str(tmp_path)
    assert (tmp_path / "prefect").is_dir()


@pytest.mark.parametrize(
    ("api", "trusted"), [("http://10.0.0.7/api", str(NOBODY)), ("https://prefect.example.org/api", "")]
)
def test_only_where_nobody_is_to_be_trusted_prefect_need_not_read_who_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, api: str, trusted: str
) -> None:
    for name in [each for each in os.environ if each.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    kept = dict(os.environ)
    try:
        os.environ["PREFECT_API_URL"] = api
        set_environment(Settings(data_dir=tmp_path))
        given = os.environ.get("PREFECT_API_SSL_CERT_FILE", "")
    finally:
        os.environ.clear()
        os.environ.update(kept)

    assert given == trusted
    context = ssl.create_default_context(cafile=NOBODY)
    assert context.cert_store_stats() == {"x509": 1, "crl": 0, "x509_ca": 0}


def test_the_home_that_an_operator_has_set_is_made_and_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = dict(os.environ)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "elsewhere"))
    try:
        home = set_environment(Settings(data_dir=tmp_path / "data"))
    finally:
        os.environ.clear()
        os.environ.update(kept)

    assert (home, home.is_dir()) == (tmp_path / "elsewhere", True)
    assert [each.name for each in tmp_path.iterdir()] == ["elsewhere"]


def test_a_server_answers_inside_the_block_and_not_after_it() -> None:
    port = free_port()
    with (
        serving(server_on(port), "UPRCYCLE_PORT"),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/") as reply,
    ):
        assert reply.status == 204

    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1", "address already in use"),
        ("192.0.2.1", "cannot assign requested address"),
        ("no.such.host.invalid", ""),
    ],
)
def test_a_port_that_cannot_be_had_is_named_with_its_setting(host: str, said: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(answer, host=host, port=port, lifespan="off"))
        with pytest.raises(RefusedError) as refusal, serving(server, "UPRCYCLE_PORT"):
            pytest.fail("nothing may run on a port that is taken")

    (problem,) = refusal.value.problems
    assert problem.where == f"port {port} of {host}"
    assert problem.what.startswith(said)
    assert problem.remedy == "free it, or set UPRCYCLE_PORT to another one"
