"""All pages of this room; where two answer to one pattern, the closer one stands first."""

from web.staff import (
    ahead,
    board,
    erasing,
    installation,
    knowing,
    lacking,
    letters,
    loading,
    offices,
    outbox,
    person,
)

ROOMS = (board, offices, lacking, loading, person, erasing, outbox, ahead, letters, knowing, installation)
