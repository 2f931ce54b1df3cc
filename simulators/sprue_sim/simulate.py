"""`sprue simulate`: shots of one cell into `cycles.csv` and `curves.npz`, in the format of the recorded press.

So anyone can put a simulated run beside a measured one. Nothing is written until every word of the command is
understood and every shot is made.
"""

import argparse
import sys
from pathlib import Path

from sprue_sim.faults import FaultError
from sprue_sim.library import LibraryError
from sprue_sim.recording.plan import PlanError, read_plan
from sprue_sim.recording.run import produce
from sprue_sim.recording.wishes import Job, job_of
from sprue_sim.recording.writer import Writer

EXAMPLE = """examples:
  sprue simulate --mould kassel-cap --shots 50 --out run1
  sprue simulate --mould kassel-cap --plan plan.csv --seed 3 --out run2
  sprue simulate --machine electric-50t --mould toy-gear --material pom-copo --shots 200 \\
      --set hold_bar=650 --fault worn_check_ring:0.6:80 --out run3
"""


UNTOUCHED = "The run is not complete. Nothing was written; what was there before is as it was."


def main(argv: list[str] | None = None) -> int:
    """Simulate and write. 2 when the wish cannot be fulfilled: nothing was written then."""
    options = _options(argv)
    try:
        plan = read_plan(options.plan) if options.plan else None
        job = job_of(options, plan)
        with Writer(options.out) as out:
            _run(job, out)
    except (LibraryError, FaultError, PlanError) as problem:
        sys.stderr.write(f"sprue simulate: {problem}\n")
        return 2
    except OSError as problem:
        sys.stderr.write(f"sprue simulate: {options.out}: {problem.strerror}. {UNTOUCHED}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"\nsprue simulate: stopped. {UNTOUCHED}\n")
        return 130
    sys.stdout.write(f"{len(job.rows)} shots in {options.out}: cycles.csv, curves.npz (simulated)\n")
    return 0


def _run(job: Job, out: Writer) -> None:
    shown = sys.stderr.isatty()
    for number, made in enumerate(produce(job), start=1):
        out.add(made)
        if shown and (number % 25 == 0 or number == len(job.rows)):
            sys.stderr.write(f"\r  {number} of {len(job.rows)} shots")
            sys.stderr.flush()
    if shown:
        sys.stderr.write("\n")


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sprue simulate",
        description=__doc__,
        epilog=EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--machine", help="press: a file in presses/ (default: that of the mould's own cell)")
    add("--mould", required=True, help="a file in moulds/; kassel-cap is the calibrated one")
    add("--material", help="a file in materials/ (default: that of the mould's own cell)")
    add("--shots", type=int, help="how many (default: as many as the plan has rows, else 100)")
    add("--seed", type=int, default=1)
    add("--set", action="append", default=[], metavar="KEY=VALUE", help="a setting, such as hold_bar=600")
    add(
        "--plan",
        type=Path,
        help="CSV, a row per shot: set_* as recorded, recyclate_pct, wait_s before it",
    )
    add(
        "--fault",
        action="append",
        default=[],
        metavar="NAME:SEVERITY:SHOT",
        help="severity 0..1, from a shot on",
    )
    add("--out", type=Path, required=True, help="folder; made when it is not there")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
