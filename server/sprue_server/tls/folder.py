"""The folder that `sprue certificate` writes: the authority, its key, the hub's certificate and key."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from sprue_server.tls.authority import HUB_DAYS, Address, Pair, authority, for_hub

AUTHORITY, AUTHORITY_KEY = "sprue-authority.crt", "sprue-authority-key.pem"
HUB, HUB_KEY = "hub.pem", "hub-key.pem"
OTHERS = 0o077  # rights of everybody but the owner
OWN, READABLE = 0o600, 0o644


class TlsError(Exception):
    """Certificates that cannot be made or used; who tells it adds what did not happen."""


class Made(NamedTuple):
    """What is in the folder now; `new`: the authority has just been made, so tablets do not know it yet."""

    authority: x509.Certificate
    hub: x509.Certificate
    new: bool


def make(folder: Path, hosts: list[str | Address], now: datetime) -> Made:
    """Certificates in a folder. An authority that is there signs again, so tablets stay as they are.

    Raises:
        TlsError, HostError: they cannot be made; what was there is as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = (folder / AUTHORITY).exists() or (folder / AUTHORITY_KEY).exists()
        signer = _authority_of(folder, now) if there else authority(hosts, now)
        hub = for_hub(signer, hosts, now)
        if not there:
            _write(folder / AUTHORITY_KEY, _secret(signer), OWN)
            _write(folder / AUTHORITY, _public(signer.certificate), READABLE)
        _write(folder / HUB_KEY, _secret(hub), OWN)
        _write(folder / HUB, _public(hub.certificate), READABLE)
    except OSError as problem:
        raise TlsError(f"{folder}: {problem.strerror}. Name another folder with --out.") from problem
    return Made(signer.certificate, hub.certificate, not there)


def _authority_of(folder: Path, now: datetime) -> Pair:
    pair = pair_of(folder / AUTHORITY, folder / AUTHORITY_KEY)
    if pair.certificate.not_valid_after_utc < now + timedelta(days=HUB_DAYS):
        ends = f"{pair.certificate.not_valid_after_utc:%Y-%m-%d}"
        raise TlsError(
            f"{folder / AUTHORITY}: ends on {ends}, before a certificate that it would sign. Make another one "
            "in a new folder and install that on the tablets."
        )
    return pair


def pair_of(certificate: Path, key: Path) -> Pair:
    """A certificate and the key that belongs to it, which nobody else may read.

    Raises:
        TlsError: they cannot be read, do not belong together, or others may read the key.
    """
    try:
        told, secret = certificate.read_bytes(), key.read_bytes()
        rights = key.stat().st_mode
    except OSError as problem:
        raise TlsError(f"{problem.filename}: {problem.strerror}. {MAKE}") from problem
    if os.name == "posix" and rights & OTHERS:
        raise TlsError(f"{key}: others on this machine may read this key. Run: chmod 600 {key}.")
    try:
        pair = Pair(x509.load_pem_x509_certificate(told), _key_of(secret))
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise TlsError(f"{certificate} and {key}: no certificate with its key. {MAKE}") from problem
    if pair.key.public_key() != pair.certificate.public_key():
        raise TlsError(f"{key}: is not the key of {certificate}. {MAKE}")
    return pair


MAKE = "`sprue certificate --out FOLDER` makes both."


def usable(certificate: Path, key: Path, now: datetime) -> datetime:
    """Until when a hub may serve with these.

    Raises:
        TlsError: it may not.
    """
    pair = pair_of(certificate, key)
    begins, ends = pair.certificate.not_valid_before_utc, pair.certificate.not_valid_after_utc
    if now < begins:
        raise TlsError(f"{certificate}: is valid from {begins:%Y-%m-%d %H:%M} UTC. Is this clock right?")
    if now >= ends:
        raise TlsError(
            f"{certificate}: ended on {ends:%Y-%m-%d}. Run `sprue certificate --out {certificate.parent}` "
            "again; the tablets need nothing."
        )
    return ends


def utc_now() -> datetime:
    """This machine's clock."""
    return datetime.now(UTC)


def _key_of(secret: bytes) -> ec.EllipticCurvePrivateKey:
    found = serialization.load_pem_private_key(secret, None)
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise TypeError("a key of another kind")
    return found


def _public(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _secret(pair: Pair) -> bytes:
    plain = serialization.NoEncryption()
    return pair.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def _write(path: Path, content: bytes, rights: int) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # made with 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), rights)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
