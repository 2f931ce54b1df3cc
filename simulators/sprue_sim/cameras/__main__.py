"""`python -m sprue_sim.cameras --mould toy-gear --out FOLDER`: pictures and masks of good and of bad."""

import argparse
import sys
from pathlib import Path

import cv2

from sprue_sim.cameras.folder import FolderError, Order, write
from sprue_sim.cameras.product import names, product
from sprue_sim.cameras.settings import ALL
from sprue_sim.library import LibraryError

SEVERITIES = (0.15, 0.3, 0.5, 0.8)


def main(argv: list[str] | None = None) -> int:
    """Write the folder. 2 when the wish cannot be fulfilled: nothing was written then."""
    options = _options(argv)
    cv2.setNumThreads(1)
    try:
        product(options.mould)
        count = write(_order(options), options.out)
    except (LibraryError, FolderError) as problem:
        sys.stderr.write(f"cameras: {problem}\n")
        return 2
    except OSError as problem:
        sys.stderr.write(f"cameras: {options.out}: {problem.strerror}. Nothing was written.\n")
        return 1
    sys.stdout.write(f"{count} of {options.mould} in {options.out} (simulated)\n")
    return 0


def _order(options: argparse.Namespace) -> Order:
    wrong = [one for one in options.severity if not 0 < one <= 1]
    if wrong or min(options.good, options.each, options.seed) < 0:
        raise FolderError(
            "a severity is over 0 and at most 1, a number or seed 0 or more. Nothing was written."
        )
    return Order(
        mould=options.mould,
        of=options.of,
        good=options.good,
        each=options.each,
        severities=sorted(set(options.severity)),
        lights=options.lights,
        width_px=options.width_px,
        seed=options.seed,
        days=options.days,
        jpeg=options.jpeg,
    )


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sprue_sim.cameras", description=__doc__)
    add = parser.add_argument
    add("--mould", required=True, help=f"one of {', '.join(names())}")
    add("--of", choices=("part", "mould"), default="part", help="parts with defects, or the ageing cavity")
    add("--good", type=int, default=20, metavar="N", help="without a defect that can be seen (20)")
    add("--each", type=int, default=4, metavar="N", help="per defect and severity (4)")
    add("--severity", type=float, nargs="+", default=SEVERITIES, metavar="S", help="0 to 1 (several)")
    add("--lights", nargs="+", choices=ALL, default=ALL, help="one picture each (all)")
    add("--width-px", type=int, choices=(320, 640, 960, 1280), default=640, help="4 to 3 (640)")
    add("--seed", type=int, default=1)
    add(
        "--days", type=int, default=1, metavar="N", help="of production, which parts are taken from in turn (1)"
    )
    add("--jpeg", action="store_true", help="as a cell's camera sends them, instead of PNG")
    add("--out", type=Path, required=True, help="folder; must not be there, or be empty")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
