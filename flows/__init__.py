"""When: what runs, in which order, joined to what.

The rules of time zones are those of the pinned package, whatever the machine has: with its own copy two
machines could disagree on an hour. ``PYTHONTZPATH`` chooses others.
"""

import os
import zoneinfo

if "PYTHONTZPATH" not in os.environ:
    zoneinfo.reset_tzpath(())
    zoneinfo.ZoneInfo.clear_cache()
