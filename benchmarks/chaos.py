"""Everything that breaks a data path, done on purpose, and what was missing afterwards. On loopback only.

`python -m benchmarks.chaos` does all of it in about an hour; `--only kill away` some of it. Each attack has its
own processes, folder and ledger; the table goes to the terminal. Ends with 1 when something was lost, doubled
or wrong.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.breaking import away, blocked, clocks, copies, cut, days, fsync, fuzz, kill, shared
from benchmarks.breaking.result import Result, table
from benchmarks.common import machine


def attacks(options: argparse.Namespace) -> dict[str, Callable[[Path], Result]]:
    """By name, in the order in which they are done."""
    return {
        "kill": lambda folder: kill.run(folder, options.kills, options.seed),
        "kill-postgres": lambda folder: kill.run_on_postgres(folder, options.kills, options.seed),
        "fsync": fsync.run,
        "blocked": blocked.run,
        "blocked-postgres": blocked.run_on_postgres,
        "clocks": clocks.run,
        "days": days.run,
        "copies": copies.run,
        "shared": shared.run,
        "away": lambda folder: away.run(folder, options.hours, options.pace, options.limit_mb),
        "fuzz": lambda folder: fuzz.run(folder, options.messages, options.seed),
        "cut": lambda folder: cut.run(folder, options.minutes, options.seed),
    }


def main() -> int:
    """Attack and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add(
        "--only",
        nargs="+",
        metavar="ATTACK",
        help="some of: kill kill-postgres fsync blocked blocked-postgres clocks days copies shared away fuzz"
        " cut",
    )
    add("--kills", type=int, default=100)
    add("--minutes", type=float, default=30, help="of a cable that is cut and slow")
    add("--hours", type=float, default=1, help="that the hub is away")
    add("--pace", type=float, default=60, help="so many times as fast")
    add("--limit-mb", type=int, default=20, help="of the outbox meanwhile")
    add("--messages", type=int, default=1_000_000, help="malformed ones")
    add("--seed", type=int, default=1)
    add("--keep", type=Path, help="folder for what the parts wrote, to look at")
    options = parser.parse_args()
    known = attacks(options)
    wrong = [name for name in options.only or () if name not in known]
    if wrong:
        parser.error(f"no attack {', '.join(wrong)}; there are {', '.join(known)}. Nothing was started.")
    results = [_done(name, known[name], options.keep) for name in options.only or known]
    print(f"{table(results)}\n\n{machine()}; {time.strftime('%Y-%m-%d')}")
    return 0 if all(one.good for one in results) else 1


def _done(name: str, attack: Callable[[Path], Result], keep: Path | None) -> Result:
    sys.stderr.write(f"{name} ...\n")
    with tempfile.TemporaryDirectory() as scratch:
        folder = (keep or Path(scratch)) / name
        folder.mkdir(parents=True)
        result = attack(folder)
    sys.stderr.write(f"{name}: {'as it must be' if result.good else 'NOT as it must be'}\n")
    return result


if __name__ == "__main__":
    sys.exit(main())
