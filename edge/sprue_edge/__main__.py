"""Command line of the gateway: `sprue-edge run PLANT.yaml --broker mqtt://user:pw@host:1883 --data DIR`."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sprue_contract.plant import PlantFileError
from sprue_edge import check
from sprue_edge.gateway import Place, run_gateway
from sprue_edge.hold import HeldError
from sprue_edge.keeper import OutboxError
from sprue_edge.link import parse_broker
from sprue_edge.plant_sources import fit_sources

FAILED, WRONG = 1, 2
LEAST_MB = 5
SWITCH_S = 0.0005  # SQLite lets go of the interpreter at each row: with the usual 5 ms a busy loop starves it
NEEDED = {"plant": "SPRUE_PLANT", "broker": "SPRUE_BROKER_URL", "data": "SPRUE_DATA"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gateway: 0 stopped as asked, 1 it cannot run here, 2 its input is wrong or its folder taken."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["check"]:
        return check.main(arguments[1:])
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    try:
        return _run(options)
    except (PlantFileError, HeldError) as problem:
        sys.stderr.write(f"{problem}\n")
        return WRONG
    except OutboxError as problem:
        sys.stderr.write(f"{problem}\n")
        return FAILED


def _run(options: argparse.Namespace) -> int:
    plant, fitted, around = fit_sources(options.plant, check.now_us, options.face)
    sys.setswitchinterval(SWITCH_S)
    work = run_gateway(
        plant.gateway, fitted, around, options.broker, Place(options.data, options.outbox_mb * 1_000_000)
    )
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_until_asked_to_stop(work))
    return 0


async def _until_asked_to_stop(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.current_task()
    if task is not None and sys.platform != "win32":  # there Ctrl-C ends it
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await work


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser, run = _parsers()
    options = parser.parse_args(arguments)
    for name, variable in NEEDED.items():
        if getattr(options, name) is None:
            run.error(
                f"say {name.upper()} as an option or in the environment as {variable}; nothing was started"
            )
    try:
        options.broker = parse_broker(options.broker)
    except ValueError as problem:
        run.error(f"{problem}; nothing was started")
    return options


def _parsers() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    parser = argparse.ArgumentParser(
        prog="sprue-edge",
        description="Read machines, keep what they say until the hub has it, publish it over MQTT.",
        epilog="`sprue-edge check PLANT.yaml` validates a plant file and tries its sources.",
    )
    run = parser.add_subparsers(dest="command", required=True).add_parser(
        "run",
        help="run the gateway",
        epilog="In the environment: SPRUE_PLANT, SPRUE_BROKER_URL, SPRUE_DATA, SPRUE_FACE.",
    )
    env = os.environ.get
    run.add_argument("plant", nargs="?", default=_path(env("SPRUE_PLANT")), type=Path, metavar="PLANT.yaml")
    run.add_argument("--broker", default=env("SPRUE_BROKER_URL"), metavar="mqtt://USER:PASSWORD@HOST:PORT")
    run.add_argument(
        "--data", default=_path(env("SPRUE_DATA")), type=Path, metavar="DIR", help="for the outbox"
    )
    run.add_argument(
        "--outbox-mb", default=2000, type=_room, metavar="N", help="beyond it samples are thinned; shots never"
    )
    run.add_argument(
        "--face", default=env("SPRUE_FACE", check.FACE), metavar="HOST:PORT", help="of the simulator"
    )
    return parser, run


def _room(text: str) -> int:
    room = int(text)
    if room < LEAST_MB:
        raise argparse.ArgumentTypeError(f"an outbox needs {LEAST_MB} MB or more; nothing was started")
    return room


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


if __name__ == "__main__":
    sys.exit(main())
