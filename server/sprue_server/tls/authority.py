"""A local certificate authority and the hub's certificate, signed by it. Pure but for random keys.

The authority may sign for private networks and the named hosts only (RFC 5280, name constraints): whoever
steals its key can pretend to be this hall, and nothing else on the internet.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Address = IPv4Address | IPv6Address
Key = ec.EllipticCurvePrivateKey
PRIVATE_NETS = (
    *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
    *("::1/128", "fc00::/7", "fe80::/10"),
)
PRIVATE_NAMES = ("localhost", "local", "lan", "internal", "home.arpa")  # each with all below it
AUTHORITY_DAYS, HUB_DAYS = 3650, 397  # tablets refuse a hub's certificate of more than 825 (iPadOS) or 398 days
EARLY = timedelta(hours=1)  # a tablet's clock may be slow
NAME = "Sprue local authority"


class Pair(NamedTuple):
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key


class HostError(ValueError):
    """A host that no certificate can be made for; says why."""


def host(text: str) -> str | Address:
    """A name or an address, as it stands in a certificate.

    Raises:
        HostError: it is neither.
    """
    try:
        return ip_address(text)
    except ValueError:
        pass
    name = text.rstrip(".").lower()
    parts = name.split(".")
    good = all(part and len(part) <= 63 and part.strip("-") == part for part in parts)  # noqa: PLR2004  # RFC 1035
    if not (good and name.isascii() and all(letter.isalnum() or letter in "-." for letter in name)):
        raise HostError(f"--host {text!r}: neither a name (sprue.lan) nor an address (192.168.1.20).")
    return name


def authority(hosts: Sequence[str | Address], now: datetime) -> Pair:
    """A new authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = [*PRIVATE_NAMES, *(one for one in hosts if isinstance(one, str) and not _below(one, PRIVATE_NAMES))]
    nets = [ip_network(one) for one in PRIVATE_NETS]
    nets += [ip_network(one) for one in hosts if not isinstance(one, str) and not _inside(one, nets)]
    permitted = [*(x509.DNSName(one) for one in named), *(x509.IPAddress(one) for one in nets)]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{NAME} {now:%Y-%m-%d}")])
    building = (
        _building(name, name, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
    )
    return Pair(building.sign(key, hashes.SHA256()), key)


def for_hub(by: Pair, hosts: Sequence[str | Address], now: datetime) -> Pair:
    """A certificate for these hosts.

    Raises:
        HostError: the authority may not sign for one of them.
    """
    refused = [str(one) for one in hosts if not may_sign(by.certificate, one)]
    if refused:
        raise HostError(
            f"--host {', '.join(refused)}: the authority that is there may not sign for it. Make another one "
            "in a new folder and install that on the tablets."
        )
    return signed(by, hosts, now)


def signed(by: Pair, hosts: Sequence[str | Address], now: datetime) -> Pair:
    """The same without asking whether anybody will believe it."""
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName(one) if isinstance(one, str) else x509.IPAddress(one) for one in hosts]
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(hosts[0])[:64])])
    building = (
        _building(subject, by.certificate.subject, key, now, HUB_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False)
    )
    return Pair(building.sign(by.key, hashes.SHA256()), key)


def may_sign(certificate: x509.Certificate, one: str | Address) -> bool:
    """Whether an authority may sign for a host."""
    permitted = (
        certificate.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    )
    if isinstance(one, str):
        return _below(one, [str(name.value) for name in permitted if isinstance(name, x509.DNSName)])
    nets = [name.value for name in permitted if isinstance(name, x509.IPAddress)]
    return _inside(one, [net for net in nets if isinstance(net, IPv4Network | IPv6Network)])


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256, in the form in which tablets show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _building(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, days: int
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLY)
        .not_valid_after(now - EARLY + timedelta(days=days))
        .add_extension(identifier, critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _below(name: str, roots: Sequence[str]) -> bool:
    return any(name == root or name.endswith(f".{root}") for root in roots)


def _inside(one: Address, nets: Sequence[IPv4Network | IPv6Network]) -> bool:
    return any(one in net for net in nets if net.version == one.version)
