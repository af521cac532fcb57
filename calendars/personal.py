"""A feed of one's own as bytes: what the offices of a person may see, and what they have to do.

Nothing here knows the token; whoever asks has looked up the right. The same view, release,
histories and languages give the same bytes.
"""

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from calendars.endings import stamp_of_ending, write_ending
from calendars.galleys import Galley, Galleys, deflate
from calendars.holdings import PersonalView
from calendars.ics import calendar_ends, component_bytes
from calendars.identity import Site
from calendars.press import PackedFeed, RenderedFeed
from calendars.private_covers import About, write_private_cover
from uprcycle.store.ports import Revision
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language

_GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"  # of no time and no machine
_LONGEST = 1 << 32


@dataclass(frozen=True, slots=True)
class BoundFeed:
    """A galley between what its feed says of itself and the entry that says when it ends."""

    head: bytes
    galley: Galley
    tail: bytes
    modified: datetime

    @property
    def etag(self) -> str:
        """The tag, strong and quoted."""
        parts = "\x1f".join((hashlib.sha256(self.head).hexdigest(), self.galley.digest))
        return f'"{hashlib.sha256(parts.encode() + self.tail).hexdigest()}"'

    def rendered(self) -> RenderedFeed:
        """Return the bytes of the feed."""
        body = b"".join((self.head, self.galley.body, self.tail))
        return RenderedFeed(body, self.etag, self.modified, self.galley.entries)

    def packed(self) -> PackedFeed:
        """Return the feed as gzip, of which the galley is the greatest part and packed already."""
        parts = (self.head, self.galley.body, self.tail)
        checksum = 0
        for each in parts:
            checksum = zlib.crc32(each, checksum)
        end = struct.pack("<LL", checksum, sum(map(len, parts)) % _LONGEST)
        packed = (_GZIP_HEAD, deflate(self.head), self.galley.packed, deflate(self.tail, is_last=True), end)
        return PackedFeed(b"".join(packed), self.etag, self.modified)


def bind_personal(
    view: PersonalView,
    world: World,
    revisions: Mapping[str, Revision],
    languages: Sequence[Language],
    galleys: Galleys,
) -> BoundFeed:
    """Return the feed of ``view`` as the release of ``world`` shows it.

    What is too much for clients is worded briefly, and then kept to the months around the
    release; the description says so.

    Args:
        view: The subscription, what its owner may see, and the checklists of the offices.
        world: The release and all that follows from it.
        revisions: The histories of public entries, by name.
        languages: One or two; summaries are in the first.
        galleys: Those that other feeds of the site have made.
    """
    galley = galleys.of(view, world, revisions, languages)
    ending = stamp_of_ending(view.subscription)
    last = component_bytes(write_ending(view.subscription, languages), ending, galleys.site)
    about = About(view, galley.held, galley.window, galley.left_out)
    head, tail = calendar_ends(write_private_cover(about, world, languages[0], galleys.site))
    modified = max(galley.modified, ending.modified).astimezone(UTC).replace(microsecond=0)
    return BoundFeed(head, galley, last + tail, modified)


def render_personal(
    view: PersonalView,
    world: World,
    revisions: Mapping[str, Revision],
    languages: Sequence[Language],
    site: Site,
) -> RenderedFeed:
    """Return the feed of ``view`` once, with nothing kept; a server holds :class:`Galleys` instead."""
    return bind_personal(view, world, revisions, languages, Galleys(site)).rendered()
