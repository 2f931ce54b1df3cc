"""How a tablet comes to the group: an address that leads here from the tablet, drawn as a QR code."""

import io
import secrets
import socket

import segno

from sprue_server.auth import is_this_machine

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for something else
CODE_LENGTH, PASS_LENGTH = 6, 12


def new_code(length: int = CODE_LENGTH) -> str:
    """What a group is called on its way: it opens nothing, so it may be short enough to be typed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def leads_here(host: str) -> bool:
    """Whether only this machine gets here by this name."""
    name = host.rsplit(":", 1)[0].strip("[]")
    return name == "localhost" or is_this_machine(name)


def network_address() -> str | None:
    """The address by which others on the network reach this machine; None without a network.

    No packet is sent: connecting a datagram socket only asks the routing table.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1 of RFC 5737
            found = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if is_this_machine(found) else found


def tablets_host(host: str, *, lan: bool) -> str:
    """The host that a tablet should call, by the one that this page was opened with."""
    here = network_address() if lan and leads_here(host) else None
    if here is None:
        return host
    port = host.rsplit(":", 1)[-1] if ":" in host.rsplit("]", maxsplit=1)[-1] else ""
    return f"{here}:{port}" if port else here


def qr_svg(address: str) -> bytes:
    """Dark on white whatever the page looks like: cameras want it so. It scales with its place."""
    out = io.BytesIO()
    segno.make(address, error="m").save(
        out, kind="svg", border=4, dark="#000", light="#fff", omitsize=True, xmldecl=False, title="QR"
    )
    return out.getvalue()
