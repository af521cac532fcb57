"""How much of a checklist a partner wants to see: the basics, or all of it."""

from dataclasses import replace
from enum import StrEnum

from uprcycle.checklist.build import Checklist
from uprcycle.rules.rule import Kind, Rule


class Level(StrEnum):
    """The two levels of the handbooks for partners."""

    BASIC = "basic"
    ADVANCED = "advanced"


def at_level(checklist: Checklist, level: Level) -> Checklist:
    """Return what belongs on ``level``.

    The basics are what the rulebook marks so, and every official date, which is never left out:
    only actions are a matter of choice. The advanced level has everything.
    """
    if level is Level.ADVANCED:
        return checklist
    return replace(
        checklist,
        tasks=tuple(each for each in checklist.tasks if _is_basic(each.rule)),
        guidance=tuple(each for each in checklist.guidance if _is_basic(each.rule)),
    )


def _is_basic(rule: Rule) -> bool:
    return rule.kind is not Kind.ACTION or rule.level == Level.BASIC
