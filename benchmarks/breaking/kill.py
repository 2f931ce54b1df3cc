"""kill -9 of machine, broker, hub and gateway at random moments, under load."""

import random
import time
from pathlib import Path
from typing import Any

from benchmarks.breaking.ledger import judge, retained
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import PARTS, Stack, wait_for


def run(folder: Path, kills: int, seed: int) -> Result:
    """Kill, let it catch up, compare with the plan, look at what is retained."""
    generator = random.Random(seed)  # noqa: S311  # repeatable moments, no secret
    with Stack(folder, cells=6, rate=20) as stack:
        stack.start()
        wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown")
        for _ in range(kills):
            time.sleep(generator.uniform(0.1, 2.5))  # the random moment itself
            stack.kill(generator.choice(PARTS))
        began = time.monotonic()
        stack.end_load()
        wait_for(stack.delivered, "everything is delivered", 180, 0.2)
        after_s = time.monotonic() - began
        kept = retained(stack)
        stack.stop("gateway")
        stack.stop("hub")
        verdict = judge(stack)
    state = _retained_right(kept, stack.cells)
    rows = [
        ("killed with -9, of " + ", ".join(PARTS), str(stack.kills)),
        *told(verdict),
        ("whole again after the last kill", f"{after_s:.1f} s"),
        ("retained births and state right afterwards", "yes" if state else "NO"),
    ]
    return Result("kill -9 at random moments", rows, verdict.good and state)


def _retained_right(kept: dict[str, dict[str, Any]], cells: list[str]) -> bool:
    births = {topic.split("/")[3]: body for topic, body in kept.items() if topic.endswith("/birth")}
    states = [body["status"]["state"] for topic, body in kept.items() if topic.endswith("/status")]
    runs = {row["run"] for body in births.values() for row in body["rows"]}
    return sorted(births) == sorted(cells) and runs == {"run-load"} and states == ["online"]
