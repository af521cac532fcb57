"""What stands beside the address of a calendar: its picture for a phone, and who can reach it at all."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import segno


def draw_qr(address: str) -> str:
    """Return the QR code of an address as SVG, hidden from those who read aloud: its frame has a name."""
    code = segno.make(address, error="m").svg_inline(border=2, dark="#000", light="#fff", omitsize=True)
    return code.replace("<svg ", '<svg aria-hidden="true" ', 1)


def is_local(base_url: str) -> bool:
    """Tell whether only this machine or its network can reach the installation, as far as its name says."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host
