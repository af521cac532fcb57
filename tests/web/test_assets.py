from web.assets import load_assets
from web.conditional import digest


def test_the_assets_are_our_own_and_small() -> None:
    assets = load_assets()

    assert {name: asset.media_type for name, asset in assets.items()} == {
        "icon.svg": "image/svg+xml",
        "style.css": "text/css; charset=utf-8",
    }
    assert [name for name, asset in assets.items() if len(asset.body) > 20_000] == []
    assert [
        name for name, asset in assets.items() if b"http" in asset.body.replace(b"http://www.w3.org", b"")
    ] == []


def test_the_path_of_an_asset_follows_its_bytes() -> None:
    asset = load_assets()["style.css"]

    assert asset.path == f"/static/style.css?v={digest(asset.body)[:12]}"
