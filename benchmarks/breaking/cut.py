"""The cable between gateway and broker is cut, hangs half-open and is slow for a time; then all is compared."""

import random
import statistics
import time
from pathlib import Path

from benchmarks.breaking.ledger import judge
from benchmarks.breaking.proxy import Proxy
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import Stack, wait_for

MOST_RECOVERY_S = 5.0


def run(folder: Path, minutes: float, seed: int) -> Result:
    """Toggle every 2 to 60 s; after each return, the time until a value measured since then is stored."""
    generator = random.Random(seed)  # noqa: S311
    end = time.monotonic() + minutes * 60
    recoveries: dict[str, list[float]] = {"cut": [], "hanging": []}
    with Stack(folder, cells=6, rate=10) as stack:
        stack.gateway_port = stack.ports.reserve()
        with Proxy(stack.gateway_port, stack.port["broker"], seed) as proxy:
            proxy.spikes = True
            stack.start()
            wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
            while time.monotonic() < end:
                how = generator.choice(("cut", "hanging"))
                proxy.become(how)
                time.sleep(generator.uniform(2, 60))  # away
                proxy.become("whole")
                recoveries[how].append(_recovery_s(stack))
                time.sleep(generator.uniform(2, 60))  # back
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
