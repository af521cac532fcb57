"""The sample of a proxy's logs, in a real nginx: a hundred private addresses, and none is written down."""

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "docs/how-to/stand-behind-a-proxy.md"
CANARY = "canary"
SHELL = """
daemon off; pid {folder}/pid; error_log {folder}/error.log crit;
events {{}}
http {{
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  {sample}
  server {{ listen 127.0.0.1:{port}; access_log {folder}/access.log safe; location / {{ return 404; }} }}
}}
"""


def sample() -> str:
    """Return what the how-to says of logs."""
    (text,) = re.findall(r"```nginx\n(.*?)```", SAMPLE.read_text("utf-8"), re.DOTALL)
    return "\n".join(re.findall(r"^(?:map .*?^\}|log_format [^;]*;)", text, re.DOTALL | re.MULTILINE))


def ask(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def await_port(port: int) -> None:
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), 1)):
            return
        time.sleep(0.02)
    pytest.fail("nginx did not start")


@pytest.mark.skipif(shutil.which("nginx") is None, reason="needs nginx: apt install nginx-light")
def test_no_token_is_written_to_the_logs_of_the_sample(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = tmp_path / "nginx.conf"
    config.write_text(SHELL.format(folder=tmp_path, port=port, sample=sample()))
    with subprocess.Popen(["nginx", "-c", str(config), "-e", str(tmp_path / "error.log")]) as child:
        try:
            await_port(port)
            private = [f"/feeds/my/uprfeed-{CANARY}{each}.ics?x={CANARY}" for each in range(100)]
            statuses = {ask(f"http://127.0.0.1:{port}{path}") for path in (*private, "/feeds/all.ics")}
        finally:
            child.terminate()
    logged = (tmp_path / "access.log").read_text()

    assert (statuses, logged.count("\n"), CANARY in logged) == ({404}, 101, False)
    assert logged.count(" GET /feeds/my/- 404 ") == 100
    assert logged.count(" GET /feeds/all.ics 404 ") == 1
    assert CANARY not in (tmp_path / "error.log").read_text()
