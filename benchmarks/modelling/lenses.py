"""Which quality class is a road lens? Stratified folds of a public set, every choice made without the part told."""

import csv
from statistics import mean, stdev

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.common import ROOT
from sprue_server.quality_class import decides, learn

ORDER = 3
TITLE = "Quality classes of road lenses"
TABLE = ROOT.parent / "shared" / "data" / "road_lenses" / "road_lenses.csv"
FOLDS, SEEDS = 5, range(200, 205)
COLUMNS = (
    "melt_temperature_c",
    "mould_temperature_c",
    "fill_time_s",
    "dosing_time_s",
    "cycle_time_s",
    "clamp_closing_kn",
    "clamp_peak_kn",
    "torque_peak_nm",
    "torque_mean_nm",
    "back_pressure_peak_bar",
    "injection_pressure_peak_bar",
    "hold_end_cm",
    "shot_volume_cm3",
)


def lines() -> list[str]:
    """Accuracy over five draws of folds, what is mistaken for what, what decides."""
    table, classes = _read()
    told = [_folds(table, classes, seed) for seed in SEEDS]
    right = [float((one == classes).mean()) * 100 for one, _ in told]
    f1 = [float(f1_score(classes, one, average="macro")) for one, _ in told]
    lost = {name: mean(loss[name] for _, losses in told for loss in losses) for name in COLUMNS}
    most = sorted(lost.items(), key=lambda one: -one[1])
    wrong = confusion_matrix(classes, told[0][0])
    apart = int(wrong[0, 1] + wrong[1, 0] + wrong[2, 3] + wrong[3, 2])
    return [
        "1,451 lenses, 13 values per shot, 4 classes (waste, acceptable, target, inefficient). Stratified 5-fold, drawn anew "
        f"{len(SEEDS)} times; the shares of the vote are chosen within the",
        "learnt folds. The paper's figures come from a grid chosen on the folds that it is tested on.",
        "",
        "| | accuracy, mean ± sd of draws | macro F1 |",
        "|---|---|---|",
        f"| vote of extremely randomised and boosted trees | **{mean(right):.2f} ± {stdev(right):.2f} %** | "
        f"**{mean(f1):.4f}** |",
        "| random forest, paper's best | 95.04 ± 1.26 % (of folds) | 0.9495 |",
        "| wanted | 94.5 % | 0.945 |",
        "",
        f"{apart} of {int(wrong.sum() - np.trace(wrong))} mistakes of the first draw are between waste and acceptable or "
        "target and inefficient. What decides (share of left-out lenses that are judged",
        "wrongly when one value is shuffled): "
        + ", ".join(f"{name} {100 * loss:.0f} %" for name, loss in most[:6])
        + ".",
        "",
        "| told (1 waste, 2 acceptable, 3 target, 4 inefficient) | judged 1 | 2 | 3 | 4 |",
        "|---|---|---|---|---|",
        *(f"| {at} | " + " | ".join(map(str, row)) + " |" for at, row in enumerate(wrong.tolist(), 1)),
        "",
        "Tried without gain: differences and sums of all pairs, support vectors and neighbours in the vote, deeper "
        "boosting. Draws 0 to 2 were looked at while building; a form chosen by",
        "likelihood reached 94.53 % and 0.9445 on draws 100 to 104; these draws were looked at once. The lenses are the same in all.",
    ]


def _read() -> tuple[np.ndarray, np.ndarray]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = np.array(list(csv.reader(file, delimiter=";"))[1:], np.float64)
    return rows[:, :-1], rows[:, -1].astype(np.int64)


def _folds(table: np.ndarray, classes: np.ndarray, seed: int) -> tuple[np.ndarray, list[dict[str, float]]]:
    """The class told of each lens by what was learnt without it; in the first draw also what decided."""
    told, losses = np.zeros_like(classes), []
    split = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for known, out in split.split(table, classes):
        judge = learn(table[known], classes[known], COLUMNS, seed)
        told[out] = judge.judge(table[out])
        if seed == SEEDS[0]:
            losses.append(dict(decides(judge, table[out], classes[out], seed)))
    print(f"  draw {seed}: {float((told == classes).mean()):.4f}", flush=True)
    return told, losses
