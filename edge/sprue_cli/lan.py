"""Opening the visitor surface to the network: find our address, try it, and only then show it."""

import io
import socket
import urllib.error
import urllib.request

import segno

ANY = "0.0.0.0"  # noqa: S104  # chosen by --lan, never by default


def address() -> str | None:
    """The address by which others on the network reach this machine; None without a network.

    No packet is sent: connecting a datagram socket only asks the routing table.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1 of RFC 5737
            found = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if found.startswith("127.") or found == ANY else found


def reachable(url: str, timeout_s: float = 3.0) -> bool:
    """Whether the hub answers under this address."""
    try:
        with urllib.request.urlopen(f"{url}/api/v1/plant", timeout=timeout_s) as answer:  # noqa: S310
            return bool(answer.status == 200)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False


def invitation(host: str, port: int) -> str:
    """For visitors on the network, once it is tried that they can come in."""
    url = f"http://{host}:{port}"
    if reachable(url):
        return f"Visitors on the network (read-only): {url}\n{qr(url)}"
    return (
        f"{url} does not answer, so no QR code is shown. Is a firewall closing port {port}? On this machine "
        "the factory is open."
    )


def qr(url: str) -> str:
    """A QR code made of half blocks, for the terminal."""
    out = io.StringIO()
    segno.make(url, error="m").terminal(out, compact=True)
    return out.getvalue()
