"""The command `sprue check`: is this plant file right, and can each machine be read from here?"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sprue_contract.face import DEFAULT_PORT
from sprue_contract.plant import PlantFileError
from sprue_edge.plant_sources import Fitted, fit_sources
from sprue_edge.reading import SourceError

FACE = f"127.0.0.1:{DEFAULT_PORT}"
PATIENCE_S = 15.0


def main(argv: list[str] | None = None) -> int:
    """Check a plant file and try its sources: 0 all can be read, 1 some cannot, 2 the file is wrong."""
    options = _parser().parse_args(argv)
    try:
        plant, fitted, _ = fit_sources(options.plant, now_us, options.face)
    except PlantFileError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    sys.stdout.write(f"{options.plant}: {plant.title}: {len(fitted)} cells, all keys are right\n")
    answers = asyncio.run(_try_all(fitted))
    for each, (readable, words) in zip(fitted, answers, strict=True):
        mark = "ok  " if readable else "FAIL"
        sys.stdout.write(f"{mark} {each.cell} ({each.type}): {words}\n")
    return 0 if all(readable for readable, _ in answers) else 1


def now_us() -> int:
    """Microseconds since 1970 by the wall clock."""
    return time.time_ns() // 1000


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sprue check", description="Validate a plant file and try to read each of its machines."
    )
    parser.add_argument("plant", type=Path, metavar="PLANT.yaml", help="the plant file")
    parser.add_argument(
        "--face",
        default=os.environ.get("SPRUE_FACE", FACE),
        metavar="HOST:PORT",
        help="where simulated machines answer (environment: SPRUE_FACE)",
    )
    return parser


async def _try_all(fitted: Sequence[Fitted]) -> list[tuple[bool, str]]:
    return list(await asyncio.gather(*(_try(each) for each in fitted)))


async def _try(fitted: Fitted) -> tuple[bool, str]:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return True, await fitted.source.probe()
    except SourceError as problem:
        return False, str(problem)
    except TimeoutError:
        return False, f"no answer within {PATIENCE_S:.0f} s. Is the machine on and the address right?"


if __name__ == "__main__":
    sys.exit(main())
