"""Opens every kind of link that mails hold as robots do, one of them a browser with scripts: nothing changes.

    python benchmarks/robots.py [--browser chromium]   # T18

The pages are served on loopback. Each link is asked for by GET twice, HEAD and OPTIONS; pages are also opened
in a browser whose clock runs for a minute; feeds are not, because it would only keep them as files. Prints
a JSON line; ends with 1 if anything was changed or asked for by POST.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.flows.answered import AMINA, BRUNO, running_office
from tests.flows.test_every_link import Handed, paths_of
from tests.web.site import BASE

MINUTE = 60_000
ASKED = ("GET", "GET", "HEAD", "OPTIONS")


class Counting:
    """An app that counts by method what it is asked."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self.app = app
        self.asked: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, and pass on."""
        if scope["type"] == "http":
            self.asked[scope["method"]] += 1
        await self.app(scope, receive, send)


@contextmanager
def served(app: ASGIApp) -> Iterator[int]:
    """Serve ``app`` on loopback; yield the port."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def opened(browser: str, port: int, path: str) -> str:
    """Open a page in a browser for a minute of its clock; return what it then shows."""
    host = urlsplit(BASE).hostname
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless=new", "--no-sandbox", f"--user-data-dir={profile}", "--dump-dom"]
        options += [f"--host-resolver-rules=MAP {host} 127.0.0.1:{port}", f"--virtual-time-budget={MINUTE}"]
        page = [browser, *options, f"http://{host}{path}"]
        return subprocess.run(page, check=True, capture_output=True, text=True).stdout  # noqa: S603 - as asked


def visit(handed: Handed, browser: str) -> tuple[dict[str, int], dict[str, int]]:
    """Open every link in every way; return by kind how large the page was, and by method what was asked."""
    counting = Counting(handed.installed.app)
    shown = {}
    with served(counting) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for kind, path in handed.mine.items():
            for method in ASKED:
                client.request(method, path, headers={"Host": str(urlsplit(BASE).hostname)})
            if not path.endswith(".ics"):
                shown[kind] = len(opened(browser, port, path))
    return shown, dict(counting.asked)


def main() -> int:
    """Run, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", default="chromium")
    browser = parser.parse_args().browser
    with running_office() as (installed, inbox):
        handed = Handed(installed, *(paths_of(installed, inbox, each) for each in (AMINA, BRUNO)))
        before = handed.state()
        shown, asked = visit(handed, browser)
        changed = handed.state() != before
    line = {"name": "links opened by robots", "value": int(changed), "unit": "states changed"}
    print(json.dumps(line | {"asked": asked, "shown, characters": shown}))
    return int(changed or "POST" in asked)


if __name__ == "__main__":
    sys.exit(main())
