"""The plant file that the demo runs: the open factory, with the recorded press where its data is."""

from pathlib import Path
from typing import Any

import yaml

from sprue_cli.processes import FactoryError

PLANTS = Path("simulators") / "sprue_sim" / "plants"
WHERE = (
    "Recorded cycles of a real press are not here ({folder}). The simulated cells run without them.\n"
    "  The data is public: University of Kassel, MRT-RT/DigitalTwinInjectionMolding (LGPL-3.0); put its "
    "cycles and curves into a folder and start with --recorded FOLDER."
)


def write_plant(root: Path, recorded: Path, pace: float, out: Path) -> tuple[Path, str | None]:
    """Merge the open factory's cells with the recorded press; return the file and a remark to show."""
    plant = _read(root / PLANTS / "open-factory.yaml")
    plant["pace"] = pace
    remark = None
    cycles, curves = recorded / "doe_cycles.csv", recorded / "doe_curves.npz"
    if cycles.exists() and curves.exists():
        cell = _read(root / PLANTS / "kassel-cell.yaml")
        cell["source"] |= {"cycles": str(cycles.resolve()), "curves": str(curves.resolve())}
        plant["cells"].insert(0, cell)
    else:
        remark = WHERE.format(folder=recorded)
    try:
        out.write_text(yaml.safe_dump(plant, sort_keys=False, allow_unicode=True), encoding="utf-8")
    except OSError as problem:
        words = f"{out} cannot be written: {problem.strerror}. Is the disk full? Nothing was started."
        raise FactoryError(words) from problem
    return out, remark


def _read(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise FactoryError(f"{path}: does not hold a plant. Restore it from the project.")
    return loaded
