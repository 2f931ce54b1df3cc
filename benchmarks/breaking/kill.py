"""kill -9 of machine, broker, hub, gateway and database at random moments, under load."""

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.breaking.ledger import judge, retained
from benchmarks.breaking.postgres import Victim, database
from benchmarks.breaking.result import Result, told
from benchmarks.breaking.stack import PARTS, Stack, wait_for

Kill = Callable[[], str]


def run(folder: Path, kills: int, seed: int) -> Result:
    """The hub keeps files."""
    with Stack(folder, cells=6, rate=20) as stack:
        return _killed(stack, random.Random(seed), kills, _kills_of(stack))  # noqa: S311  # repeatable, no secret


def run_on_postgres(folder: Path, kills: int, seed: int) -> Result:
    """The hub keeps all in PostgreSQL, and its processes are killed as well."""
    generator = random.Random(seed)  # noqa: S311
    with database() as victim, Stack(folder, cells=6, rate=20) as stack:
        stack.database = victim.url
        return _killed(stack, generator, kills, {**_kills_of(stack), "database": _database(victim, generator)})


def _database(victim: Victim, generator: random.Random) -> Kill:
    return lambda: f"database: {victim.kill(generator)}"


def _kills_of(stack: Stack) -> dict[str, Kill]:
    def kill(part: str) -> str:
        stack.kill(part)
        return part

    return {part: lambda part=part: kill(part) for part in PARTS}  # type: ignore[misc]


def _killed(stack: Stack, generator: random.Random, kills: int, ways: dict[str, Kill]) -> Result:
    """Kill, let it catch up, compare with the plan, look at what is retained."""
    stack.start()
    wait_for(lambda: stack.clock_us("imm-1") > 0, "the first value is shown", 120)
    killed = Counter[str]()
    for _ in range(kills):
        time.sleep(generator.uniform(0.1, 2.5))  # the random moment itself
        killed[ways[generator.choice(list(ways))]()] += 1
    began = time.monotonic()
    stack.end_load()
    wait_for(stack.delivered, "everything is delivered", 180, 0.2)
    after_s = time.monotonic() - began
    kept = retained(stack)
    stack.stop("gateway")
    stack.stop("hub")
    verdict, state = judge(stack), retained_right(kept, stack.cells)
    rows = [
        ("killed with -9", f"{killed.total()}: {', '.join(f'{who} {n}' for who, n in sorted(killed.items()))}"),
        *told(verdict),
        ("whole again after the last kill", f"{after_s:.1f} s"),
        ("retained births and state right afterwards", "yes" if state else "NO"),
    ]
    store = "PostgreSQL" if stack.database else "files"
    return Result(f"kill -9 at random moments, {store}", rows, verdict.good and state)


def retained_right(kept: dict[str, dict[str, Any]], cells: list[str]) -> bool:
    """Whether the broker keeps a birth of each cell and says that its gateway is there."""
    births = {topic.split("/")[3]: body for topic, body in kept.items() if topic.endswith("/birth")}
    states = [body["status"]["state"] for topic, body in kept.items() if topic.endswith("/status")]
    runs = {row["run"] for body in births.values() for row in body["rows"]}
    return sorted(births) == sorted(cells) and runs == {"run-load"} and states == ["online"]
