"""The packaged guidance on submissions: what they are looked at for."""

import tomllib
from functools import cache
from importlib import resources

from uprcycle.rules.ruleset import SOURCES
from uprcycle.submissions.guidance import Guidance, read_guidance

_DATA = resources.files("uprcycle") / "data"
_FILE = "submissions.toml"


@cache
def load_guidance() -> Guidance:
    """Return what submissions are looked at for."""
    sources = tomllib.loads((_DATA / SOURCES).read_text("utf-8"))["source"]
    titles = {row["code"]: row.get("short", row["code"]) for row in sources}
    return read_guidance(_FILE, tomllib.loads((_DATA / _FILE).read_text("utf-8")), titles)
