"""The desk of an installation in which nothing was changed, set by hand or written down."""

from types import SimpleNamespace
from typing import Any

from web.desk.registry import Checked, Registry


def _nothing(**functions: Any) -> Any:  # noqa: ANN401 - takes the place of any part of the desk
    return SimpleNamespace(**functions)


EMPTY = Registry(
    edits=_nothing(),
    overrides=_nothing(all=lambda: ()),
    releases=_nothing(all=lambda: ()),
    trail=_nothing(
        rows=lambda *_asked, **_how: (),
        every=lambda *_asked, **_how: iter(()),
        actions=lambda: (),
        check=lambda _noted: Checked(0, 0, "0:"),
    ),
)
