import re

import pytest

from web.assets import load_assets
from web.conditional import digest


def test_the_assets_are_our_own_and_small() -> None:
    assets = load_assets()

    assert {name: asset.media_type for name, asset in assets.items()} == {
        "drop.js": "text/javascript; charset=utf-8",
        "icon.svg": "image/svg+xml",
        "progress.js": "text/javascript; charset=utf-8",
        "signed.css": "text/css; charset=utf-8",
        "style.css": "text/css; charset=utf-8",
    }
    assert [name for name, asset in assets.items() if len(asset.body) > 24_000] == []
    assert [
        name for name, asset in assets.items() if b"http" in asset.body.replace(b"http://www.w3.org", b"")
    ] == []


def test_the_path_of_an_asset_follows_its_bytes() -> None:
    asset = load_assets()["style.css"]

    assert asset.path == f"/static/style.css?v={digest(asset.body)[:12]}"


INKS = [
    "ink",
    "muted",
    "link",
    "focus",
    *("preparation", "submissions", "pre-session", "review", "outcome"),
    *("adoption", "follow-up", "mid-term", "next-cycle", "unknown"),
]


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """The relative luminance of #rgb or #rrggbb, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    red, green, blue = (linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_text_can_be_read_on_every_ground(scheme: int) -> None:
    sheet = load_assets()["style.css"].body.decode()
    roots = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", roots[scheme]))
    pairs = [(ink, ground) for ink in INKS for ground in ("bg", "surface")]
    faint = [(ink, ground) for ink, ground in pairs if contrast(colours[ink], colours[ground]) < 4.5]

    assert faint == []
    assert contrast(colours["brand-ink"], colours["brand"]) > 7
    assert contrast("#fff", "#0a5698") > 4.5  # a button
