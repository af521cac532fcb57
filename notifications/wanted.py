"""What a person may decline (decision 0037): never what makes an office late.

Left whatever anybody declined is what presses and is due within seven days or late, and what others
left undone and passed on.
"""

from collections.abc import Collection

from notifications.digest import is_urgent
from notifications.plan import Nudge
from uprcycle.people import Topic


def is_wanted(nudge: Nudge) -> bool:
    """Tell whether the person is to be told, as far as they may choose."""
    return nudge.person.declined.isdisjoint(topics_of(nudge))


def topics_of(nudge: Nudge) -> Collection[Topic]:
    """Return whose declining would keep a nudge back; none where nobody can decline it."""
    topics = set()
    if not nudge.task.rule.is_pressing:
        topics.add(Topic.GUIDANCE)
    if not is_urgent(nudge):
        topics.add(Topic.DIGEST)
    return topics
