"""Options of `sprue-sim run`: which plant, where it is reached, which past it tells, what visitors borrow."""

import argparse
import os
from pathlib import Path

from sprue_contract.control import PLACE_SETTING, TOKEN_SETTING
from sprue_contract.face import DEFAULT_PORT
from sprue_contract.sandbox import LASTS_MIN, MINUTES_SETTING, POOL


def read_options(argv: list[str] | None, about: str | None) -> argparse.Namespace:
    """What the command line and the environment say."""
    parser = argparse.ArgumentParser(prog="sprue-sim", description=about)
    run = parser.add_subparsers(required=True).add_parser("run", help="simulate the plant's cells")
    run.add_argument("plant", type=Path, nargs="?", default=os.environ.get("SPRUE_PLANT"))
    for group in (_places, _sandboxes, _past):
        group(run)
    return parser.parse_args(argv)


def _places(run: argparse.ArgumentParser) -> None:
    add, face = run.add_argument, os.environ.get("SPRUE_FACE", f"127.0.0.1:{DEFAULT_PORT}")
    add("--face", default=face, help="host:port where gateways read the machines")
    add("--opcua", metavar="HOST:PORT", help="serve OPC UA too; without a gateway add --since 0")
    token = f"an instructor's controls over HTTP; the token comes from {TOKEN_SETTING}"
    add("--control", metavar="HOST:PORT", default=os.environ.get(PLACE_SETTING), help=token)
    add("--control-anywhere", action="store_true", help="also at an address that others can reach")
    kept = "write what was really the case, as JSON lines; a later start goes on with them"
    add("--truth", metavar="FOLDER", type=Path, help=kept)


def _sandboxes(run: argparse.ArgumentParser) -> None:
    add, minutes = run.add_argument, os.environ.get(MINUTES_SETTING, LASTS_MIN)
    many = f"cells that visitors can borrow (default {POOL}); they need --control"
    add("--sandboxes", metavar="N", type=int, choices=range(POOL + 1), default=POOL, help=many)
    long = f"for how long (default {LASTS_MIN:g})"
    add("--sandbox-minutes", metavar="N", type=float, default=minutes, help=long)
    add("--sandbox-data", metavar="FOLDER", type=Path, help="where their gateways keep theirs")


def _past(run: argparse.ArgumentParser) -> None:
    add = run.add_argument
    add("--since", type=float, default=8, help="hours with frames and curves before now")
    add("--since-file", type=Path, help="JSON {cell: newest kept moment in us}: go on there")
    add("--history-days", type=float, default=30, help="days of shots before that")
    add("--history-file", type=Path, help="keeps which days those are; a later start offers the same")
