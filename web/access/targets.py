"""Where to go after signing in: to a path of our own, and never anywhere else."""

from urllib.parse import urlsplit

_LONGEST = 500
_NEVER = ("/sign-in", "/sign-out")


def own_path(text: str) -> str:
    """Return ``text`` where it is a path of ours with its query, and nothing otherwise.

    Browsers take a backslash for a slash and leave out tabs and line breaks, so that what looks like a
    path to us may be the address of another site to them.
    """
    if not text.isprintable() or not text.isascii() or len(text) > _LONGEST or {*text} & {"\\", " ", "#"}:
        return ""
    if not text.startswith("/") or text.startswith("//"):
        return ""
    parts = urlsplit(text)
    is_ours = not parts.scheme and not parts.netloc
    return text if is_ours and not parts.path.startswith(_NEVER) else ""
