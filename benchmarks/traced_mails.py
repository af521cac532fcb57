"""What strace tells of a round: whether the claim of each mail is on disk before a byte of it goes out."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mortal_rounds import Place


def trace(place: Place, mails: int) -> dict[str, object]:
    """Send mails under strace; count those of which a byte went out before their claim was on disk."""
    with tempfile.NamedTemporaryFile() as log:
        own = [
            sys.executable,
            str(Path(__file__).with_name("kill_rounds.py")),
            "send",
            "--store",
            place.store,
            "--port",
            str(place.port),
            "--mails",
            str(mails),
        ]
        calls = "trace=pwrite64,fdatasync,sendto"
        subprocess.run(["strace", "-f", "-s", "4200", "-o", log.name, "-e", calls, *own], check=True)  # noqa: S603, S607 - our own
        lines = Path(log.name).read_text("utf-8", "replace").splitlines()
    return {
        "name": f"{mails} mails under strace",
        "value": count_early(lines, mails),
        "unit": "sent before the claim was on disk",
    }


def count_early(lines: Sequence[str], mails: int) -> int:
    """Return of how many mails no sync lies between the write of the claim and the first byte."""
    synced, sent = sorted(at for at, line in enumerate(lines) if "fdatasync(" in line), {}
    written: dict[str, int] = {}
    for at, line in enumerate(lines):
        if "pwrite64(" in line:
            for name in re.findall(r"<(\d+)\.\d\.", line):
                written.setdefault(name, at)
        elif found := re.search(r"sendto\(.*rcpt TO:<p(\d+)@", line):
            sent.setdefault(found[1], at)
    if len(sent) != mails:
        raise RuntimeError(f"the trace shows {len(sent)} mails")
    return sum(not any(written.get(name, at) < each < at for each in synced) for name, at in sent.items())
