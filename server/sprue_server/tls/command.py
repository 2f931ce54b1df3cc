"""`sprue certificate --out DIR`: HTTPS for the institute's own tablets, so that they may use their cameras.

Makes a certificate authority once and a certificate for the hub; running it again renews the hub's and keeps
the authority, so nothing needs to be done on the tablets.
"""

import argparse
import socket
import sys
from pathlib import Path

from sprue_server.tls.authority import Address, HostError, fingerprint, host
from sprue_server.tls.folder import AUTHORITY, HUB, HUB_KEY, Made, TlsError, make, utc_now

INSTALL = """
On each of the institute's own tablets, once, bring {authority} over (by cable, not by mail) and:
  Android      Settings > Security > Encryption and credentials > Install a certificate > CA certificate
  iPadOS       open the file, Settings > Profile downloaded > Install; then Settings > General > About >
               Certificate trust settings: switch it on
  Windows      double-click > Install certificate > Local machine > Trusted root certification authorities
  Chromium     chrome://certificate-manager > Local certificates > Custom > Import
Compare there the SHA-256 of the authority:
  {fingerprint}
It can vouch for private networks and the hosts named here, and for nothing else.

A visitor's own telephone never installs it: it opens the page over plain HTTP and takes a photo instead.
"""


def main(argv: list[str] | None = None) -> int:
    """Write the folder. 2 when it cannot be: what was there is as it was."""
    options = _options(argv)
    try:
        hosts = _hosts(options.host)
        made = make(options.out, hosts, utc_now())
    except (HostError, TlsError) as problem:
        sys.stderr.write(f"sprue certificate: {problem} Nothing was changed.\n")
        return 2
    sys.stdout.write(_told(options.out, made, hosts, quiet=options.quiet))
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sprue certificate", description=__doc__)
    add = parser.add_argument
    add("--out", type=Path, required=True, metavar="DIR", help="folder; what it holds is used again")
    words = "name or address by which tablets call this machine, several (default: those that it has)"
    add("--host", nargs="+", action="extend", default=[], metavar="NAME", help=words)
    add("--quiet", action="store_true", help="do not tell how to install it")
    return parser.parse_args(argv)


def _hosts(named: list[str]) -> list[str | Address]:
    """What was named, this machine's own names where nothing was, and always this machine itself."""
    own = [one for one in (_address(), *_names()) if one]
    return list(dict.fromkeys(host(one) for one in [*(named or own), "localhost", "127.0.0.1"]))


def _address() -> str | None:
    """The address by which others on the network reach this machine; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # TEST-NET-1 of RFC 5737
        except OSError:
            return None
        return str(probe.getsockname()[0])


def _names() -> list[str]:
    name = socket.gethostname().split(".")[0].lower()
    try:
        host(name)
    except HostError:
        return []
    return [f"{name}.local"]


def _told(folder: Path, made: Made, hosts: list[str | Address], *, quiet: bool) -> str:
    authority = "new authority" if made.new else "the authority that was there"
    lines = [
        f"The hub's certificate for {', '.join(map(str, hosts))}, signed by {authority}, is in {folder}.",
        f"It ends on {made.hub.not_valid_after_utc:%Y-%m-%d}; the same command renews it. The authority ends "
        f"on {made.authority.not_valid_after_utc:%Y-%m-%d}.",
        f"Serve with it: sprue-hub run --tls-cert {folder / HUB} --tls-key {folder / HUB_KEY}",
    ]
    if not quiet:
        told = {"authority": folder / AUTHORITY, "fingerprint": fingerprint(made.authority)}
        lines.append(INSTALL.format(**told).rstrip())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
