"""Which calendar program asks, as far as its family: more is neither needed nor kept."""

OTHER = "other"

# The first family of which a word stands in the name counts.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("davx5", ("davx5", "icsx5")),
    ("khal", ("khal", "vdirsyncer")),
    ("thunderbird", ("thunderbird", "lightning")),
    ("gnome", ("evolution", "gnome")),
    ("google", ("google-calendar", "googlecalendar")),
    ("outlook", ("outlook", "microsoft", "exchange")),
    ("apple", ("dataaccessd", "calendaragent", "macos/", "mac+os+x", "mac os x", "ios/", "ical/")),
)

FAMILIES = (*(family for family, _ in _WORDS), OTHER)


def client_family(agent: str) -> str:
    """Return the family of the program that calls itself ``agent``."""
    name = agent.casefold()
    return next((family for family, words in _WORDS if any(each in name for each in words)), OTHER)
