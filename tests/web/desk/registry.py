"""The desk of an installation in which nothing was changed, set by hand or written down."""

from types import SimpleNamespace
from typing import Any

from web.desk.registry import Checked, Registry


def nothing(**functions: Any) -> Any:  # noqa: ANN401 - takes the place of any part of the desk
    """A part of the desk of plain functions."""
    return SimpleNamespace(**functions)


EMPTY = Registry(
    edits=nothing(),
    overrides=nothing(all=lambda: ()),
    releases=nothing(all=lambda: ()),
    trail=nothing(
        rows=lambda *_asked, **_how: (),
        every=lambda *_asked, **_how: iter(()),
        actions=lambda: (),
        check=lambda _noted: Checked(0, 0, "0:"),
    ),
)
