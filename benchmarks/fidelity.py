"""How near the simulated cell is to the measured press: writes docs/fidelity.md with pictures. Minutes.

Needs matplotlib (`.venv/bin/pip install --require-hashes -r requirements/pictures.txt`) and the measured
cycles in ../shared/data/kassel. Half of the settings of `doe` and `reference` were used for the fit
(benchmarks/calibrate.py); the tables are of the other half unless they say so.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.common import ROOT, machine
from benchmarks.comparing import effects, faults, figures, kassel, report, scatter, shapes, side_by_side, speed

OUT = ROOT / "docs"
TRANSIENTS = {  # title -> (column, relative)
    "weight, %": ("weight_g", True),
    "wall start, °C": ("wall_start_c", False),
    "cavity peak, %": ("cavity_peak_bar", True),
    "inner Ø, %": ("inner_diameter_mm", True),
}


def main() -> int:
    """Simulate what was measured, compare, write."""
    if not kassel.FOLDER.is_dir():
        print(f"{kassel.FOLDER} is not there: nothing to compare with. Nothing was written.")
        return 1
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pairs = {name: side_by_side.run(name, Path(folder)) for name in ("doe", "reference", "recyclate")}
    found, told, rates = _compared(pairs), faults.all_told(), speed.measured()
    (OUT / "fidelity.md").write_text(report.whole(found, told, rates, machine()) + "\n", encoding="utf-8")
    print(f"docs/fidelity.md is written; {machine()}")
    return 0 if found.good and all(one.good for one in told) and rates.good else 1


def _compared(pairs: dict[str, side_by_side.Pair]) -> report.Compared:
    doe = pairs["doe"]
    medians = {name: pairs[name].settled().medians() for name in ("doe", "reference")}
    other = medians["doe"].half(1)
    found = effects.compare(other.measured, other.simulated)
    fitted = medians["doe"].half(0)
    moves = {
        side: {
            title: [
                value * (100 if relative else 1) for value in scatter.transient(run, name, relative=relative)
            ]
            for title, (name, relative) in TRANSIENTS.items()
        }
        for side, run in (("measured", doe.measured), ("simulated", doe.simulated))
    }
    ramp = pairs["recyclate"].medians("recyclate_pct")
    figures.curves(OUT / "fidelity-curves.png", other)
    figures.effects(OUT / "fidelity-effects.png", found)
    figures.ramp(OUT / "fidelity-recyclate.png", ramp)
    figures.transients(OUT / "fidelity-transients.png", moves["measured"], moves["simulated"])
    return report.Compared(
        effects=found,
        fitted=effects.compare(fitted.measured, fitted.simulated),
        in_order=effects.compare(*medians["reference"], effects.IN_ORDER),
        spreads=scatter.compare(doe.settled().measured, doe.settled().simulated),
        lags=[scatter.lag_one(run, "weight_g") for pair in (doe, doe.settled()) for run in pair],
        shapes={
            name: shapes.compare(*pair)
            for name, pair in (
                ("doe", medians["doe"]),
                ("doe, other half", other),
                ("reference", medians["reference"]),
            )
        },
        ramp=ramp,
        levels=medians,
    )


if __name__ == "__main__":
    sys.exit(main())
