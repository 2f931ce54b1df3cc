"""`./sprue demo --https`: tablets that trust its authority come in, and its keys are nobody else's."""

import json
import ssl
import stat
import urllib.request

import pytest
from factory import Factory, free_port

TINY = ("--hours", "0.05", "--days", "0.02", "--recorded", "/none")


@pytest.mark.timeout(240)
def test_a_demo_with_https_is_open_to_tablets_that_trust_it_and_goes_on_with_the_same_authority(tmp_path):
    port, authority = free_port(), tmp_path / "d" / "tls" / "sprue-authority.crt"
    first = Factory(tmp_path / "d", free_port(), "--https", str(port), *TINY)
    try:
        first.wait_open()
        assert answered(port, authority)["tls_until_us"]
        told = "\n".join(first.lines)
        assert f"https://127.0.0.1:{port}" in told
        assert "visitors' telephones take photos instead" in told
        for name in ("hub-key.pem", "sprue-authority-key.pem"):
            assert stat.S_IMODE((authority.parent / name).stat().st_mode) == 0o600
    finally:
        first.end()
    trusted = authority.read_bytes()
    second = Factory(tmp_path / "d", free_port(), "--https", str(port), *TINY)
    try:
        second.wait_open()
        assert answered(port, authority)["tls_until_us"]
        assert authority.read_bytes() == trusted
    finally:
        second.end()


def test_a_port_for_https_that_is_in_use_is_named_with_another(tmp_path):
    with_it = free_port()
    taken = Factory(tmp_path / "d", with_it, "--https", str(with_it), "--lan", "127.0.0.1", "--days", "0")
    try:
        assert taken.process.wait(60) == 1
    finally:
        taken.end_reading()
    assert "both" in taken.told()


def answered(port: int, authority) -> dict:
    trusting = ssl.create_default_context(cafile=authority)
    url = f"https://127.0.0.1:{port}/api/v1/health"
    with urllib.request.urlopen(url, timeout=10, context=trusting) as answer:
        return json.load(answer)
