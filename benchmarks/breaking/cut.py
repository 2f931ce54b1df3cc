"""The cable between gateway and broker is cut, hangs half-open and is slow for a time; then all is compared."""

import random
import statistics
import sys
import time
from pathlib import Path

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.proxy import Proxy
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

MOST_RECOVERY_S = 5.0
AWAY_S, BACK_S = (2, 60), (2, 60)


def run(folder: Path, minutes: float, seed: int) -> Result:
    """Away and back for 2 to 60 s each; after each return, the time until a value measured since is shown."""
    generator = random.Random(seed)  # noqa: S311
    end = time.monotonic() + minutes * 60
    recoveries: dict[str, list[float]] = {"cut": [], "hanging": []}
    with Stack(folder, cells=6, rate=10) as stack:
        stack.gateway_port = stack.ports.reserve()
        with Proxy(stack.gateway_port, stack.port["broker"], seed) as proxy:
            proxy.spikes = True
            stack.start()
            wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
            while time.monotonic() < end:
                how = generator.choice(("cut", "hanging"))
                proxy.become(how)
                away_s = generator.uniform(*AWAY_S)
                time.sleep(away_s)  # the line is away for so long
                proxy.become("whole")
                recoveries[how].append(_recovery_s(stack))
                sys.stderr.write(f"{how} for {away_s:.0f} s: live after {recoveries[how][-1]:.1f} s\n")
                time.sleep(generator.uniform(*BACK_S))  # whole for so long
            stack.end_load()
            wait_for(stack.delivered, "everything is delivered", 180, 0.2)
            stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
    every = [one for some in recoveries.values() for one in some]
    rows = [
        ("minutes, with a fifth of all packets up to 1 s late", f"{minutes:g}"),
        *(
            (f"{how}: times, and until live again (median, longest)", _figures(some))
            for how, some in recoveries.items()
        ),
        *told(verdict),
    ]
    return Result("cable cut, half-open and slow", rows, verdict.good and max(every) < MOST_RECOVERY_S)


def _recovery_s(stack: Stack) -> float:
    back_us = time.time_ns() // 1000
    return wait_for(lambda: stack.clock_us("imm-1") > back_us, "a value since the cable is back", 60)


def _figures(some: list[float]) -> str:
    return f"{len(some)}; {statistics.median(some):.1f} s, {max(some):.1f} s" if some else "0"
