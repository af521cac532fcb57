"""The few files that pages load, read once from the package; nothing comes from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from web.conditional import digest

_MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A packaged file with its media type and the digest of its bytes."""

    name: str
    body: bytes
    media_type: str
    digest: str

    @property
    def path(self) -> str:
        """Where it is served; the path changes with the bytes, so it may be kept for ever."""
        return f"/static/{self.name}?v={self.digest[:12]}"


@cache
def load_assets() -> Mapping[str, Asset]:
    """Return every packaged file by its name."""
    files = (entry for entry in (resources.files("web") / "static").iterdir() if entry.is_file())
    assets = (_asset(entry.name, entry.read_bytes()) for entry in files)
    return MappingProxyType({asset.name: asset for asset in assets})


def _asset(name: str, body: bytes) -> Asset:
    return Asset(name, body, _MEDIA_TYPES[name.rpartition(".")[2]], digest(body))
