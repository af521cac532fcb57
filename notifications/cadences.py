"""Which cadence a task has: rows in order, of which the first that fits counts.

A row only chooses days. What may be spoken of at all, and to whom, is decided elsewhere.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from notifications.cadence import DEFAULT, Cadence
from uprcycle.checklist.task import Task

Wanted = Mapping[str, frozenset[object]]

TRAITS: Mapping[str, Callable[[Task], Hashable]] = MappingProxyType(
    {
        "kinds": lambda task: task.rule.kind,
        "roles": lambda task: task.office.roles,
        "phases": lambda task: task.rule.phase,
        "bases": lambda task: task.rule.basis,
        "prominences": lambda task: task.rule.prominence,
        "voluntary": lambda task: task.rule.voluntary,
    }
)
"""What a row may ask of a task, in the order shown: one value, or a set of which any is enough."""


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """A cadence and the tasks that have it: those with one of the ``wanted`` values of each trait named.

    ``name`` says in a few words what kind of tasks that is; empty where nobody said.
    """

    cadence: Cadence
    wanted: Wanted = field(default_factory=dict)
    name: str = ""

    def fits(self, found: Wanted) -> bool:
        """Tell whether the row speaks of a task of which the traits are ``found``."""
        return not any(values.isdisjoint(found[trait]) for trait, values in self.wanted.items())

    def covers(self, later: Wanted) -> bool:
        """Tell whether the row fits every task that has the ``later`` values."""
        return all(later.get(trait, _NOTHING_SAID) <= values for trait, values in self.wanted.items())


@dataclass(frozen=True, slots=True)
class Cadences:
    """The rows in order; a task that none of them fits has the default cadence."""

    rows: tuple[CadenceRow, ...] = ()
    _numbers: dict[tuple[Hashable, ...], int] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def number_of(self, task: Task) -> int:
        """Return the number of the row that counts for ``task``, 1 being the first; 0 where none fits.

        Kept, because thousands of offices have the same tasks.
        """
        traits = tuple(read(task) for read in TRAITS.values())
        if traits not in self._numbers:
            found = dict(zip(TRAITS, map(_as_set, traits), strict=True))
            fitting = (number for number, each in enumerate(self.rows, 1) if each.fits(found))
            self._numbers[traits] = next(fitting, 0)
        return self._numbers[traits]

    def of(self, task: Task) -> Cadence:
        """Return the cadence of ``task``."""
        number = self.number_of(task)
        return self.rows[number - 1].cadence if number else DEFAULT


def _as_set(value: Hashable) -> frozenset[object]:
    return value if isinstance(value, frozenset) else frozenset({value})


_NOTHING_SAID: frozenset[object] = frozenset({object()})
"""What a row stands for that leaves a trait out: values that no other row can name."""
