"""Texts that a person has read and found good, kept as files.

After a wanted change, run the tests once with ``REGOLD=1`` and read the difference.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def agree(name: str, text: str) -> bool:
    """Tell whether ``text`` is what the golden file holds; with ``REGOLD=1``, write it first."""
    path = FOLDER / name
    if os.environ.get("REGOLD"):
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return path.read_bytes().decode() == text
