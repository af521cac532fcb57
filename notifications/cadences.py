"""Which cadence a task has: rows in order, of which the first that fits counts.

A row only chooses days. What may be spoken of at all, and to whom, is decided elsewhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from notifications.cadence import DEFAULT, Cadence
from uprcycle.checklist.task import Task

Wanted = Mapping[str, frozenset[object]]

TRAITS: Mapping[str, Callable[[Task], frozenset[object]]] = MappingProxyType(
    {
        "kinds": lambda task: frozenset({task.rule.kind}),
        "roles": lambda task: frozenset(task.office.roles),
        "phases": lambda task: frozenset({task.rule.phase}),
        "bases": lambda task: frozenset({task.rule.basis}),
        "prominences": lambda task: frozenset({task.rule.prominence}),
        "voluntary": lambda task: frozenset({task.rule.voluntary}),
    }
)
"""What a row may ask of a task, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """A cadence and the tasks that have it: those with one of the ``wanted`` values of each trait named.

    ``name`` says in a few words what kind of tasks that is; empty where nobody said.
    """

    cadence: Cadence
    wanted: Wanted = field(default_factory=dict)
    name: str = ""

    def fits(self, task: Task) -> bool:
        """Tell whether the row speaks of ``task``."""
        return not any(values.isdisjoint(TRAITS[trait](task)) for trait, values in self.wanted.items())

    def covers(self, later: Wanted) -> bool:
        """Tell whether the row fits every task that has the ``later`` values."""
        return all(later.get(trait, _NOTHING_SAID) <= values for trait, values in self.wanted.items())


@dataclass(frozen=True, slots=True)
class Cadences:
    """The rows in order; a task that none of them fits has the default cadence."""

    rows: tuple[CadenceRow, ...] = ()

    def number_of(self, task: Task) -> int:
        """Return the number of the row that counts for ``task``, 1 being the first; 0 where none fits."""
        return next((number for number, each in enumerate(self.rows, 1) if each.fits(task)), 0)

    def of(self, task: Task) -> Cadence:
        """Return the cadence of ``task``."""
        number = self.number_of(task)
        return self.rows[number - 1].cadence if number else DEFAULT


_NOTHING_SAID: frozenset[object] = frozenset({object()})
"""What a row stands for that leaves a trait out: values that no other row can name."""
