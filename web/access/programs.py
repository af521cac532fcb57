"""A coarse word for the program by which somebody signed in, so that they know their sessions apart."""

OTHER = "other"

# The first of which the word stands in the name counts: most browsers name others too.
_WORDS = (
    ("Edge", "edg/"),
    ("Edge", "edga/"),
    ("Edge", "edgios/"),
    ("Opera", "opr/"),
    ("Samsung Internet", "samsungbrowser/"),
    ("Firefox", "firefox/"),
    ("Firefox", "fxios/"),
    ("Chrome", "crios/"),
    ("Chrome", "chrome/"),
    ("Safari", "safari/"),
)


def program_of(agent: str) -> str:
    """Return the family of the browser that calls itself ``agent``; nothing else of it is kept."""
    name = agent.casefold()
    return next((family for family, word in _WORDS if word in name), OTHER)
