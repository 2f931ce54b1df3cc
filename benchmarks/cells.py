"""Forty cells with cycles of ten seconds: what the hub takes of a core, analyses included, and their backlog.

`python -m benchmarks.cells [CELLS] [SECONDS]` runs a plant of bottle caps and food tubs (9.5 to 11.5 s) with
its gateway; no pictures. Goal: half a core left free, and no shot left unlooked at.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common import ROOT, Demo, machine

MACHINES = ("bottle-cap", "food-tub")
SETTLES_S = 90  # the hub has learnt nothing yet and looks at the last shots of every cell


def plant(folder: Path, cells: int) -> Path:
    """A plant file."""
    path = folder / "plant.yaml"
    rows = "".join(
        f"  - {{name: press-{n}, title: Press {n}, at: {{x_m: {3 * (n % 8)}, y_m: {4 * (n // 8)}}}, "
        f"source: {{type: simulated, machine: {MACHINES[n % 2]}}}}}\n"
        for n in range(1, cells + 1)
    )
    path.write_text(f"title: Forty presses\ngateway: gateway-1\nseed: 11\ncells:\n{rows}", encoding="utf-8")
    return path


def main(cells: int = 40, seconds: int = 240) -> int:
    """Let it run, and print what each program takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = ("--plant", str(plant(folder, cells)), "--no-eyes", "--hours", "0.3", "--days", "0")
        with Demo(ROOT, folder / "data", 8096, *options) as demo:
            demo.wait_open()
            time.sleep(SETTLES_S)
            family = demo.family()
            before = {name: sum(one.cpu_times()[:2]) for name, one in family.items()}
            since_us, began = time.time_ns() // 1000, time.monotonic()
            time.sleep(seconds)  # the length of the measurement
            took = time.monotonic() - began
            spent = {name: sum(one.cpu_times()[:2]) - before[name] for name, one in family.items()}
            made, behind = _made(demo, since_us)
    print(f"{cells} cells, {made} shots in {took:.0f} s (a cycle of {cells * took / made:.1f} s); {machine()}")
    for name, cpu_s in sorted(spent.items(), key=lambda one: -one[1]):
        print(f"{name:>12}: {100 * cpu_s / took:5.1f} % of a core, {1000 * cpu_s / made:6.1f} ms per shot")
    print(f"newest shot looked at by the process desk: at most {behind} shots behind")
    return 0 if spent["hub"] / took < 0.5 and behind <= 1 else 1


def _made(demo: Demo, since_us: int) -> tuple[int, int]:
    """Shots stored since then, and of one cell those that the process desk has not looked at, at most."""
    made = behind = 0
    for cell in demo.get("/cells"):
        name = cell["cell"]
        seen = demo.get(f"/process/{name}")["seen_us"] or 0
        shots = [one["measured_us"] for one in demo.get(f"/cells/{name}/shots?limit=100")]
        made += sum(moment >= since_us for moment in shots)
        behind = max(behind, sum(moment > seen for moment in shots))
    return made, behind


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
