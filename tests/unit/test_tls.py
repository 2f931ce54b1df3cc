"""The local authority signs for this hall only, its keys are nobody else's, and tablets need it once."""

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as form

from sprue_server.tls import command
from sprue_server.tls.authority import (
    HUB_DAYS,
    HostError,
    authority,
    fingerprint,
    for_hub,
    host,
    may_sign,
    signed,
)
from sprue_server.tls.folder import AUTHORITY, AUTHORITY_KEY, HUB, HUB_KEY, TlsError, make, pair_of, usable

NOW = datetime.now(UTC)


def hosts(*named: str):
    return [host(one) for one in named]


@pytest.fixture
def folder(tmp_path) -> Path:
    make(tmp_path / "tls", hosts("sprue.lan", "192.168.7.20"), NOW)
    return tmp_path / "tls"


def shake(folder: Path, name: str, trusted: Path | None) -> None:
    """A TLS handshake in memory: the hub's side against a tablet that trusts one authority."""
    hub = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    hub.load_cert_chain(folder / HUB, folder / HUB_KEY)
    tablet = ssl.create_default_context(cafile=trusted)
    to_hub, to_tablet = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [
        tablet.wrap_bio(to_tablet, to_hub, server_hostname=name),
        hub.wrap_bio(to_hub, to_tablet, server_side=True),
    ]
    for turn in range(6):
        try:
            sides[turn % 2].do_handshake()
        except ssl.SSLWantReadError:
            continue
    assert sides[0].version() is not None


@pytest.mark.parametrize("name", ["sprue.lan", "192.168.7.20"])
def test_a_tablet_that_trusts_the_authority_trusts_the_hub_by_name_and_address(folder, name):
    shake(folder, name, folder / AUTHORITY)


def test_one_that_does_not_refuses_it_and_so_does_another_name(folder):
    with pytest.raises(ssl.SSLCertVerificationError, match="issuer"):
        shake(folder, "sprue.lan", None)
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake(folder, "other.lan", folder / AUTHORITY)


def test_the_authority_signs_for_this_hall_only():
    made = authority(hosts("sprue.lan"), NOW)
    assert may_sign(made.certificate, host("10.1.1.1"))
    assert not may_sign(made.certificate, host("bank.example"))
    with pytest.raises(HostError, match=r"bank\.example.*may not sign"):
        for_hub(made, hosts("bank.example"), NOW)


def test_what_a_thief_of_its_key_signs_no_tablet_believes(folder):
    stolen = pair_of(folder / AUTHORITY, folder / AUTHORITY_KEY)
    forged = signed(stolen, hosts("bank.example"), NOW)
    (folder / HUB).write_bytes(forged.certificate.public_bytes(form.Encoding.PEM))
    plain = form.NoEncryption()
    (folder / HUB_KEY).write_bytes(forged.key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, plain))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake(folder, "bank.example", folder / AUTHORITY)


def test_keys_are_readable_by_their_owner_only(folder):
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert rights == {AUTHORITY: 0o644, AUTHORITY_KEY: 0o600, HUB: 0o644, HUB_KEY: 0o600}


def test_renewing_keeps_the_authority_and_makes_a_new_key(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    made = make(folder, hosts("sprue.lan", "10.0.0.9"), NOW + timedelta(days=200))
    assert not made.new
    assert (folder / AUTHORITY).read_bytes() == before[AUTHORITY]
    assert (folder / HUB_KEY).read_bytes() != before[HUB_KEY]
    assert usable(folder / HUB, folder / HUB_KEY, NOW + timedelta(days=200)) > NOW + timedelta(days=HUB_DAYS)


def test_a_hub_that_is_outside_of_the_authoritys_reach_is_refused_and_all_stays(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(HostError, match=r"sprue\.example\.com"):
        make(folder, hosts("sprue.example.com"), NOW)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_authority_that_ends_soon_signs_no_more(folder):
    with pytest.raises(TlsError, match="Make another one"):
        make(folder, hosts("sprue.lan"), NOW + timedelta(days=3650 - HUB_DAYS + 2))


@pytest.mark.parametrize(("days", "words"), [(HUB_DAYS, "ended on .*again"), (-2, "Is this clock right")])
def test_a_certificate_is_used_only_while_it_is_valid(folder, days, words):
    with pytest.raises(TlsError, match=words):
        usable(folder / HUB, folder / HUB_KEY, NOW + timedelta(days=days))


def spoilt_key(folder: Path) -> None:
    (folder / HUB_KEY).write_bytes((folder / AUTHORITY_KEY).read_bytes())


def open_key(folder: Path) -> None:
    (folder / HUB_KEY).chmod(0o640)


def no_key(folder: Path) -> None:
    (folder / HUB_KEY).unlink()


def nonsense(folder: Path) -> None:
    (folder / HUB).write_bytes(b"-----BEGIN CERTIFICATE-----\noops\n")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoilt_key, "is not the key of"),
        (open_key, "chmod 600"),
        (no_key, "No such file"),
        (nonsense, "no certificate with its key"),
    ],
)
def test_what_is_wrong_with_the_files_is_said_in_one_sentence(folder, spoil, words):
    spoil(folder)
    with pytest.raises(TlsError, match=words):
        usable(folder / HUB, folder / HUB_KEY, NOW)


@pytest.mark.parametrize("text", ["", "a b", "-x.lan", "x..lan", "é.lan", "*.lan", "a" * 64, "http://x"])
def test_what_is_no_host_is_refused(text):
    with pytest.raises(HostError, match="neither a name"):
        host(text)


def test_the_command_says_how_to_install_it_and_that_visitors_never_do(tmp_path, capsys):
    assert command.main(["--out", str(tmp_path), "--host", "sprue.lan", "192.168.7.20"]) == 0
    told = capsys.readouterr().out
    pair = make(tmp_path, hosts("sprue.lan"), NOW)
    assert fingerprint(pair.authority) in told
    assert "visitor's own telephone never installs it" in told
    assert f"--tls-cert {tmp_path / HUB}" in told
    assert command.main(["--out", str(tmp_path), "--host", "a b"]) == 2
    assert capsys.readouterr().err.endswith("Nothing was changed.\n")
