"""Draws a digest and a notice in each language as a phone and a screen show them, to be looked at.

    python benchmarks/picture_mails.py FOLDER [--browser chromium]

Writes FOLDER/digest-fr.txt, .html, -390.png and -800.png and so on, and prints their names. The same people
and tasks as in check_mails.py: real ones of the rulebook, invented holders.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from itertools import islice
from pathlib import Path

from check_mails import CODES, NOTICE_EACH, mails

WIDTHS = (390, 800)
HEIGHT = 2600


def chosen() -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of the first digest and the first notice in each language."""
    wanted = {f"{kind}-{code}" for kind in ("digest", "notice") for code in CODES}
    for number, (code, raw, _) in enumerate(islice(mails(), NOTICE_EACH * len(CODES))):
        name = f"{'digest' if number % NOTICE_EACH else 'notice'}-{code}"
        if name in wanted:
            wanted.remove(name)
            yield name, raw


def draw(page: Path, width: int, browser: str) -> Path:
    """Draw a page as wide as this."""
    picture = page.with_name(f"{page.stem}-{width}.png")
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={profile}"]
        frame = [f"--window-size={width},{HEIGHT}", f"--screenshot={picture}", page.as_uri()]
        subprocess.run([browser, *options, *frame], check=True, capture_output=True)  # noqa: S603 - the one asked for
    return picture


def main() -> int:
    """Write, draw, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--browser", default="chromium")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, raw in chosen():
        message = message_from_bytes(raw, policy=default)
        page = (given.folder / f"{name}.html").resolve()
        for part, file in (("html", page), ("plain", page.with_suffix(".txt"))):
            body = message.get_body((part,))
            file.write_text(f"{body.get_content()}" if body else "", "utf-8")
        print(message["Subject"], *(draw(page, width, given.browser) for width in WIDTHS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
