"""How our processes behave beside each other: readers first, and no pauses while they are answered."""

import gc
import os

_LATER = 10
"""How far work stands back that may take a minute longer, on the scale of ``nice``."""


def give_way() -> None:
    """Let other processes go first from now on; again changes nothing.

    A round sends and computes for minutes; calendars that ask meanwhile must not wait for it.
    """
    if hasattr(os, "nice"):
        os.nice(max(0, _LATER - os.nice(0)))


def settle() -> None:
    """Never again search what is there by now for things to throw away.

    What a server holds from its start stays to the end; to look through it, with every thread
    waiting, takes a fifth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def hasten() -> None:
    """Search for nothing to throw away until :func:`settle`: what a start makes, it keeps.

    A quarter of the time in which a server starts went into looking for it.
    """
    gc.disable()
