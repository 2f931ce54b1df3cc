"""`sprue demo`: the open factory on this machine. Ctrl-C ends everything it started."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from sprue_cli import lan
from sprue_cli.factory import Factory, Lessons, Wishes
from sprue_cli.https import PORT, Https
from sprue_cli.ports import Lock, Ports, taken
from sprue_cli.processes import FactoryError

ROOT = Path(__file__).resolve().parents[2]


def main(argv: list[str] | None = None) -> int:
    """Run until Ctrl-C. 0 after a clean end, 1 when the factory could not run."""
    options = _options(argv)
    try:
        _make(options.data)
        with Lock(options.data):
            return asyncio.run(_run(_wishes(options)))
    except FactoryError as problem:
        sys.stderr.write(f"\nsprue: {problem}\n")
        return 1


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./sprue demo", description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=8000, help="where the dashboards open (default 8000)")
    add("--data", type=Path, default=ROOT / "var" / "demo", help="where everything is kept")
    add("--plant", type=Path, help="your own plant file instead of the open factory's")
    add("--recorded", type=Path, help="folder of recorded cycles (default ../shared/data/kassel)")
    add("--broker", metavar="URL", help="use this MQTT broker: mqtt://user:password@host:port")
    add("--pace", type=float, default=1.0, help="simulated seconds per second (default 1)")
    add("--hours", type=float, default=8.0, help="history with curves before opening (default 8)")
    add("--days", type=float, default=30.0, help="history of shots, in the background (default 30)")
    add("--no-eyes", action="store_true", help="pictures are kept, but nobody looks at them")
    add("--eyes-goods", type=int, default=350, metavar="N", help="good parts to learn from (default 350)")
    add("--eyes-most", type=int, metavar="N", help="learn so many products only (default all)")
    add(
        "--lan",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="open the read-only visitor surface to the network (default: closed)",
    )
    add(
        "--https",
        nargs="?",
        type=int,
        const=PORT,
        metavar="PORT",
        help=f"HTTPS beside it ({PORT}), for the live cameras of tablets that trust its certificate",
    )
    return parser.parse_args(argv)


def _make(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        words = f"{data} cannot be used: {problem.strerror}. Name another folder with --data."
        raise FactoryError(f"{words} Nothing was started.") from problem


def _wishes(options: argparse.Namespace) -> Wishes:
    bind, shown = "127.0.0.1", "127.0.0.1"
    if options.lan is not None:
        shown = options.lan or lan.address() or ""
        bind = shown if shown.startswith("127.") else lan.ANY  # 127.x: a rehearsal without a network
        if not shown:
            raise FactoryError("--lan: this machine has no network address. Nothing was started.")
    if options.https == options.port:
        raise FactoryError("--port and --https: one port cannot be for both. Nothing was started.")
    for option, port in (("--port", options.port), ("--https", options.https)):
        if port is not None and taken(bind, port):
            raise FactoryError(_in_use(option, port))
    data = options.data.resolve()
    return Wishes(
        root=ROOT,
        data=data,
        plant=options.plant,
        recorded=options.recorded or ROOT.parent / "shared" / "data" / "kassel",
        broker_url=options.broker,
        bind=bind,
        port=options.port,
        lan=shown if options.lan is not None else None,
        https=Https(data / "tls", shown, options.https) if options.https else None,
        pace=options.pace,
        hours=options.hours,
        days=options.days,
        eyes=None if options.no_eyes else Lessons(options.eyes_goods, options.eyes_most),
    )


def _in_use(option: str, port: int) -> str:
    with Ports() as ports:
        another = ports.reserve(port + 1)
    return (
        f"Port {port} is in use by another program. Choose another one, for example: "
        f"./sprue demo {option} {another}\nNothing was started."
    )


async def _run(wishes: Wishes) -> int:
    factory = Factory(wishes)
    work = asyncio.create_task(factory.run())
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, work.cancel)
    try:
        await work
    except asyncio.CancelledError:
        sys.stdout.write("\nStopping ...\n")
    finally:
        await factory.crew.end()
        factory.ports.close()
    sys.stdout.write("Everything is stopped. The next start goes on from here.\n")
    return 0
