"""docker-compose.yml tells the truth: its files, settings and options exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sprue_cli.broker import acl

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = {"hub": "sprue_server", "gateway": "sprue_edge", "simulators": "sprue_sim"}
SOURCES = {
    "hub": ROOT / "server" / "sprue_server",
    "gateway": ROOT / "edge" / "sprue_edge",
    "simulators": ROOT / "simulators" / "sprue_sim",
    "broker": ROOT / "edge" / "mosquitto",
}


def test_all_four_parts_of_the_factory_are_there():
    assert set(SERVICES) == {"broker", "hub", "gateway", "simulators"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_setting_is_one_that_the_program_reads(name: str):
    files = [path for path in SOURCES[name].rglob("*") if path.suffix in {".py", ".sh"}]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for setting in SERVICES[name].get("environment", {}):
        assert re.search(rf"\b{setting}\b", code), f"{name} never reads {setting}"


@pytest.mark.parametrize("name", OURS)
def test_every_option_of_a_command_is_one_that_the_program_knows(name: str):
    command = SERVICES[name]["command"]
    run = [sys.executable, "-m", OURS[name], command[0], "--help"]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    for option in (part for part in command if part.startswith("--")):
        assert option in done.stdout, f"{name} has no option {option}"


@pytest.mark.parametrize("name", OURS)
def test_every_dockerfile_and_every_file_it_copies_exists(name: str):
    dockerfile = ROOT / SERVICES[name]["build"]["dockerfile"]
    for line in dockerfile.read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY ") and "--from=" not in line:
            assert (ROOT / line.split()[1]).exists(), line


def test_every_mounted_folder_exists_and_every_volume_is_declared():
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            place = volume.split(":")[0]
            assert (ROOT / place).exists() if place.startswith(".") else place in COMPOSE["volumes"]


def test_only_the_hub_is_published_and_only_on_loopback():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"hub": ["127.0.0.1:8000:8000"]}


def test_no_password_is_written_down():
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"mqtt://\w+:([^@]+)@", text)) <= {
        "${SPRUE_HUB_PASSWORD:?write it into .env}",
        "${SPRUE_GATEWAY_PASSWORD:?write it into .env}",
    }


def test_the_brokers_rights_are_those_of_the_demo():
    written = (ROOT / "edge" / "mosquitto" / "acl").read_text(encoding="utf-8")
    assert acl("gateway-1").startswith(written)
