"""What robots.txt allows, by RFC 9309: the longest rule that fits wins.

The parser of the standard library takes the first that fits, as robots did before the RFC.
"""

from collections.abc import Iterator

_LONGEST_LINE = 2000
_MOST_LINES = 10_000


def may_fetch(robots: str, agent: str, path: str) -> bool:
    """Tell whether the robot of this name may fetch ``path``, its query included."""
    named: dict[str, list[tuple[str, str]]] = {}
    for agents, rules in _groups(robots):
        for name in agents & {agent.lower(), "*"}:
            named.setdefault(name, []).extend(rules)
    rules = named.get(agent.lower(), named.get("*", []))
    fitting = [(len(pattern), verb == "allow") for verb, pattern in rules if pattern and _fits(pattern, path)]
    return max(fitting, default=(0, True))[1]


def _groups(robots: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    agents: set[str] = set()
    rules: list[tuple[str, str]] = []
    for line in robots.splitlines()[:_MOST_LINES]:
        name, _, value = (part.strip() for part in line[:_LONGEST_LINE].partition("#")[0].partition(":"))
        if name.lower() == "user-agent":
            if rules:
                yield agents, rules
                agents, rules = set(), []
            agents.add(value.lower())
        elif name.lower() in ("allow", "disallow"):
            rules.append((name.lower(), value))
    yield agents, rules


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a pattern with ``*`` and a closing ``$`` fits the beginning of a path."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for number, piece in enumerate(others, start=1):
        if is_whole and number == len(others):
            return path.endswith(piece) and len(path) - len(piece) >= place
        found = path.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return not is_whole or place == len(path)
