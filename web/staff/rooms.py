"""All pages of this room under one router; where two answer to one pattern, the closer one stands first."""

from fastapi import APIRouter

from web.staff import (
    ahead,
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

router = APIRouter(include_in_schema=False)
for _room in (
    offices,
    lacking,
    loading,
    person,
    erasing,
    outbox,
    ahead,
    letters,
    knowing,
    installation,
):
    router.include_router(_room.router)
